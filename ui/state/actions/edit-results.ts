// What can be done with a finished in-place edit beyond what any picture allows.
import type { FinishWay } from '../../finish/finish-draft'
import { switchTool } from '../tool-state'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'
import { done } from './done'

export function editResultActions(context: ActionContext): Pick<Actions, 'asNewLayer' | 'editMask' | 'finishResult'> {
  const { store, channel, plans, lander, fail, patch, job: jobOf, readSelection, urls } = context

  /** The fill shows what it showed before the edit, and the changed part lies above it as a layer. */
  async function asNewLayer(resultKey: string): Promise<void> {
    const job = jobOf(resultKey.slice(0, resultKey.lastIndexOf('/'))), result = job?.results.find(({ key }) => key === resultKey)
    const composite = job && plans.get(job.id)?.composite
    if (!job || !result || !composite?.patches || result.composed?.form === 'patch') return
    const before = result.outcome
    const made = await composite.finish(result, { signal: new AbortController().signal, form: 'patch' })
    const edit = (job.placements[result.index] ?? job.placements[0])?.edit
    if (before && edit && result.placed !== 'patch') {
      const { layers } = store.get().snapshot ?? { layers: [] }
      const ours = layers.find(({ id }) => id === before.nodeId)?.variations ?? []
      await channel.ask('variation.show', { nodeId: before.nodeId, imageHash: ours.includes(edit.imageHash) ? edit.imageHash : null })
    }
    const url = urls.create(made.picture.bytes, made.picture.mime)
    patch(job.id, { results: job.results.map((other) => (other.key === resultKey ? { ...other, composed: { ...made, url, differenceUrl: other.composed?.differenceUrl ?? null }, placed: 'results', outcome: null } : other)) })
    const landed = await lander.land(jobOf(job.id) ?? job, resultKey, { kind: 'planned' }, { shows: true })
    if (landed) done(context, 'The changed part is a layer of its own now.')
    void readSelection()
  }

  function openFinish(layerId: string, way: FinishWay): void {
    channel.ask('selection.set', { ids: [layerId] }).then(() => {
      store.set((state) => ({ ...switchTool(state, 'finish', state.editDraft.intent), finishDraft: { ...state.finishDraft, way }, toolByHand: true, place: 'create', subPage: null }))
    }, fail)
  }

  return {
    finishResult(resultKey, way) {
      const outcome = jobOf(resultKey.slice(0, resultKey.lastIndexOf('/')))?.results.find(({ key }) => key === resultKey)?.outcome
      if (outcome) openFinish(outcome.nodeId, way)
    },
    asNewLayer: (resultKey) => void asNewLayer(resultKey).catch((error: unknown) => fail(error, { at: 'results' })),
    editMask(resultKey) {
      const job = jobOf(resultKey.slice(0, resultKey.lastIndexOf('/')))
      const edit = job?.placements[0]?.edit, sourceId = job?.placements[0]?.targetId
      if (!job || !edit || !sourceId) return
      if (job.request.toolId === 'cut-out') return openFinish(sourceId, 'cut-out')
      channel.ask('selection.set', { ids: [sourceId, ...edit.hideIds] }).then(() => {
        store.set((state) => ({ ...switchTool(state, 'edit', state.editDraft.intent), toolByHand: true, place: 'create', subPage: null }))
      }, fail)
    },
  }
}
