// What is said about a finished edit: counted, not believed.
import { type Affine, applyTo, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { Alignment } from './align-answer'
import type { Pixels, Plane } from './pixels'
import type { ToneCurve } from './tone'
import type { Weights } from './weights'

export type EditWarning = { code: 'reframed' | 'nothing-to-align' | 'reduced' | 'enlarged' | 'padded' | 'unchanged' | 'see-through'; message: string }

export type EditReport = {
  /** Pixels outside the support whose bytes differ from the source. Must be 0. */
  changedOutside: number
  /** Pixels inside it that differ. */
  changedInside: number
  /** How the answer lay over the request: shift of the centre in request px, degrees clockwise. */
  alignment: { kind: Alignment['kind']; dx: number; dy: number; scale: number; rotation: number; flow: boolean; map: Affine; likeness: number | null }
  tone: readonly ToneCurve[]
  /** seamOf: how much the surroundings were disturbed, 0 = not at all. Null when nothing was blended. */
  seam: number | null
  /** The model drew another frame; the result is the source. */
  reframed: boolean
  warnings: readonly EditWarning[]
}

const warningTexts: Readonly<Record<EditWarning['code'], string>> = {
  reframed: 'The model reframed the picture, so nothing was changed. Try again.',
  'nothing-to-align': 'There is too little around the mask to line the answer up with. Give it more context.',
  reduced: 'The changed part was drawn smaller than the picture and may look softer than the rest.',
  enlarged: 'The picture is smaller than the model can draw.',
  padded: 'The picture is too narrow for this model, so its edges were repeated.',
  unchanged: 'The model left the marked part as it was.',
  'see-through': 'The picture is partly see-through where it changed. As a layer of its own the change makes it a little more solid there.',
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

/** px outside the mask over which the seam is judged. */
const seamPx = 26

/**
 * How much the edit disturbed the picture around the mask: RMS gradient of the change over that of the source, within 26 px.
 * 0 = nothing, under 0.15 cannot be seen. The seam of test/fixtures/inpaint/README.md where the true picture is the source.
 */
export function seamOf(before: Plane, after: Plane, { distance }: Pick<Weights, 'distance'>): number {
  const { width, height } = before
  let change = 0, texture = 0, count = 0
  for (let y = 0, i = 0; y < height - 1; y++, i++) {
    for (let x = 0; x < width - 1; x++, i++) {
      const d = distance.data[i]!
      if (d <= 0 || d >= seamPx) continue
      const across = before.data[i + 1]! - before.data[i]!, down = before.data[i + width]! - before.data[i]!
      change += (after.data[i + 1]! - after.data[i]! - across) ** 2 + (after.data[i + width]! - after.data[i]! - down) ** 2
      texture += across * across + down * down
      count++
    }
  }
  return count ? Math.sqrt(change / count) / Math.max(1, Math.sqrt(texture / count)) : 0
}
