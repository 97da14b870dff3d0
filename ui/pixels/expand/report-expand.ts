// What is said about a finished expansion: counted, not believed.
import type { EditReport } from '../in-place/report'
import type { Pixels } from '../in-place/pixels'
import type { ExpandPlan } from './plan-expand'

export type ExpandWarning = { code: 'reframed' | 'nothing-to-align' | 'reduced' | 'enlarged' | 'picture-reduced' | 'blended'; message: string }

export type ExpandReport = Pick<EditReport, 'alignment' | 'tone' | 'seam' | 'reframed'> & {
  /** Pixels of the kept picture whose bytes differ; 0 unless they were to be blended. */
  changedKept: number
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

/** Compares all four bytes of every kept pixel. */
export function countChangedKept(source: Pixels, result: Pixels, { x, y }: { x: number; y: number }): number {
  const before = new Uint32Array(source.data.buffer, source.data.byteOffset, source.width * source.height)
  const after = new Uint32Array(result.data.buffer, result.data.byteOffset, result.width * result.height)
  let changed = 0
  for (let row = 0, i = 0; row < source.height; row++) {
    const at = (y + row) * result.width + x
    for (let column = 0; column < source.width; column++, i++) if (before[i] !== after[at + column]) changed++
  }
  return changed
}
