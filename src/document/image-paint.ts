// How a picture joins the fills of a layer. Pure: gives new arrays, bottom first, never changes a paint in place.
import { isPicture, isShown } from './fills'

export const imagePaint = (imageHash: string, scaleMode: 'FILL' | 'FIT', visible: boolean): ImagePaint => ({ type: 'IMAGE', imageHash, scaleMode, visible })

type Which = (imageHash: string) => boolean
const matches = (paint: Paint, which: Which): boolean => isPicture(paint) && which(paint.imageHash)
const lastIndex = (fills: readonly Paint[], test: (paint: Paint) => boolean): number => {
  for (let i = fills.length - 1; i >= 0; i -= 1) if (test(fills[i]!)) return i
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

/** Shows one of Inlay's pictures and hides its others; null hides all of them. Null when it is not there. */
export function showOnly(fills: readonly Paint[], imageHash: string | null, byInlay: Which): Paint[] | null {
  if (!fills.some((paint) => matches(paint, byInlay) && (imageHash === null || (isPicture(paint) && paint.imageHash === imageHash)))) return null
  return fills.map((paint) => (matches(paint, byInlay) ? { ...paint, visible: isPicture(paint) && paint.imageHash === imageHash } : paint))
}

/** Shows one of Inlay's pictures and takes its others away; null takes all of them away. Null when it is not there. */
export const keepOnly = (fills: readonly Paint[], imageHash: string | null, byInlay: Which): Paint[] | null =>
  showOnly(fills, imageHash, byInlay)?.filter((paint) => !matches(paint, byInlay) || (isPicture(paint) && paint.imageHash === imageHash)) ?? null
