// The winner of a comparison goes to where the comparison was made for, like any other picture of the layer.
import { newRunId } from '../../jobs/make-run'
import { cellOfJob, type Board } from '../../batch/board-view'
import { makeRecipe } from '../../jobs/recipe'
import { firstWords } from '../../prompts/clean-prompt'
import { placeKept } from '../place-kept'
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

  /** Of an earlier session: the document has the picture and its recipe. */
  async function useKept(board: Board, jobId: string): Promise<void> {
    const cell = cellOfJob(board, jobId), { target } = board
    if (!cell) return
    try {
      const nodeId = cell.layers.picture, [{ source }, { layers: [found] }] = await Promise.all([channel.ask('source.read', { nodeId, paintIndex: null, haveHash: null }), channel.ask('recipes.find', { nodeId })])
      await boards.choose(board, jobId)
      const { nodeName } = await placeKept(context, { ...source, words: firstWords(found?.recipe.prompt ?? cell.label), recipe: found?.recipe ?? null, near: store.get().snapshot?.viewport ?? null }, target ? { mode: 'variation', show: true, targetId: target.id } : { mode: 'new-layer', targetId: null })
      done(context, `${nodeName} has the picture of ${cell.label}.`)
    } catch (error) {
      await boards.choose({ ...board, chosenJobId: jobId }, null)
      fail(error, { at: 'results' })
    }
    void readSelection()
  }

  return {
    editCompare: (change) => store.set(({ compare }) => ({ compare: { ...compare, ...change } })),
    useCell(jobId) {
      const kept = Object.values(store.get().boards).find((board) => board.kept && cellOfJob(board, jobId))
      void (kept ? useKept(kept, jobId) : use(jobId))
    },
  }
}
