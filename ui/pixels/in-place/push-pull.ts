// Smooth extension of known samples to everywhere (Gortler and others, 1996).
import { makePlane, type Plane } from './pixels'

/** `values` where `weight` is 1, carried into the pixels where it is 0; in between a mix. All planes share one extent. */
export function pushPull(values: readonly Plane[], weight: Plane): Plane[] {
  const weights = [weight], stacks = values.map((plane) => [product(plane, weight)])
  while (Math.min(weights.at(-1)!.width, weights.at(-1)!.height) > 2) {
    const sum = summed(weights.at(-1)!), norm = sum.data.map((k) => Math.max(1, k))
    for (const stack of stacks) {
      const next = summed(stack.at(-1)!)
      for (let i = 0; i < next.data.length; i++) next.data[i]! /= norm[i]!
      stack.push(next)
    }
    for (let i = 0; i < sum.data.length; i++) sum.data[i]! /= norm[i]!
    weights.push(sum)
  }
  return stacks.map((stack) => {
    let current = stack.at(-1)!
    const top = weights.at(-1)!.data
    current = { ...current, data: current.data.map((value, i) => value / Math.max(1e-6, top[i]!)) }
    for (let level = stack.length - 2; level >= 0; level--) current = filled(stack[level]!, weights[level]!, current)
    return current
  })
}

const product = (a: Plane, b: Plane): Plane => ({ ...a, data: a.data.map((value, i) => value * b.data[i]!) })

/** Sums of 2 x 2 blocks; blocks that pass the border have fewer. */
function summed({ width, height, data }: Plane): Plane {
  const out = makePlane(Math.ceil(width / 2), Math.ceil(height / 2))
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out.data[(y >> 1) * out.width + (x >> 1)]! += data[y * width + x]!
  return out
}

/** What the finer level does not know comes bilinearly from the coarser one. */
function filled(known: Plane, weight: Plane, coarse: Plane): Plane {
  const { width, height } = known
  const out = makePlane(width, height)
  for (let y = 0; y < height; y++) {
    const [y0, y1, t] = neighbours(y, coarse.height)
    for (let x = 0; x < width; x++) {
      const i = y * width + x, missing = 1 - Math.min(1, weight.data[i]!)
      let value = known.data[i]!
      if (missing > 0) {
        const [x0, x1, s] = neighbours(x, coarse.width)
        const above = coarse.data[y0 * coarse.width + x0]! * (1 - s) + coarse.data[y0 * coarse.width + x1]! * s
        const below = coarse.data[y1 * coarse.width + x0]! * (1 - s) + coarse.data[y1 * coarse.width + x1]! * s
        value += missing * (above * (1 - t) + below * t)
      }
      out.data[i] = value
    }
  }
  return out
}

/** The two coarse samples around fine sample i and the share of the second. */
const neighbours = (i: number, length: number): readonly [number, number, number] => {
  const half = i >> 1
  return i & 1 ? [half, Math.min(length - 1, half + 1), 0.25] : [Math.max(0, half - 1), half, 0.75]
}
