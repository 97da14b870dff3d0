// The smooth displacement of a region that the global map left, coarse to fine.
import { residualFlow } from './flow'
import { lumaOf, makePlane, type Plane, type Planes } from './pixels'
import type { Compared } from './region'
import { resizePlane } from './resize'
import type { Flow } from './spline'
import { applyTone, fitTone } from './tone'

/** Above this the finest level is left out: the flow is smooth. */
const finestPixels = 900_000
const leastKnown = 400

/** Null when too little is known. px of the source. */
export function leftoverFlow(region: Compared, moved: Planes): Flow | null {
  const { width, height } = region.box
  if (region.known.reduce((sum, value) => sum + value, 0) < leastKnown) return null
  const reference = lumaOf(region.source), answer = lumaOf(applyTone(moved, fitTone(region.source, moved, region.ring)))
  let finest = 1
  while ((width * height) / finest ** 2 > finestPixels) finest *= 2
  let flow: Flow | null = null
  for (const [size, rounds] of [[finest * 2, 6], [finest, 3]] as const) {
    const extent = { width: Math.ceil(width / size), height: Math.ceil(height / size) }
    const reduce = (plane: Plane): Plane => (size === 1 ? plane : resizePlane(plane, { x: 0, y: 0, width: extent.width * size, height: extent.height * size }, extent))
    const known = size === 1 ? region.known : Uint8Array.from({ length: extent.width * extent.height }, (_, i) => region.known[Math.floor(i / extent.width) * size * width + (i % extent.width) * size]!)
    flow = residualFlow(reduce(reference), reduce(answer), known, { size, rounds, start: flow && enlarged(flow, extent, 2) })
  }
  return flow && finest > 1 ? enlarged(flow, { width, height }, finest) : flow
}

/** The flow on a grid of `times` the resolution. Bilinear: it is smooth. */
function enlarged(flow: Flow, extent: { width: number; height: number }, times: number): Flow {
  const plane = (small: Plane): Plane => {
    const out = makePlane(extent.width, extent.height)
    const place = (i: number, length: number): readonly [number, number, number] => {
      const at = Math.min(length - 1, Math.max(0, (i + 0.5) / times - 0.5)), first = Math.floor(at)
      return [first, Math.min(length - 1, first + 1), at - first]
    }
    const columns = Array.from({ length: extent.width }, (_, x) => place(x, small.width))
    for (let y = 0, to = 0; y < extent.height; y++) {
      const [above, below, t] = place(y, small.height)
      for (const [left, right, s] of columns) {
        const top = small.data[above * small.width + left]! * (1 - s) + small.data[above * small.width + right]! * s
        const bottom = small.data[below * small.width + left]! * (1 - s) + small.data[below * small.width + right]! * s
        out.data[to++] = times * (top * (1 - t) + bottom * t)
      }
    }
    return out
  }
  return { x: plane(flow.x), y: plane(flow.y) }
}
