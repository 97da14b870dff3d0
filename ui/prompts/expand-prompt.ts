// What a model is told to make a picture larger: the designer's words first, then what lies where and what must stay.
import type { Bounds, Extent } from '../../src/shared/geometry'
import { nameReferences, referenceLine } from './clean-prompt'
import { areaInWords, separator } from './edit-prompts'

/** Boxes of text that are told. */
const mostTexts = 4

/** `texts`: px of the request, where text will lie over the picture. `kept`: the picture in the request, px of it; said in words where the model takes no mask. */
export function expandPrompt(words: string, { kept, request, mask }: { kept: Bounds; request: Extent; mask: boolean }, references: Parameters<typeof nameReferences>[1] = [], texts: readonly Bounds[] = []): string {
  const opening = words === '' ? 'Extend the picture: continue its surroundings seamlessly.' : nameReferences(words, references, 2)
  const blurred = mask ? 'The masked area of image 1 is only a blurred placeholder' : `Image 1 holds the picture ${areaInWords(kept, request)}; everything around it is only a blurred placeholder`
  const rules = `${blurred}: draw there what lies beyond the edges of the picture, as one photograph or drawing with it, in the same perspective, light, colours, sharpness and grain. ` +
    'Continue lines and textures across the edge; repeat nothing, and draw no frame, border or seam. Keep the picture itself exactly as it is, in the same place and size. Do not crop, zoom or shift it.'
  const calm = texts.length === 0 ? '' : `Text will lie ${texts.slice(0, mostTexts).map((box) => areaInWords(box, request)).join(', and ')}: keep the new picture calm and even there, without objects, faces or strong contrasts, and draw no text.`
  return [opening, rules, calm, referenceLine(references, 2)].filter(Boolean).join(separator)
}
