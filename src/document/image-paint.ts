// How a picture joins the fills of a layer. Pure: gives new arrays, bottom first, never changes a paint in place.
import type { EditChain } from './edit-chain'
import { isPicture, isShown } from './fills'

/** `crop`: imageTransform of a CROP, in place of the scale mode. */
export const imagePaint = (imageHash: string, scaleMode: 'FILL' | 'FIT', visible: boolean, crop?: Transform | null): ImagePaint => ({ type: 'IMAGE', imageHash, visible, ...(crop ? { scaleMode: 'CROP', imageTransform: crop } : { scaleMode }) })

export type Which = (imageHash: string) => boolean
const matches = (paint: Paint, which: Which): boolean => isPicture(paint) && which(paint.imageHash)
function lastIndex<T>(list: readonly T[], test: (item: T) => boolean): number {
  for (let i = list.length - 1; i >= 0; i -= 1) if (test(list[i]!)) return i
  return -1
}

/**
 * Puts a picture on top. A visible picture of an earlier run gives way to it, and keeps its place in the stack, its opacity,
 * blend mode and adjustments, because the designer chose them. Pictures of the same run are hidden.
 */
export function stackPicture(fills: readonly Paint[], picture: ImagePaint, earlierRun: Which, sameRun: Which): Paint[] {
  const rest = fills.filter((paint) => !(isPicture(paint) && paint.imageHash === picture.imageHash && sameRun(paint.imageHash)))
  const quiet = rest.map((paint) => (matches(paint, sameRun) ? { ...paint, visible: false } : paint))
  const replaced = lastIndex(quiet, (paint) => isShown(paint) && matches(paint, earlierRun))
  const former = quiet[replaced]
  if (!former || !isPicture(former)) return [...quiet, picture]
  const styled: ImagePaint = {
    ...picture,
    ...(former.opacity === undefined ? {} : { opacity: former.opacity }),
    ...(former.blendMode === undefined ? {} : { blendMode: former.blendMode }),
    ...(former.filters === undefined ? {} : { filters: former.filters }),
  }
  return quiet.map((paint, index) => (index === replaced ? styled : paint))
}

/** Puts a hidden picture directly under the visible one; on top when no picture is visible. One that is there already stays where it is. */
export function stackVariation(fills: readonly Paint[], picture: ImagePaint): Paint[] {
  if (fills.some((paint) => isPicture(paint) && paint.imageHash === picture.imageHash)) return fills.slice()
  const shown = lastIndex(fills, (paint) => isPicture(paint) && isShown(paint))
  const at = shown < 0 ? fills.length : shown
  return [...fills.slice(0, at), { ...picture, visible: false }, ...fills.slice(at)]
}

/** Index of the picture with this hash that is nearest to where it was, of two the upper one, since what Inlay adds goes under it; -1 when it is gone. */
export function nearestPaint(fills: readonly Paint[], imageHash: string, near: number): number {
  let found = -1
  fills.forEach((paint, index) => {
    if (isPicture(paint) && paint.imageHash === imageHash && (found < 0 || Math.abs(index - near) <= Math.abs(found - near))) found = index
  })
  return found
}

/** Adds a hidden picture to the slot of the source at `at`: directly above the source when it is to show, else directly under the one that shows. One that is there already stays where it is. */
export function joinSlot(fills: readonly Paint[], at: number, picture: ImagePaint, shows: boolean, chain: EditChain): Paint[] {
  if (fills.some((paint) => isPicture(paint) && paint.imageHash === picture.imageHash)) return fills.slice()
  const source = fills[at], slot = source && isPicture(source) ? chain.slotOf(source.imageHash) : null
  const shown = lastIndex(fills, (paint) => isPicture(paint) && isShown(paint) && (paint === source || (slot !== null && chain.slotOf(paint.imageHash) === slot)))
  const before = shows || shown < 0 ? at + 1 : shown
  return [...fills.slice(0, before), picture, ...fills.slice(before)]
}

/**
 * Shows one picture and hides the others of its slot, and what Inlay generated on top. Null hides all that Inlay made and shows the originals.
 * Gives null when there is no such picture.
 */
export function showOnly(fills: readonly Paint[], imageHash: string | null, chain: EditChain): Paint[] | null {
  const kinds = kindsOf(fills, chain)
  const slot = imageHash === null ? null : chain.slotOf(imageHash)
  if (imageHash === null ? !kinds.some((kind) => kind !== null) : slot === null || !fills.some((paint) => isPicture(paint) && paint.imageHash === imageHash)) return null
  return fills.map((paint, index) => {
    const kind = kinds[index]
    if (!kind || !isPicture(paint) || (imageHash !== null && kind.slot !== slot && kind.slot !== '')) return paint
    return { ...paint, visible: imageHash === null ? kind.original : paint.imageHash === imageHash }
  })
}

/** As showOnly, and takes Inlay's pictures that it hides away for good; `flatten` takes the hidden original, too. */
export function keepOnly(fills: readonly Paint[], imageHash: string | null, chain: EditChain, flatten = false): Paint[] | null {
  const kinds = kindsOf(fills, chain), slot = imageHash === null ? null : chain.slotOf(imageHash)
  return showOnly(fills, imageHash, chain)?.filter((paint, index) => {
    const kind = kinds[index]
    if (!kind || !isPicture(paint)) return true
    if (imageHash === null) return kind.original
    return paint.imageHash === imageHash || (kind.original && !flatten) || (kind.slot !== slot && kind.slot !== '')
  }) ?? null
}

type Kind = { slot: string; original: boolean }

/** Per paint: its slot, null for a paint that Inlay has nothing to do with. The same original may be on the layer twice; the one under its edits counts. */
function kindsOf(fills: readonly Paint[], chain: EditChain): (Kind | null)[] {
  const kinds = fills.map((paint): Kind | null => {
    const slot = isPicture(paint) ? chain.slotOf(paint.imageHash) : null
    return slot === null || !isPicture(paint) ? null : { slot, original: paint.imageHash === slot }
  })
  return kinds.map((kind, index) => {
    if (!kind?.original) return kind
    const highest = lastIndex(kinds, (other) => other?.slot === kind.slot && !other.original)
    const under = lastIndex(kinds.slice(0, highest), (other) => other?.slot === kind.slot && other.original)
    return under < 0 || under === index ? kind : null
  })
}
