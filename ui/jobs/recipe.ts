// What is kept on a layer so that its picture can be made again (design D0.11): no price, user, key or address.
import { recipeVersion, type Recipe } from '../../src/shared/recipe'
import type { Settings } from '../../src/shared/settings'
import type { DraftReference } from '../state/state'
import type { JobContext } from './context'
import type { Job, JobResult } from './job'

/** Null when the designer keeps no recipes, or nothing was asked. The list of variations is the sandbox's. */
export async function makeRecipe(context: Pick<JobContext, 'pixels' | 'clock' | 'plans'>, job: Job, result: JobResult, prompt: string, keep: Settings['keepRecipes']): Promise<Recipe | null> {
  if (keep === 'off' || job.providerId === '') return null
  const { request } = job, drafts = context.plans.get(job.id)?.references ?? []
  const recipe: Recipe = {
    version: recipeVersion,
    tool: request.toolId, providerId: job.providerId, modelId: request.modelId,
    promptHash: await context.pixels.sha256Hex(new TextEncoder().encode(prompt)),
    widthPx: result.widthPx, heightPx: result.heightPx,
    quality: request.quality,
    ratio: context.plans.get(job.id)?.ratio ?? 'match',
    references: await Promise.all(request.references.map(async ({ role, image }, index) => ({ role, name: image.name, hash: await context.pixels.sha256Hex(image.bytes), ...nodeIdOf(drafts[index]) }))),
    madeAt: new Date(context.clock()).toISOString(),
    runId: job.runId,
    variations: [],
  }
  if (keep === 'on') recipe.prompt = prompt
  if (request.seed !== null) recipe.seed = request.seed
  return recipe
}

const nodeIdOf = (draft: DraftReference | undefined): { nodeId?: string } => (draft?.from.kind === 'layer' ? { nodeId: draft.from.nodeId } : {})
