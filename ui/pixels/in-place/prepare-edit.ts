// What is sent: the crop as an opaque picture and the request mask, both at the request's extent.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { distanceNear } from './distance'
import { cropCoverage, makePixels, makePlane, pixelsOf, planesOf, wholeBox, wordsOf, type Pixels, type Plane, type Planes, type Rgb } from './pixels'
import type { EditPlan } from './plan-edit'
import { cutPlane, resizePlane, resizeSteps } from './resize'

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
 * mid-grey by default. Does not mutate. In steps.
 */
export function* prepareEdit(source: Pixels, mask: Uint8Array, plan: Cut & Pick<EditPlan, 'requestGrowPx' | 'support'>, options: { behind?: Rgb } = {}): Generator<'cut', PreparedEdit> {
  const local = windowOf(plan, source)
  const planes: Plane[] = []
  for (const plane of planesOf(source, local.box, options.behind)) {
    yield 'cut'
    planes.push(isWhole(local) ? sentPlane(plane, local) : yield* resizeSteps(plane, local.crop, local.request, 'cut' as const))
  }
  yield 'cut'
  const image = pixelsOf(planes as unknown as Planes)
  yield 'cut'
  const requestMask = makePixels(plan.request.width, plan.request.height)
  const distance = sentDistance(distanceNear(cropCoverage(mask, source.width, local.box), local.box.width, local.box.height, plan.requestGrowPx + 2), local)
  const words = wordsOf(requestMask)
  for (let i = 0; i < words.length; i++) if (distance.data[i]! <= plan.requestGrowPx) words[i] = 0xffffffff
  return { image, requestMask, support: plan.support }
}

/** The whole pixels that the crop's resize can read, and the crop in their coordinates. */
export function windowOf({ crop, request, scale }: Cut, source: Extent): Cut & { box: Bounds } {
  const margin = scale === 1 ? 0 : Math.ceil(3 * Math.max(1, 1 / scale)) + 1
  const box = wholeBox({ x: crop.x - margin, y: crop.y - margin, width: crop.width + 2 * margin, height: crop.height + 2 * margin }, source)
  return { crop: { ...crop, x: crop.x - box.x, y: crop.y - box.y }, request, scale, box }
}

const isWhole = ({ crop, scale }: Pick<Cut, 'crop' | 'scale'>): boolean => scale === 1 && Number.isInteger(crop.x) && Number.isInteger(crop.y)

/** 1:1 crops are copied, others go through one Lanczos resize. */
export const sentPlane = (plane: Plane, { crop, request, scale }: Cut): Plane =>
  isWhole({ crop, scale }) ? cutPlane(plane, { ...crop, ...request }) : resizePlane(plane, crop, request)

/** A distance at every pixel of the request, in source px. Bilinear: distances are smooth. */
export function sentDistance(distance: Plane, { crop, request }: Pick<Cut, 'crop' | 'request'>): Plane {
  const out = makePlane(request.width, request.height)
  const place = (i: number, start: number, step: number, length: number): readonly [number, number, number] => {
    const at = Math.min(length - 1, Math.max(0, start + (i + 0.5) * step - 0.5)), first = Math.floor(at)
    return [first, Math.min(length - 1, first + 1), at - first]
  }
  const left = new Int32Array(request.width), right = new Int32Array(request.width), share = new Float64Array(request.width)
  for (let x = 0; x < request.width; x++) [left[x], right[x], share[x]] = place(x, crop.x, crop.width / request.width, distance.width)
  const line = new Float64Array(distance.width)
  for (let y = 0, to = 0; y < request.height; y++) {
    const [above, below, t] = place(y, crop.y, crop.height / request.height, distance.height)
    for (let x = 0, upper = above * distance.width, lower = below * distance.width; x < line.length; x++) line[x] = distance.data[upper + x]! * (1 - t) + distance.data[lower + x]! * t
    for (let x = 0; x < request.width; x++) out.data[to++] = line[left[x]!]! * (1 - share[x]!) + line[right[x]!]! * share[x]!
  }
  return out
}
