// What is sent: the crop as an opaque picture and the request mask, both at the request's extent.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { distanceTo } from './distance'
import { cropCoverage, makePixels, makePlane, mapPlanes, pixelsOf, planesOf, wholeBox, type Pixels, type Plane, type Rgb } from './pixels'
import type { EditPlan } from './plan-edit'
import { cutPlane, resizePlane } from './resize'

export type PreparedEdit = {
  /** Opaque RGB. */
  image: Pixels
  /** Our convention: alpha 255 (and white) = change, alpha 0 (and black) = keep. */
  requestMask: Pixels
  /** Box of all pixels that the edit may change, source px. */
  support: Bounds
}

type Cut = Pick<EditPlan, 'crop' | 'request' | 'scale'>

/**
 * Cuts the request. `mask` (prepareMask) has one byte per source pixel. `behind`: colour under transparent pixels,
 * mid-grey by default. Does not mutate.
 */
export function prepareEdit(source: Pixels, mask: Uint8Array, plan: Cut & Pick<EditPlan, 'requestGrowPx' | 'support'>, options: { behind?: Rgb } = {}): PreparedEdit {
  const local = windowOf(plan, source)
  const image = pixelsOf(mapPlanes(planesOf(source, local.box, options.behind), (plane) => sentPlane(plane, local)))
  const requestMask = makePixels(plan.request.width, plan.request.height)
  const distance = sentDistance(distanceTo(cropCoverage(mask, source.width, local.box), local.box.width, local.box.height), local)
  for (let i = 0; i < distance.data.length; i++) if (distance.data[i]! <= plan.requestGrowPx) requestMask.data.fill(255, i * 4, i * 4 + 4)
  return { image, requestMask, support: plan.support }
}

/** The whole pixels that the crop's resize can read, and the crop in their coordinates. */
export function windowOf({ crop, request, scale }: Cut, source: Extent): Cut & { box: Bounds } {
  const margin = scale === 1 ? 0 : Math.ceil(3 * Math.max(1, 1 / scale)) + 1
  const box = wholeBox({ x: crop.x - margin, y: crop.y - margin, width: crop.width + 2 * margin, height: crop.height + 2 * margin }, source)
  return { crop: { ...crop, x: crop.x - box.x, y: crop.y - box.y }, request, scale, box }
}

/** 1:1 crops are copied, others go through one Lanczos resize. */
export const sentPlane = (plane: Plane, { crop, request, scale }: Cut): Plane =>
  scale === 1 && Number.isInteger(crop.x) && Number.isInteger(crop.y) ? cutPlane(plane, { ...crop, ...request }) : resizePlane(plane, crop, request)

/** A distance at every pixel of the request, in source px. Bilinear: distances are smooth. */
export function sentDistance(distance: Plane, { crop, request }: Pick<Cut, 'crop' | 'request'>): Plane {
  const out = makePlane(request.width, request.height)
  const place = (i: number, start: number, step: number, length: number): readonly [number, number, number] => {
    const at = Math.min(length - 1, Math.max(0, start + (i + 0.5) * step - 0.5)), first = Math.floor(at)
    return [first, Math.min(length - 1, first + 1), at - first]
  }
  const columns = Array.from({ length: request.width }, (_, x) => place(x, crop.x, crop.width / request.width, distance.width))
  for (let y = 0, to = 0; y < request.height; y++) {
    const [above, below, t] = place(y, crop.y, crop.height / request.height, distance.height)
    const upper = above * distance.width, lower = below * distance.width
    for (const [left, right, s] of columns) {
      const top = distance.data[upper + left]! * (1 - s) + distance.data[upper + right]! * s
      const bottom = distance.data[lower + left]! * (1 - s) + distance.data[lower + right]! * s
      out.data[to++] = top * (1 - t) + bottom * t
    }
  }
  return out
}
