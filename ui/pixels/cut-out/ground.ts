// What lies behind a subject, told by the picture's border: one colour or a smooth gradient, carried under the subject.
import type { Extent } from '../../../src/shared/geometry'
import { gaussian } from '../in-place/blur'
import { makePlane, mapPlanes, planesOf, type Pixels, type Planes } from '../in-place/pixels'
import { reduced } from '../in-place/reduce'
import { medianOf, solve } from '../in-place/statistics'
import { carried, gridOf, type NearColours } from './near-colours'

/** `clear`: most of the border is transparent. */
export type Ground = 'plain' | 'busy' | 'clear'
export type MeasuredGround = {
  kind: Ground
  /** A small picture of the background alone; read with `coloursOf`. */
  planes: Planes
  /** Levels between a pixel of the background and `planes`, root mean square. */
  noise: number
}

/** Longer side of the copy, px of it, and levels: what is nearer to the surface belongs to it. */
const copy = { edgePx: 256, ringPx: 2, near: 10 }
/** Share of the border that must be background, and of three of its sides, and levels that its grain may have in the copy: a subject may stand on one side and touch two. */
const plain = { share: 0.6, sideShare: 0.5, grain: 5 }
const scales = [60, 40, 24, 14, 8, 8, 8]

/** Root mean square of the differences of three channels. */
const distance = (r: number, g: number, b: number): number => Math.sqrt((r * r + g * g + b * b) / 3)

export function groundOf(pixels: Pixels): MeasuredGround {
  const small = reduced(pixels, copy.edgePx), { width, height } = small, planes = planesOf(small)
  const ring: number[] = []
  for (let i = 0; i < width * height; i++) {
    const x = i % width, y = (i - x) / width
    if (Math.min(x, y, width - 1 - x, height - 1 - y) < copy.ringPx) ring.push(i)
  }
  const solid = ring.filter((i) => small.data[i * 4 + 3]! > 250)
  if (solid.length < 0.5 * ring.length) return { kind: 'clear', planes, noise: 0 }
  const surface = fitSurface(planes, solid)
  const off = (i: number): number => distance(planes[0].data[i]! - surface[0].data[i]!, planes[1].data[i]! - surface[1].data[i]!, planes[2].data[i]! - surface[2].data[i]!)
  const inside = solid.filter((i) => off(i) < copy.near)
  const grain = Math.sqrt(inside.reduce((sum, i) => sum + off(i) ** 2, 0) / Math.max(1, inside.length))
  const shareOf = (on: (x: number, y: number) => boolean): number => {
    const side = ring.filter((i) => on(i % width, Math.floor(i / width)))
    return side.filter((i) => off(i) < copy.near && small.data[i * 4 + 3]! > 250).length / side.length
  }
  const sides = [shareOf((_x, y) => y < copy.ringPx), shareOf((_x, y) => y >= height - copy.ringPx), shareOf((x) => x < copy.ringPx), shareOf((x) => x >= width - copy.ringPx)]
  const kind = inside.length >= plain.share * ring.length && sides.filter((share) => share >= plain.sideShare).length >= 3 && grain <= plain.grain ? 'plain' : 'busy'
  const own = followed(planes, surface, inside, off)
  return { kind, planes: own, noise: kind === 'plain' ? noiseOf(pixels, own) : 0 }
}

/** Weighted quadratic through the ring; what does not fit counts less and less (Geman-McClure). */
function fitSurface(planes: Planes, ring: readonly number[]): Planes {
  const { width, height } = planes[0]
  const basis = (i: number): number[] => {
    const x = i % width, u = (2 * x) / width - 1, v = (2 * (i - x)) / width / height - 1
    return [1, u, v, u * u, u * v, v * v]
  }
  const rows = ring.map(basis), terms = 6
  let sums = [0, 1, 2].map((c) => [medianOf(ring.map((i) => planes[c]!.data[i]!)), 0, 0, 0, 0, 0])
  const at = (row: readonly number[], c: number): number => row.reduce((sum, value, k) => sum + value * sums[c]![k]!, 0)
  for (const scale of scales) {
    const normal = new Float64Array(terms * terms), right = [new Float64Array(terms), new Float64Array(terms), new Float64Array(terms)]
    rows.forEach((row, n) => {
      const i = ring[n]!, r = distance(planes[0].data[i]! - at(row, 0), planes[1].data[i]! - at(row, 1), planes[2].data[i]! - at(row, 2))
      const weight = (scale * scale / (scale * scale + r * r)) ** 2
      for (let a = 0; a < terms; a++) {
        for (let b = 0; b < terms; b++) normal[a * terms + b]! += weight * row[a]! * row[b]!
        for (const c of [0, 1, 2] as const) right[c]![a]! += weight * row[a]! * planes[c].data[i]!
      }
    })
    for (let a = 0; a < terms; a++) normal[a * terms + a]! += 1e-3
    sums = right.map((side) => [...solve(normal, side)!])
  }
  return mapPlanes(planes, (plane, c) => {
    const out = makePlane(width, height)
    for (let i = 0; i < plane.data.length; i++) out.data[i] = at(basis(i), c)
    return out
  })
}

/** The surface, bent to what can be seen of the background from the border on. */
function followed(planes: Planes, surface: Planes, start: readonly number[], off: (i: number) => number): Planes {
  const { width, height } = planes[0], seen = new Uint8Array(width * height), stack = [...start]
  for (const i of stack) seen[i] = 1
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width
    for (const [next, there] of [[i - 1, x > 0], [i + 1, x < width - 1], [i - width, i >= width], [i + width, i < width * (height - 1)]] as const) {
      if (!there || seen[next] || off(next) >= copy.near) continue
      seen[next] = 1
      stack.push(next)
    }
  }
  const weight = makePlane(width, height)
  for (let i = 0; i < seen.length; i++) {
    const x = i % width
    // Away from the subject, whose soft edge would be taken along.
    if (seen[i] && (x === 0 || seen[i - 1]) && (x === width - 1 || seen[i + 1]) && (i < width || seen[i - width]) && (i >= width * (height - 1) || seen[i + width])) weight.data[i] = 1
  }
  const rest = carried(mapPlanes(planes, (plane, c) => ({ ...plane, data: plane.data.map((value, i) => value - surface[c]!.data[i]!) })), weight)
  return mapPlanes(surface, (plane, c) => {
    const bent = gaussian(rest[c]!, 2)
    return { ...plane, data: plane.data.map((value, i) => value + bent.data[i]!) }
  })
}

/** Colour of the background at (x, y), px of the picture. */
export const coloursOf = ({ planes }: Pick<MeasuredGround, 'planes'>, { width, height }: Extent): NearColours => gridOf(planes, planes[0].width / width, planes[0].height / height)

function noiseOf(pixels: Pixels, planes: Planes): number {
  const { width, height, data } = pixels, behind = coloursOf({ planes }, pixels), colour = new Float32Array(3)
  let sum = 0, count = 0
  for (let y = 0; y < height; y++) {
    const edge = y < 2 || y >= height - 2
    for (let x = 0; x < width; x += edge ? 1 : Math.max(1, width - 1)) {
      behind(x, y, colour)
      const i = (y * width + x) * 4, off = distance(data[i]! - colour[0]!, data[i + 1]! - colour[1]!, data[i + 2]! - colour[2]!)
      if (off > 2 * copy.near) continue
      sum += off * off
      count += 1
    }
  }
  return Math.sqrt(sum / Math.max(1, count))
}
