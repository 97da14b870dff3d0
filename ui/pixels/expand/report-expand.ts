// What is said about a finished expansion: counted, not believed.
import type { EditReport } from '../in-place/report'
import type { Pixels } from '../in-place/pixels'
import type { ExpandPlan } from './plan-expand'

export type ExpandWarning = { code: 'reframed' | 'nothing-to-align' | 'reduced' | 'enlarged' | 'picture-reduced' | 'blended'; message: string }

export type ExpandReport = Pick<EditReport, 'alignment' | 'tone' | 'seam' | 'reframed'> & {
  /** Pixels of the source that differ although they were to stay. Must be 0, but where all of it was reduced. */
  changedOutside: number
  /** Pixels of the source that differ because they were to be blended. */
  blended: number
  warnings: readonly ExpandWarning[]
}

/** Under this the new part is visibly softer than the picture; over the other the model was asked for more than the picture holds. */
const scaleWorthSaying = { low: 0.6, high: 3.9 }

export function planWarnings({ scale, reduction, overlapPx }: Pick<ExpandPlan, 'scale' | 'reduction' | 'overlapPx'>, strict: boolean): ExpandWarning[] {
  const found: ExpandWarning[] = []
  if (reduction < 1) found.push({ code: 'picture-reduced', message: `The whole picture was reduced to ${Math.round(reduction * 100)} %, so no pixel is the same.` })
  if (scale < scaleWorthSaying.low) found.push({ code: 'reduced', message: 'The new part was drawn smaller than the picture and may look softer than the rest.' })
  if (scale > scaleWorthSaying.high) found.push({ code: 'enlarged', message: 'The picture is smaller than the model can draw.' })
  if (!strict) found.push({ code: 'blended', message: `The outer ${overlapPx} px of the picture were blended with the new part.` })
  return found
}

/** Compares all four bytes of every kept pixel. `blendPx`: those nearer to a side that grows were to be blended. */
export function countChanges(source: Pixels, result: Pixels, { offset, sides }: Pick<ExpandPlan, 'offset' | 'sides'>, blendPx: number): { outside: number; blended: number } {
  const before = new Uint32Array(source.data.buffer, source.data.byteOffset, source.width * source.height)
  const after = new Uint32Array(result.data.buffer, result.data.byteOffset, result.width * result.height)
  const band = (side: number): number => (side > 0 ? blendPx : 0)
  const left = band(sides.left), top = band(sides.top), right = source.width - band(sides.right), bottom = source.height - band(sides.bottom)
  let outside = 0, blended = 0
  for (let y = 0, i = 0; y < source.height; y++) {
    const at = (offset.y + y) * result.width + offset.x, across = y >= top && y < bottom
    for (let x = 0; x < source.width; x++, i++) {
      if (before[i] === after[at + x]) continue
      if (across && x >= left && x < right) outside++
      else blended++
    }
  }
  return { outside, blended }
}
