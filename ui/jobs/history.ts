// What was made, over sessions: entries of this user's storage. Pure. Restored one by one; the oldest go first when there are too many.
import * as z from 'zod/mini'
import { placedAs } from '../../src/shared/placement'
import { recipeVersion, type Recipe } from '../../src/shared/recipe'
import { cleanText } from '../../src/shared/snapshot'
import type { JobResult, Job, Run } from './job'

/** Longest prompt that is kept, characters. */
const maxPrompt = 10_000
/** Characters of all entries together, and bytes of all thumbnails: of the 5 MB that Figma gives (figma-platform 3.3) a million stays free for settings, keys, drafts and the ledger. */
export const historyLimits = { entriesChars: 900_000, thumbnailBytes: 3_000_000, /** Of those, by pictures at their own size. */ wholeBytes: 1_500_000 }

const text = (most: number) => z.string().check(z.maxLength(most))
const px = z.number().check(z.minimum(1), z.maximum(65_536))
const entrySchema = z.object({
  /** Key of the result: job id and index. */
  id: text(120),
  runId: text(100),
  /** Date.now() when it was received. */
  at: z.number().check(z.minimum(0), z.maximum(8.64e15)),
  /** Name of the file, and what it is known by once something was placed in it. */
  file: text(200), fileId: z.optional(text(40)),
  pageId: z.nullable(text(100)),
  toolId: text(60), providerId: text(100), modelId: text(200),
  prompt: text(maxPrompt),
  targetName: text(200),
  quality: text(60), ratio: text(60), background: text(20), seed: z.nullable(z.number()),
  widthPx: px, heightPx: px,
  references: z.array(z.object({ role: text(20), name: text(200), hash: text(128), nodeId: z.optional(text(100)) })),
  sha256: text(128), imageHash: z.nullable(text(128)), nodeId: z.nullable(text(100)),
  placed: placedAs,
  /** Of this picture; null when nobody said. */
  usd: z.nullable(z.number().check(z.minimum(0), z.maximum(100_000))),
  /** Of its thumbnail in storage; 0 without one. */
  thumbBytes: z.number().check(z.minimum(0), z.maximum(1_000_000)),
  /** The thumbnail is the picture at its own size: it was never placed, so no document has it. */
  whole: z.optional(z.boolean()),
})
/** `fromFile`: known by the recipe on a layer only; somebody else made it, or it was made on another computer. */
export type HistoryEntry = z.infer<typeof entrySchema> & { fromFile?: true }

/** Name in storage. It begins with the time, so that whoever needs room finds the oldest. */
export const thumbName = ({ at, id }: Pick<HistoryEntry, 'at' | 'id'>): string => `thumb-${Math.floor(at).toString(36).padStart(9, '0')}-${id.replace(/[^a-z0-9-]+/gi, '-')}`.slice(0, 60)

export type Restored = { entries: HistoryEntry[]; /** Entries that could not be read. */ broken: number; /** There was something, and nothing of it could be read. */ corrupt: boolean }
export function restoreHistory(stored: unknown): Restored {
  if (stored === null || stored === undefined) return { entries: [], broken: 0, corrupt: false }
  if (!Array.isArray(stored)) return { entries: [], broken: 0, corrupt: true }
  const entries = stored.flatMap((one) => {
    const parsed = entrySchema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  return { entries: newestLast(entries), broken: stored.length - entries.length, corrupt: stored.length > 0 && entries.length === 0 }
}

const newestLast = (entries: readonly HistoryEntry[]): HistoryEntry[] => [...entries].sort((a, b) => a.at - b.at)

/** One list; of two of the same id the one in `ours` counts. Newest last. */
export function mergeHistory(ours: readonly HistoryEntry[], others: readonly HistoryEntry[]): HistoryEntry[] {
  const known = new Set(ours.map(({ id }) => id))
  return newestLast([...others.filter(({ id }) => !known.has(id)), ...ours])
}

type JobFacts = { file: string; fileId?: string; pageId: string | null; ratio: string; nodeIds: readonly (string | undefined)[]; at: number; thumbBytes: number; whole?: boolean }
/** `nodeIds`: of the layers that the references were exported from, in their order. */
export function entryOf(run: Run | undefined, job: Job, result: JobResult, { ratio, nodeIds, ...facts }: JobFacts): HistoryEntry {
  const { request } = job, picture = result.composed?.picture ?? result
  return {
    ...facts, id: result.key, runId: job.runId, pageId: run?.pageId ?? facts.pageId,
    toolId: request.toolId, providerId: job.providerId, modelId: request.modelId,
    prompt: (job.words || run?.prompt || request.prompt).slice(0, maxPrompt), targetName: job.targetName.slice(0, 200),
    quality: request.quality, ratio, background: request.background, seed: request.seed,
    widthPx: picture.widthPx, heightPx: picture.heightPx,
    references: request.references.map(({ role, image }, index) => ({ role, name: image.name.slice(0, 200), hash: '', ...(nodeIds[index] === undefined ? {} : { nodeId: nodeIds[index] }) })),
    sha256: result.sha256, imageHash: result.outcome?.imageHash ?? result.waitsAs ?? null, nodeId: result.outcome?.nodeId ?? null, placed: result.placed,
    usd: job.actualUsd === null ? null : job.actualUsd / Math.max(1, job.results.length),
  }
}

/** A layer of the file whose recipe this user's storage knows nothing of. */
export function entryOfRecipe(layer: { nodeId: string; name: string; imageHash: string | null; recipe: Recipe }, file: { file: string; pageId: string | null }): HistoryEntry {
  const { recipe } = layer, made = Date.parse(recipe.madeAt)
  return {
    ...file, fromFile: true, id: `file/${layer.nodeId}`, runId: recipe.runId.slice(0, 100), at: Number.isFinite(made) ? made : 0,
    toolId: recipe.tool, providerId: recipe.providerId, modelId: recipe.modelId, prompt: recipe.prompt ?? '', targetName: cleanText(layer.name, 200),
    quality: recipe.quality, ratio: recipe.ratio, background: 'auto', seed: recipe.seed ?? null, widthPx: recipe.widthPx, heightPx: recipe.heightPx, references: recipe.references,
    sha256: '', imageHash: layer.imageHash, nodeId: layer.nodeId, placed: 'target', usd: null, thumbBytes: 0,
  }
}

export type Trimmed = { entries: HistoryEntry[]; /** Whose thumbnails go from storage. */ dropThumbs: HistoryEntry[]; dropped: number }
/** Within the limits: the oldest thumbnails go first, then the oldest entries; starred ones last. */
export function trimHistory(entries: readonly HistoryEntry[], isStarred: (entry: HistoryEntry) => boolean, limits: Pick<typeof historyLimits, 'entriesChars' | 'thumbnailBytes'> = historyLimits): Trimmed {
  const oldestFirst = [...entries].sort((a, b) => Number(isStarred(a)) - Number(isStarred(b)) || a.at - b.at)
  const bare = new Set<HistoryEntry>(), gone = new Set<HistoryEntry>()
  let bytes = entries.reduce((sum, entry) => sum + entry.thumbBytes, 0)
  for (const entry of oldestFirst) {
    if (bytes <= limits.thumbnailBytes) break
    if (entry.thumbBytes > 0) bare.add(entry)
    bytes -= entry.thumbBytes
  }
  let chars = entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
  for (const entry of oldestFirst) {
    if (chars <= limits.entriesChars) break
    gone.add(entry)
    chars -= sizeOf(entry)
  }
  return {
    entries: entries.filter((entry) => !gone.has(entry)).map((entry) => (bare.has(entry) ? { ...entry, thumbBytes: 0, whole: false } : entry)),
    dropThumbs: entries.filter((entry) => entry.thumbBytes > 0 && (bare.has(entry) || gone.has(entry))),
    dropped: gone.size,
  }
}
const sizeOf = (entry: HistoryEntry): number => JSON.stringify(entry).length + 1

/** What a recipe says of a picture, for the clipboard and for filling the window. Raises nothing: fields are bounded by the schemas. */
export const recipeOfEntry = (entry: HistoryEntry): Recipe => ({
  version: recipeVersion, tool: entry.toolId, providerId: entry.providerId, modelId: entry.modelId, prompt: entry.prompt, promptHash: '',
  widthPx: entry.widthPx, heightPx: entry.heightPx, quality: entry.quality, ratio: entry.ratio, ...(entry.seed === null ? {} : { seed: entry.seed }),
  references: entry.references, madeAt: new Date(entry.at).toISOString(), runId: entry.runId, variations: [],
})
