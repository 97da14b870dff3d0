// What is sent to expand a picture: the window as an opaque picture, the new area filled from its edge, and the request mask.
import type { Bounds } from '../../../src/shared/geometry'
import { makePixels, pixelsOf, planesOf, type Pixels, type Plane, type Planes, type Rgb } from '../in-place/pixels'
import { cutPlane, resizePlane } from '../in-place/resize'
import { contactDistance } from './contact'
import type { ExpandPlan } from './plan-expand'
import { softenOutside } from './prefill'

export type PreparedExpand = {
  /** Opaque RGB, the request's extent. */
  image: Pixels
  /** Alpha 255 (and white) = new or may be joined, alpha 0 (and black) = keep. */
  requestMask: Pixels
}

export type SentPlan = Pick<ExpandPlan, 'kept' | 'offset' | 'window' | 'request' | 'scale' | 'sides'>

/** `source`: the kept picture (keptPicture). `behind`: colour under transparent pixels, mid-grey by default. Does not mutate. In steps. */
export function* prepareExpand(source: Pixels, plan: SentPlan & Pick<ExpandPlan, 'overlapPx'>, options: { behind?: Rgb } = {}): Generator<'cut', PreparedExpand> {
  const distance = contactDistance(plan.request, keptInRequest(plan), plan.sides), overlap = plan.overlapPx * plan.scale
  const planes: Plane[] = []
  for (const plane of planesOf(source, undefined, options.behind)) {
    yield 'cut'
    const sent = sentPlane(plane, plan)
    yield 'cut'
    planes.push(softenOutside(sent, distance))
  }
  const image = pixelsOf(planes as unknown as Planes)
  yield 'cut'
  const requestMask = makePixels(plan.request.width, plan.request.height)
  for (let i = 0; i < distance.data.length; i++) if (distance.data[i]! <= overlap) requestMask.data.fill(255, i * 4, i * 4 + 4)
  return { image, requestMask }
}

/** The kept picture's box in request px. */
export const keptInRequest = ({ kept, offset, window, scale }: SentPlan): Bounds => ({
  x: (offset.x - window.x) * scale, y: (offset.y - window.y) * scale, width: kept.width * scale, height: kept.height * scale,
})

/** One plane of the kept picture at the request's extent: copied at 1:1, else one Lanczos resize. Beyond the picture its edge is repeated. */
export function sentPlane(plane: Plane, { window, offset, request, scale }: SentPlan): Plane {
  const box = { ...window, x: window.x - offset.x, y: window.y - offset.y }
  return scale === 1 && Number.isInteger(box.x) && Number.isInteger(box.y) ? cutPlane(plane, { ...box, ...request }) : resizePlane(plane, box, request)
}
