// Which tool was in use, what each tool's prompt box held and how Edit was set, from storage. Broken fields fall back one by one. Pure.
import * as z from 'zod/mini'
import { firstFill, type FillDraft } from '../batch/fill-draft'
import { editIntents, firstEditDraft, type EditDraft } from '../edit/edit-view'
import { firstExpandDraft, type ExpandDraft } from '../edit/expand-draft'
import { finishWays, firstFinishDraft, type FinishDraft } from '../finish/finish-draft'
import { ratioPresets } from '../models/ratios'
import { toolIds, type AppState } from './state'

export type StoredTools = Pick<AppState, 'tool' | 'prompts' | 'editDraft' | 'expandDraft' | 'finishDraft' | 'fill'>

const px = z.nullable(z.number().check(z.minimum(0), z.maximum(4096)))
/** The paint of a layer belongs to one document: it is not kept. Nor is who chose the intent: the selection decides anew. */
const editShape = {
  intent: z.enum(editIntents),
  contextRatio: z.number().check(z.minimum(0.5), z.maximum(4)),
  growPx: px,
  featherPx: px,
  hideMasks: z.boolean(),
  matchTone: z.boolean(),
  style: z.string().check(z.maxLength(200)),
}
/** How far is a matter of one picture: it is not kept. */
const expandShape = {
  ratioId: z.enum(ratioPresets.flatMap(({ id, ratio }) => (ratio === null ? [] : [id]))),
  strict: z.boolean(),
  beyond: z.enum(['stop', 'reduce']),
}
/** Which method suits is a matter of one picture. */
const finishShape = { way: z.enum(finishWays), holes: z.boolean() }
/** Rows belong to the layers of one document, and the plan begins switched off. */
const fillShape = { pattern: z.string().check(z.maxLength(10_000)), share: z.boolean() }
const toolSchema = z.enum(toolIds)
const prompt = z.string().check(z.maxLength(200_000))
const promptKeys = [...toolIds, ...editIntents.map((intent) => `edit/${intent}`)]

const fieldsOf = (stored: unknown): Record<string, unknown> => (typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {})

/** `first` with every stored field that is whole. */
function restored<T>(first: T, shape: Readonly<Record<string, z.ZodMiniType>>, stored: unknown): T {
  const from = fieldsOf(stored), kept: Record<string, unknown> = { ...fieldsOf(first) }
  for (const [name, schema] of Object.entries(shape)) {
    const parsed = schema.safeParse(from[name])
    if (name in from && parsed.success) kept[name] = parsed.data
  }
  return kept as T
}

export function restoreTools(stored: unknown): StoredTools {
  const from = fieldsOf(stored), tool = toolSchema.safeParse(from['tool']), prompts = fieldsOf(from['prompts'])
  return {
    tool: tool.success ? tool.data : 'generate',
    prompts: Object.fromEntries(promptKeys.flatMap((key) => {
      const parsed = prompt.safeParse(prompts[key])
      return parsed.success ? [[key, parsed.data]] : []
    })),
    editDraft: restored<EditDraft>(firstEditDraft, editShape, from['editDraft']),
    expandDraft: restored<ExpandDraft>(firstExpandDraft, expandShape, from['expandDraft']),
    finishDraft: restored<FinishDraft>(firstFinishDraft, finishShape, from['finishDraft']),
    fill: restored<FillDraft>(firstFill, fillShape, from['fill']),
  }
}
