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

function product(a: Plane, b: Plane): Plane {
  const out = makePlane(a.width, a.height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i]! * b.data[i]!
  return out
}

/** Sums of 2 x 2 blocks; blocks that pass the border have fewer. */
function summed({ width, height, data }: Plane): Plane {
  const out = makePlane(Math.ceil(width / 2), Math.ceil(height / 2)), pairs = width >> 1
  for (let y = 0; y < height; y++) {
    const at = (y >> 1) * out.width
    let from = y * width
    for (let x = 0; x < pairs; x++, from += 2) out.data[at + x]! += data[from]! + data[from + 1]!
    if (width & 1) out.data[at + pairs]! += data[from]!
  }
  return out
}

/** What the finer level does not know comes bilinearly from the coarser one. */
function filled(known: Plane, weight: Plane, coarse: Plane): Plane {
  const { width, height } = known, last = coarse.width - 1
  const out = makePlane(width, height), line = new Float64Array(coarse.width)
  for (let y = 0, i = 0; y < height; y++) {
    const half = y >> 1, near = half * coarse.width, far = Math.min(coarse.height - 1, Math.max(0, y & 1 ? half + 1 : half - 1)) * coarse.width
    for (let x = 0; x <= last; x++) line[x] = 0.75 * coarse.data[near + x]! + 0.25 * coarse.data[far + x]!
    for (let x = 0; x < width; x++, i++) {
      const missing = 1 - Math.min(1, weight.data[i]!)
      let value = known.data[i]!
      if (missing > 0) {
        const at = x >> 1, other = x & 1 ? (at < last ? at + 1 : last) : at > 0 ? at - 1 : 0
        value += missing * (0.75 * line[at]! + 0.25 * line[other]!)
      }
      out.data[i] = value
    }
  }
  return out
}
