// What the next step of a notice does when it is pressed.
import { modelKey } from '../../models/index'
import { wasAskedToWait } from '../../jobs/queue'
import { targetsOf } from '../../tools/targets'
import { freeCard } from '../catalog'
import type { Actions, AppState } from '../state'
import type { ActionContext } from '../action-context'
import type { ResultActions } from './results'

/** What a designer hands on when something of ours broke: no prompt, no picture, no key. */
function reportText(state: AppState, jobId: string | null, message: string): string {
  const job = jobId ? state.jobs[jobId] : undefined
  const about = job && { id: job.id, model: job.request.modelId, provider: job.providerId, extent: job.request.extent, state: job.state, error: job.error, timingsMs: job.timingsMs, attempts: job.attempts }
  return JSON.stringify({ inlay: message, job: about ?? null }, null, 2)
}

export const actActions = ({ store, dropNotices, speech }: ActionContext, actions: Omit<Actions, 'act' | 'closeNotice'> & ResultActions): Pick<Actions, 'act' | 'closeNotice'> => ({
  closeNotice: (key) => dropNotices((notice) => notice.key === key),
  act(action, notice) {
    const state = store.get()
    const { value } = action
    switch (action.kind) {
      case 'open-settings': return actions.openSub('settings')
      case 'use-demo': {
        const card = freeCard(state)
        if (card) actions.editDraft({ modelKey: modelKey(card) })
        return dropNotices(({ key }) => key === notice.key)
      }
      case 'use-model': {
        const card = state.catalog.cards.find((candidate) => modelKey(candidate) === value) ?? state.catalog.cards.find(({ id }) => id === value)
        if (card) actions.editDraft({ modelKey: modelKey(card) })
        return dropNotices(({ key }) => key === notice.key)
      }
      case 'run-with': {
        if (notice.jobId && value) actions.runWith(notice.jobId, value)
        return dropNotices(({ key }) => key === notice.key)
      }
      case 'retry': {
        if (value?.includes('/')) return actions.place(value)
        dropNotices(({ key }) => key === notice.key)
        if (notice.at === 'settings') return void state.keys.forEach(({ providerId }) => void actions.testKey(providerId))
        const job = notice.jobId ? state.jobs[notice.jobId] : undefined
        if (!job) return actions.run()
        const same = Object.values(state.jobs).filter((other) => other.runId === job.runId && other.state === job.state && other.results.every((result) => result.outcome === null) && other.error?.code === job.error?.code)
        return same.forEach((other) => actions.retryJob(other.id))
      }
      case 'edit-whole': {
        actions.chooseIntent('whole')
        return dropNotices(({ key }) => key === notice.key)
      }
      case 'resume': return value === 'waiting' || value === 'sent' ? actions.resumeLeft(value) : actions.leaveLeft()
      case 'cancel-waiting': return Object.values(state.jobs).filter((job) => job.state === 'queued' && wasAskedToWait(job.waiting)).forEach((job) => actions.cancelJob(job.id))
      case 'open-link': return value ? actions.openLink(value) : undefined
      case 'copy-request-id': return value ? actions.copyText(value, 'The request ID is on the clipboard.') : undefined
      case 'edit-prompt': return store.set({ place: 'create', subPage: null, focusPrompt: state.focusPrompt + 1 })
      case 'place-on-page': return value ? actions.placeAt(value, { kind: 'page' }) : undefined
      case 'choose-layer': {
        const [target] = targetsOf(state.snapshot)
        if (!value) return
        if (target) return actions.placeAt(value, { kind: 'layer', targetId: target.id })
        return speech.say('Select a layer on the canvas first, then press again.')
      }
      case 'show': return value ? (state.jobs[value.slice(0, value.lastIndexOf('/'))] ? (actions.go('results'), actions.showResult(value)) : actions.showNode(value)) : actions.go('results')
      case 'report': return actions.copyText(reportText(state, notice.jobId, `${notice.key}: ${notice.message}`), 'The report is on the clipboard.')
      case 'reopen': return speech.say('Close Inlay and open it again from the Plugins menu.')
    }
  },
})
