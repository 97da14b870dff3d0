// What is said about a finished edit: counted, not believed.
import { type Affine, applyTo, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { Alignment } from './align-answer'
import { distanceTo } from './distance'
import { gradientOf } from './gradient'
import type { Pixels, Plane } from './pixels'
import type { ToneCurve } from './tone'

export type EditWarning = { code: 'reframed' | 'nothing-to-align' | 'reduced' | 'enlarged' | 'padded' | 'unchanged'; message: string }

export type EditReport = {
  /** Pixels outside the support whose bytes differ from the source. Must be 0. */
  changedOutside: number
  /** Pixels inside it that differ. */
  changedInside: number
  /** How the answer lay over the request: shift of the centre in request px, degrees clockwise. */
  alignment: { kind: Alignment['kind']; dx: number; dy: number; scale: number; rotation: number; flow: boolean; map: Affine; likeness: number | null }
  tone: readonly ToneCurve[]
  /** Steepness across the mask's edge over that beside it; 0.9 to 1.15 cannot be seen. Null when it cannot be measured. */
  seam: number | null
  /** The model drew another frame; the result is the source. */
  reframed: boolean
  warnings: readonly EditWarning[]
}

export const warningTexts: Readonly<Record<EditWarning['code'], string>> = {
  reframed: 'The model reframed the picture, so nothing was changed. Try again.',
  'nothing-to-align': 'There is too little around the mask to line the answer up with. Give it more context.',
  reduced: 'The changed part was drawn smaller than the picture and may look softer than the rest.',
  enlarged: 'The picture is smaller than the model can draw.',
  padded: 'The picture is too narrow for this model, so its edges were repeated.',
  unchanged: 'The model left the marked part as it was.',
}

export const warning = (code: EditWarning['code']): EditWarning => ({ code, message: warningTexts[code] })

/** Counts pixels that differ, apart for inside and outside `support`. Compares all four bytes. */
export function countChanges(before: Pixels, after: Pixels, support: Bounds): { inside: number; outside: number } {
  const a = new Uint32Array(before.data.buffer, before.data.byteOffset, before.width * before.height)
  const b = new Uint32Array(after.data.buffer, after.data.byteOffset, a.length)
  let inside = 0, all = 0
  for (let y = 0, i = 0; y < before.height; y++) {
    const within = y >= support.y && y < support.y + support.height
    for (let x = 0; x < before.width; x++, i++) {
      if (a[i] === b[i]) continue
      all++
      if (within && x >= support.x && x < support.x + support.width) inside++
    }
  }
  return { inside, outside: all - inside }
}

/** The alignment in words of a designer: px and degrees at the request's centre. */
export function describeAlignment(map: Affine, { width, height }: Extent): { dx: number; dy: number; scale: number; rotation: number } {
  const centre = applyTo(map, width / 2, height / 2)
  const scale = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0]))
  return { dx: centre.x - width / 2, dy: centre.y - height / 2, scale, rotation: (Math.atan2(map[1][0] - map[0][1], map[0][0] + map[1][1]) * 180) / Math.PI }
}

/** Mean steepness of `luma` across the contour of the mask, over that across contours 8 px on either side. */
export function seamOf(luma: Plane, distance: Plane): number | null {
  const { width, height } = luma
  const inner = distanceTo(distance.data.reduce((seeds, d, i) => ((seeds[i] = d > 0 ? 1 : 0), seeds), new Uint8Array(width * height)), width, height)
  const signed: Plane = { width, height, data: distance.data.map((d, i) => (d > 0 ? d - 0.5 : 0.5 - inner.data[i]!)) }
  const normal = gradientOf(signed), slope = gradientOf(luma)
  let edge = 0, edgeCount = 0, beside = 0, besideCount = 0
  for (let i = 0; i < signed.data.length; i++) {
    const d = Math.abs(signed.data[i]!)
    const near = d <= 1, far = Math.abs(d - 8) <= 1
    if (!near && !far) continue
    const length = Math.hypot(normal.x.data[i]!, normal.y.data[i]!)
    if (length < 0.3) continue
    const across = Math.abs(slope.x.data[i]! * normal.x.data[i]! + slope.y.data[i]! * normal.y.data[i]!) / length
    if (near) [edge, edgeCount] = [edge + across, edgeCount + 1]
    else [beside, besideCount] = [beside + across, besideCount + 1]
  }
  if (edgeCount < 20 || besideCount < 20 || beside / besideCount < 0.05) return null
  return edge / edgeCount / (beside / besideCount)
}
