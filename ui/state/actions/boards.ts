// The winner of a comparison goes to where the comparison was made for, like any other picture of the layer.
import { newRunId } from '../../jobs/make-run'
import { makeRecipe } from '../../jobs/recipe'
import { done } from './done'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export function boardActions(context: ActionContext): Pick<Actions, 'editCompare' | 'useCell'> {
  const { store, channel, boards, pixels, random, fail, readSelection, job: jobOf } = context

  async function use(jobId: string): Promise<void> {
    const job = jobOf(jobId), board = job && store.get().boards[job.runId], result = job?.results[job.results.length - 1]
    const planned = job?.placements[result?.index ?? 0] ?? job?.placements[0]
    if (!job || !board || !result || !planned) return
    const former = board.chosenJobId
    try {
      const recipe = await makeRecipe(context, job, result, job.words, store.get().settings.keepRecipes)
      const { bytes } = await pixels.toPlaceable(result.bytes)
      await boards.choose(board, jobId)
      // A run of its own: each press is a landing, and Undo run of the comparison leaves it alone.
      const runId = newRunId(random), { target } = board, { pageId: _page, ...rest } = planned
      const plan = { ...rest, runId, recipe: recipe && { ...recipe, runId }, expectFills: null, rowIndex: 0, rowCount: 1, near: store.get().snapshot?.viewport ?? null, targetId: target?.id ?? null }
      const { nodeName } = await channel.ask('place', { plan: target ? { ...plan, mode: 'variation', show: true } : { ...plan, mode: 'new-layer' }, bytes, imageHash: null })
      done(context, `${nodeName} has the picture of ${job.targetName}.`)
    } catch (error) {
      await boards.choose({ ...board, chosenJobId: jobId }, former)
      fail(error, { at: 'results', jobId })
    }
    void readSelection()
  }

  return {
    editCompare: (change) => store.set(({ compare }) => ({ compare: { ...compare, ...change } })),
    useCell: (jobId) => void use(jobId),
  }
}
