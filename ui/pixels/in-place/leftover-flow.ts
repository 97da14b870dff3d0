// The smooth displacement of a region that the global map left, coarse to fine.
import { blockMeans } from './blur'
import { cellPx, residualFlow, spread, type CellFlow } from './flow'
import { lumaOf, type Plane, type Planes } from './pixels'
import type { Compared } from './region'
import type { Flow } from './spline'
import { fitTone, quickSamples, tonedLuma } from './tone'

/** Above this the finest level is left out: the flow is smooth. */
const finestPixels = 500_000
const leastKnown = 400
/** Rounds of the finest levels; two looks at the coarser tell whether there is anything to find. */
const rounds = { coarse: 5, fine: 6 }
/** RMS displacement of the first look, px, and mean difference on it, levels, under which nothing is worth another resampling: a JPEG leaves 0.2 to 0.4 levels, a warp of 1 px from 0.85 on. */
const worth = { px: 0.09, levels: 0.25 }

/** Null when too little is known or nothing is left. px of the source. In steps. */
export function* leftoverFlow(region: Compared, moved: Planes): Generator<'resample', Flow | null> {
  const { width, height } = region.box, { known } = region
  let count = 0
  for (let i = 0; i < known.length; i++) count += known[i]!
  if (count < leastKnown) return null
  const reference = lumaOf(region.source), answer = tonedLuma(moved, fitTone(region.source, moved, region.ring, quickSamples))
  const finest = width * height > finestPixels ? 2 : 1
  let flow: CellFlow | null = null
  for (const size of [finest * 2, finest]) {
    const small = (plane: Plane): Plane => (size === 1 ? plane : blockMeans(plane, size))
    const a = small(reference), b = small(answer), where = size === 1 ? known : sampled(known, width, height, size)
    if (!flow) {
      flow = yield* residualFlow(a, b, where, { size, rounds: 1, start: null })
      if (flow.error < worth.levels) return null
      flow = yield* residualFlow(a, b, where, { size, rounds: 1, start: flow })
      if (rmsOf(flow) < worth.px) return null
      flow = yield* residualFlow(a, b, where, { size, rounds: rounds.coarse, start: flow })
    } else flow = yield* residualFlow(a, b, where, { size, rounds: rounds.fine, start: flow })
  }
  return flow && spread(flow, width, height, cellPx, 1)
}

/** The mask's pixel in the corner of each block. */
function sampled(mask: Uint8Array, width: number, height: number, size: number): Uint8Array {
  const columns = Math.ceil(width / size), rows = Math.ceil(height / size), out = new Uint8Array(columns * rows)
  for (let y = 0, to = 0; y < rows; y++) for (let x = 0; x < columns; x++, to++) out[to] = mask[y * size * width + x * size]!
  return out
}

function rmsOf({ x, y, sure }: CellFlow): number {
  let sum = 0, total = 0
  for (let i = 0; i < sure.data.length; i++) {
    sum += sure.data[i]! * (x.data[i]! ** 2 + y.data[i]! ** 2)
    total += sure.data[i]!
  }
  return total > 0 ? Math.sqrt(sum / total) : 0
}
