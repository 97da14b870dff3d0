// Multi-band blend of source and corrected answer, and the test of which pixels the model really changed.
import { kernels } from '../kernels/kernels'
import { fastLargestNear } from '../kernels/planes'
import { addBlurred, gaussian } from './blur'
import { makePlane, type Plane, type Planes } from './pixels'
import { medianOf } from './statistics'

/** px at kappa 1. */
const bandSigmas = [1, 2, 4, 8, 16]

/** px at kappa 1 inside the mask between which the bands end: deeper in, the answer is taken as it is. */
const shell = { from: 6, to: 16 }

/** 1 outside the mask and in its outer shell, 0 deep inside, where blurred bands would carry the object out as a halo. */
export function shellOf(depth: Plane, kappa: number): Plane {
  const out = makePlane(depth.width, depth.height), to = shell.to * kappa, share = 1 / ((shell.to - shell.from) * kappa)
  for (let i = 0; i < out.data.length; i++) {
    const t = Math.min(1, Math.max(0, (to - depth.data[i]!) * share))
    out.data[i] = t * t * (3 - 2 * t)
  }
  return out
}

/** Five-band Laplacian blend of one channel within the shell; `weights` from bandWeights. */
export function multiBand(source: Plane, answer: Plane, weights: readonly Plane[], shell: Plane, kappa: number): Plane {
  const out = makePlane(source.width, source.height)
  const difference = makePlane(source.width, source.height)
  // source + sum of weight * band of the difference equals blending the bands of both.
  const [to, low, high, inShell, finest] = [out.data, source.data, answer.data, shell.data, weights[0]!.data]
  for (let i = 0; i < to.length; i++) {
    const whole = high[i]! - low[i]!, banded = whole * inShell[i]!
    difference.data[i] = banded
    to[i] = high[i]! - banded + finest[i]! * banded
  }
  bandSigmas.forEach((sigma, band) => addBlurred(to, weights[band + 1]!.data, difference, sigma * kappa))
  return out
}

/** In steps: the mask (0 to 1) blurred for each band: by 0.7 px for the finest, then by the band above. Each but the first less the one before: what the difference counts when it is blurred for that band. */
export function* bandWeights(mask: Plane, kappa: number): Generator<'blend', Plane[]> {
  const weights = [gaussian(mask, 0.7)]
  for (const sigma of bandSigmas) {
    yield 'blend'
    weights.push(gaussian(mask, sigma * kappa))
  }
  for (let band = weights.length - 1; band > 0; band--) {
    const own = weights[band]!.data, before = weights[band - 1]!.data
    for (let i = 0; i < own.length; i++) own[i]! -= before[i]!
  }
  return weights
}

/** In steps: 1 where the model changed something, 0 where the difference is no more than the noise it leaves on the ring. */
export function* changedShare(source: Planes, answer: Planes, ring: Uint8Array): Generator<'blend', Plane> {
  const { width, height } = source[0]
  const largest = makePlane(width, height), [r, g, b] = source.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array], [s, t, u] = answer.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array]
  for (let i = 0; i < largest.data.length; i++) largest.data[i] = Math.max(Math.abs(s[i]! - r[i]!), Math.abs(t[i]! - g[i]!), Math.abs(u[i]! - b[i]!))
  yield 'blend'
  const { data } = gaussian(largest, 2)
  yield 'blend'
  const noise = Math.max(1, 2 * medianOf(data, ring))
  for (let i = 0; i < data.length; i++) largest.data[i] = Math.min(1, Math.max(0, data[i]! / noise - 1))
  const near = largestNear(largest)
  yield 'blend'
  const share = gaussian(near, 1.5)
  for (let i = 0; i < share.data.length; i++) share.data[i] = Math.min(1, Math.max(0, share.data[i]!))
  return share
}

/** Largest value within 3 px along both axes. */
function largestNear(plane: Plane): Plane {
  const { width, height, data } = plane, fast = kernels()
  if (fast) return fastLargestNear(fast, plane)
  const across = new Float32Array(data.length), out = makePlane(width, height), row = new Float32Array(width + 6)
  for (let y = 0; y < height; y++) {
    const at = y * width
    row.set(data.subarray(at, at + width), 3)
    for (let x = 0; x < width; x++) across[at + x] = Math.max(row[x]!, row[x + 1]!, row[x + 2]!, row[x + 3]!, row[x + 4]!, row[x + 5]!, row[x + 6]!)
  }
  for (let y = 0; y < height; y++) {
    const at = y * width
    for (let from = Math.max(0, y - 3), last = Math.min(height - 1, y + 3); from <= last; from++) {
      const line = from * width
      for (let x = 0; x < width; x++) if (across[line + x]! > out.data[at + x]!) out.data[at + x] = across[line + x]!
    }
  }
  return out
}
