// What a model is told about an in-place edit: the designer's words first, the rules of the edit in a paragraph of their own.
// The order of the rules follows OpenAI's advice for edits: say what changes, then what must stay (openai-images.md 2.3 to 2.5).
import type { Bounds, Extent } from '../../src/shared/geometry'
import { nameReferences, referenceLine } from './clean-prompt'

/** How the model learns what may change: by a mask, or in words where it takes none. */
export type AreaHint = { kind: 'mask' } | { kind: 'words'; area: Bounds; request: Extent }

export const separator = '\n\n'

const percent = (part: number, whole: number): number => Math.round((part / whole) * 100)

/** "between 20 and 45 percent of the width and 30 and 60 percent of the height". */
export function areaInWords(area: Bounds, { width, height }: Extent): string {
  return `between ${percent(area.x, width)} and ${percent(area.x + area.width, width)} percent of the width (from the left) and between ${percent(area.y, height)} and ${percent(area.y + area.height, height)} percent of the height (from the top)`
}

const nameOfArea = (hint: AreaHint): string => (hint.kind === 'mask' ? 'the masked area of image 1' : `the area of image 1 that lies ${areaInWords(hint.area, hint.request)}`)

const keepRest = (hint: AreaHint): string =>
  `Change only ${nameOfArea(hint)}. Keep everything else exactly as it is: same framing, scale, position, geometry, light, colours and grain. Do not crop, zoom or shift the picture.`

/** Ends a sentence that the designer may have left open. */
const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`)

export type EditPromptKind = 'fill' | 'replace' | 'remove' | 'add' | 'background' | 'whole' | 'style'

const openings: Readonly<Record<EditPromptKind, (words: string) => string>> = {
  fill: (words) => (words === '' ? 'Continue the surroundings seamlessly; add nothing new.' : sentence(words)),
  replace: (words) => `Replace what is there with: ${sentence(words)}`,
  remove: () => 'Remove what is there and continue the background behind it; add nothing new.',
  add: (words) => `Add: ${sentence(words)}`,
  background: (words) => `Replace the background with: ${sentence(words)}`,
  whole: sentence,
  style: (words) => (words === '' ? 'Give image 1 the look of the reference.' : `Give image 1 this look: ${sentence(words)}`),
}

const wholeRules: Readonly<Partial<Record<EditPromptKind, string>>> = {
  whole: 'Change only what is asked. Keep everything else of image 1 exactly as it is: same framing, scale, position, geometry, light, colours and grain. Do not crop, zoom or shift the picture.',
  style: 'Keep the content of image 1: the same things in the same places, same framing, scale and geometry, same words. Only the look changes.',
  background: 'Keep the subject of image 1 exactly as it is: same place, size, shape, edges, colours and light. Do not crop, zoom or shift the picture.',
}

export const markupRule = 'The outline drawn over image 1 only shows which part is meant; do not draw it.'

/** `hint` null: the whole picture may change. `references` follow the picture under edit, which is image 1. */
export function editPrompt(kind: EditPromptKind, words: string, hint: AreaHint | null, references: Parameters<typeof nameReferences>[1] = []): string {
  const rules = hint ? (kind === 'background' ? `${keepRest(hint)} The subject outside that area stays untouched; light and contact shadows of the new background must fit it.` : `${keepRest(hint)} The new part must match the perspective, light and sharpness around it.`) : wholeRules[kind] ?? ''
  return [openings[kind](nameReferences(words, references, 2)), rules, referenceLine(references, 2)].filter(Boolean).join(separator)
}

/** The designer's part of such a prompt. */
export const wordsOf = (prompt: string): string => prompt.split(separator)[0] ?? prompt
