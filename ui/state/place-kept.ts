// A picture that the document has already goes onto a layer, or onto the page, in a run of its own.
import type { PlacementOutcome, PlacementPlan } from '../../src/shared/placement'
import type { Recipe } from '../../src/shared/recipe'
import { newRunId } from '../jobs/make-run'
import type { ActionContext } from './action-context'

type Kept = { imageHash: string | null; bytes?: Uint8Array; words: string; widthPx: number; heightPx: number; recipe: Recipe | null; near?: PlacementPlan['near'] }

/** Raises placement.*. */
export async function placeKept({ channel, random }: Pick<ActionContext, 'channel' | 'random'>, { imageHash, bytes, words, widthPx, heightPx, recipe, near = null }: Kept, where: Pick<PlacementPlan, 'mode' | 'targetId' | 'show'>): Promise<PlacementOutcome> {
  const runId = newRunId(random)
  const plan: PlacementPlan = {
    runId, jobId: newRunId(random), resultIndex: 0, ...where, expectFills: null, scaleMode: 'FILL',
    layerName: words, layerWidth: widthPx, layerHeight: heightPx, rowIndex: 0, rowCount: 1, near, recipe: recipe && { ...recipe, runId },
  }
  return channel.ask('place', { plan, bytes: bytes ?? null, imageHash: bytes ? null : imageHash })
}
