// Brings the new side to the kept one where they meet: what the tone curves leave, fading with distance (inpaint-method.md 2.5).
import type { Bounds } from '../../../src/shared/geometry'
import { gaussian } from '../in-place/blur'
import { makePlane, type Plane, type Planes } from '../in-place/pixels'
import { pushPull } from '../in-place/push-pull'
import { medianOf, tukey, tukeyCut } from '../in-place/statistics'
import type { Sides } from './plan-window'
import type { ExpandRegion } from './region-expand'

/** Share of each extension over which the correction fades, at least `leastPx`. */
const reach = { share: 0.25, leastPx: 8 }
/** Worked out on cells of this many px and blurred by `sigmaPx`; `noise` in levels. */
const smooth = { cellPx: 4, sigmaPx: 6, noise: 2 }

/** Adds the correction to the planes of `answer`, which cover the region's box: whole at the contact line, 0 from a quarter of each extension on. */
export function correctAtContact(region: ExpandRegion, answer: Planes, sides: Sides): void {
  const { box, distance, kept } = region
  const rest = smoothRest(region, answer)
  const fade = fadeOf(box, kept, sides, (extension) => Math.max(reach.leastPx, reach.share * extension))
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      if (distance.data[i]! > 0) continue
      const share = fade(x, y)
      if (share > 0) for (const c of [0, 1, 2] as const) answer[c].data[i]! += share * rest[c]!(x, y)
    }
  }
}

/** 1 at the contact line, smoothly to 0 at `reachOf` px of each side; elliptic around corners. */
function fadeOf(box: Bounds, kept: Bounds, sides: Sides, reachOf: (extensionPx: number) => number): (x: number, y: number) => number {
  const along = (count: number, start: number, length: number, before: number, after: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => Math.max(0, (start - i - 0.5) / reachOf(before), (i + 0.5 - start - length) / reachOf(after)))
  const columns = along(box.width, kept.x, kept.width, sides.left, sides.right), rows = along(box.height, kept.y, kept.height, sides.top, sides.bottom)
  return (x, y) => {
    const across = columns[x]!, down = rows[y]!
    if (across >= 1 || down >= 1) return 0
    const t = 1 - Math.hypot(across, down)
    return t > 0 ? t * t * (3 - 2 * t) : 0
  }
}

/** The ring's smoothed difference carried everywhere, levels at each pixel of the box. What stands out is content, not tone. */
function smoothRest({ box, source, ring }: ExpandRegion, answer: Planes): ((x: number, y: number) => number)[] {
  const { cellPx } = smooth
  const difference = (c: number, i: number): number => source[c]!.data[i]! - answer[c]!.data[i]!
  const largest: number[] = []
  for (let i = 0; i < ring.length; i++) if (ring[i]) largest.push(Math.max(Math.abs(difference(0, i)), Math.abs(difference(1, i)), Math.abs(difference(2, i))))
  const cut = tukeyCut(medianOf(largest), smooth.noise)
  const width = Math.ceil(box.width / cellPx), height = Math.ceil(box.height / cellPx)
  const weights = makePlane(width, height), sums = [makePlane(width, height), makePlane(width, height), makePlane(width, height)]
  for (let y = 0, i = 0, seen = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      if (!ring[i]) continue
      const weight = tukey(largest[seen++]!, cut), cell = Math.floor(y / cellPx) * width + Math.floor(x / cellPx)
      weights.data[cell]! += weight
      for (const c of [0, 1, 2] as const) sums[c]!.data[cell]! += weight * difference(c, i)
    }
  }
  const share = gaussian(weights, smooth.sigmaPx / cellPx)
  const known = { ...weights, data: weights.data.map((value) => Math.min(1, value)) }
  const means = sums.map((plane) => {
    const soft = gaussian(plane, smooth.sigmaPx / cellPx)
    return { ...soft, data: soft.data.map((value, i) => value / (share.data[i]! + 1e-6)) }
  })
  return pushPull(means, known).map((plane) => (x, y) => bilinear(plane, (x + 0.5) / cellPx - 0.5, (y + 0.5) / cellPx - 0.5))
}

function bilinear({ width, height, data }: Plane, x: number, y: number): number {
  const u = Math.min(width - 1, Math.max(0, x)), v = Math.min(height - 1, Math.max(0, y))
  const left = Math.floor(u), above = Math.floor(v), right = Math.min(width - 1, left + 1), below = Math.min(height - 1, above + 1), s = u - left, t = v - above
  return (data[above * width + left]! * (1 - s) + data[above * width + right]! * s) * (1 - t) + (data[below * width + left]! * (1 - s) + data[below * width + right]! * s) * t
}
