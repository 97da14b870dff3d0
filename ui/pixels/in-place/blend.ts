// Multi-band blend of source and corrected answer, and the test of which pixels the model really changed.
import { gaussian, mirrored } from './blur'
import { makePlane, type Plane, type Planes } from './pixels'
import { medianOf } from './statistics'

/** px at kappa 1. */
const bandSigmas = [1, 2, 4, 8, 16]

/** px at kappa 1 inside the mask between which the bands end: deeper in, the answer is taken as it is. */
const shell = { from: 6, to: 16 }

/** 1 outside the mask and in its outer shell, 0 deep inside, where blurred bands would carry the object out as a halo. */
export const shellOf = (depth: Plane, kappa: number): Plane => ({
  ...depth,
  data: depth.data.map((d) => {
    const t = Math.min(1, Math.max(0, (shell.to * kappa - d) / ((shell.to - shell.from) * kappa)))
    return t * t * (3 - 2 * t)
  }),
})

/** Five-band Laplacian blend of one channel within the shell; `weights` from bandWeights. */
export function multiBand(source: Plane, answer: Plane, weights: readonly Plane[], shell: Plane, kappa: number): Plane {
  const out = makePlane(source.width, source.height)
  const difference = makePlane(source.width, source.height)
  // source + sum of weight * band of the difference equals blending the bands of both.
  for (let i = 0; i < out.data.length; i++) {
    const whole = answer.data[i]! - source.data[i]!
    difference.data[i] = whole * shell.data[i]!
    out.data[i] = source.data[i]! + whole - difference.data[i]!
  }
  let last = difference
  bandSigmas.forEach((sigma, band) => {
    const low = gaussian(difference, sigma * kappa), weight = weights[band]!.data
    for (let i = 0; i < out.data.length; i++) out.data[i]! += weight[i]! * (last.data[i]! - low.data[i]!)
    last = low
  })
  const lowest = weights[bandSigmas.length]!.data
  for (let i = 0; i < out.data.length; i++) out.data[i]! += lowest[i]! * last.data[i]!
  return out
}

/** The mask (0 to 1) blurred for each band: by 0.7 px for the finest, then by the band above. */
export const bandWeights = (mask: Plane, kappa: number): Plane[] => [0.7, ...bandSigmas.map((sigma) => sigma * kappa)].map((sigma) => gaussian(mask, sigma))

/** 1 where the model changed something, 0 where the difference is no more than the noise it leaves on the ring. */
export function changedShare(source: Planes, answer: Planes, ring: Uint8Array): Plane {
  const { width, height } = source[0]
  const largest = makePlane(width, height)
  for (let i = 0; i < largest.data.length; i++) {
    largest.data[i] = Math.max(Math.abs(answer[0].data[i]! - source[0].data[i]!), Math.abs(answer[1].data[i]! - source[1].data[i]!), Math.abs(answer[2].data[i]! - source[2].data[i]!))
  }
  const difference = gaussian(largest, 2)
  const noise = Math.max(1, 2 * medianOf(difference.data.filter((_, i) => ring[i])))
  for (let i = 0; i < difference.data.length; i++) difference.data[i] = Math.min(1, Math.max(0, difference.data[i]! / noise - 1))
  const share = gaussian(largestNear(difference, 3), 1.5)
  for (let i = 0; i < share.data.length; i++) share.data[i] = Math.min(1, Math.max(0, share.data[i]!))
  return share
}

/** Largest value within `reach` px along both axes. */
function largestNear(plane: Plane, reach: number): Plane {
  const { width, height, data } = plane
  const across = new Float32Array(data.length), out = makePlane(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let most = 0
      for (let k = -reach; k <= reach; k++) most = Math.max(most, data[y * width + mirrored(x + k, width)]!)
      across[y * width + x] = most
    }
  }
  for (let y = 0; y < height; y++) {
    for (let k = -reach; k <= reach; k++) {
      const at = mirrored(y + k, height) * width
      for (let x = 0; x < width; x++) out.data[y * width + x] = Math.max(out.data[y * width + x]!, across[at + x]!)
    }
  }
  return out
}
