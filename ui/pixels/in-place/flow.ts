// The smooth displacement that a global map leaves: windowed Lucas-Kanade on known pixels, carried under the mask.
import { gaussian } from './blur'
import { gradientOf } from './gradient'
import { makePlane, type Plane } from './pixels'
import { pushPull } from './push-pull'
import { medianOf, tukey, tukeyCut } from './statistics'
import { type Flow, sampleSpline, splineOf } from './spline'

/** px of the source: window, most of one round, most in all. */
const limits = { windowPx: 10, stepPx: 1.5, allPx: 4 }

/** Displacement (px of these planes) after which `moved` shows at p what `reference` shows at p. Both are luma planes of one extent, `size` source px per px. */
export function residualFlow(reference: Plane, moved: Plane, known: Uint8Array, { size, rounds, start }: { size: number; rounds: number; start: Flow | null }): Flow {
  const { width, height } = reference
  const box = { x: 0, y: 0, width, height }
  const k = makePlane(width, height)
  k.data.set(known)
  const blur = (plane: Plane): Plane => gaussian(plane, limits.windowPx / size)
  const share = blur(k), spline = splineOf(moved), count = width * height
  let flow: Flow = start ?? { x: makePlane(width, height), y: makePlane(width, height) }
  for (let round = 0; round < rounds; round++) {
    const [now] = sampleSpline([spline], { map: [[1, 0, 0], [0, 1, 0]], box, flow })
    const slope = gradientOf(now!)
    const error = makePlane(width, height), inside = makePlane(width, height)
    for (let i = 0; i < count; i++) {
      error.data[i] = reference.data[i]! - now!.data[i]!
      inside.data[i] = error.data[i]! * k.data[i]!
    }
    const level = blur(inside)
    const left: number[] = []
    for (let i = 0; i < count; i++) {
      error.data[i]! -= level.data[i]! / (share.data[i]! + 1e-3)
      if (known[i]) left.push(error.data[i]!)
    }
    const cut = tukeyCut(medianOf(left), 0.5)
    const xx = makePlane(width, height), xy = makePlane(width, height), yy = makePlane(width, height), xe = makePlane(width, height), ye = makePlane(width, height)
    for (let i = 0; i < count; i++) {
      if (!known[i]) continue
      const weight = tukey(error.data[i]!, cut), gx = slope.x.data[i]!, gy = slope.y.data[i]!, e = error.data[i]!
      xx.data[i] = weight * gx * gx
      xy.data[i] = weight * gx * gy
      yy.data[i] = weight * gy * gy
      xe.data[i] = weight * gx * e
      ye.data[i] = weight * gy * e
    }
    const [a, b, c, p, q] = [xx, xy, yy, xe, ye].map(blur) as [Plane, Plane, Plane, Plane, Plane]
    const sure = makePlane(width, height)
    const next: Flow = { x: makePlane(width, height), y: makePlane(width, height) }
    for (let i = 0; i < count; i++) {
      const m = a.data[i]! + 0.5, n = c.data[i]! + 0.5, det = m * n - b.data[i]! ** 2
      next.x.data[i] = flow.x.data[i]! + limited((n * p.data[i]! - b.data[i]! * q.data[i]!) / det, limits.stepPx / size)
      next.y.data[i] = flow.y.data[i]! + limited((m * q.data[i]! - b.data[i]! * p.data[i]!) / det, limits.stepPx / size)
      sure.data[i] = known[i] && share.data[i]! > 0.15 ? Math.min(1, (a.data[i]! + c.data[i]!) / 8) : 0
    }
    const [x, y] = pushPull([next.x, next.y], sure).map(blur) as [Plane, Plane]
    flow = { x, y }
  }
  for (const plane of [flow.x, flow.y]) for (let i = 0; i < count; i++) plane.data[i] = limited(plane.data[i]!, limits.allPx / size)
  return flow
}

const limited = (value: number, most: number): number => Math.min(most, Math.max(-most, value))
