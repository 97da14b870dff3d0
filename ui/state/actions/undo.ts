// Cmd/Ctrl+Z in the window: it never reaches Figma, so the newest landing is taken back from here.
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'
import { done } from './done'

export function undoActions(context: ActionContext): Pick<Actions, 'undoLast' | 'redoLast'> {
  const { store, channel, lander, patch, fail, readSelection, job: jobOf } = context
  /** Keys of results that were taken back, newest last. */
  let takenBack: string[] = []
  return {
    undoLast() {
      channel.ask('placement.undo', {}).then(({ undone }) => {
        if (!undone) return done(context, 'Inlay has put nothing on the canvas that it could take back.')
        const { runId, jobId, resultIndex, name, removed, why } = undone
        if (why !== null) return done(context, `${name} ${why} and left alone.`)
        const job = jobOf(jobId), key = `${jobId}/${resultIndex}`
        if (job) {
          patch(jobId, { results: job.results.map((result) => (result.index === resultIndex ? { ...result, placed: 'results', outcome: null } : result)) })
          takenBack = [...takenBack.filter((other) => other !== key), key]
          const targetId = job.placements[resultIndex]?.targetId
          const others = Object.values(store.get().jobs).some((other) => other.runId === runId && other.results.some((result) => result.outcome !== null && (other.placements[result.index] ?? other.placements[0])?.targetId === targetId))
          if (targetId && !others) lander.forgetTarget(runId, targetId)
        }
        done(context, removed ? `${name} was removed.` : `${name} was put back.`)
        void readSelection()
      }, fail)
    },
    redoLast() {
      const key = takenBack.pop()
      const job = key === undefined ? undefined : jobOf(key.slice(0, key.lastIndexOf('/')))
      const result = job?.results.find((candidate) => candidate.key === key)
      if (!job || !result || result.outcome) return done(context, 'There is nothing to do again.')
      void lander.land(job, result.key).then((placed) => {
        if (placed) done(context, `${jobOf(job.id)?.results[result.index]?.outcome?.nodeName ?? job.targetName} has its picture again.`)
      })
    },
  }
}
