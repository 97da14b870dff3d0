// The window in px of the new picture, with everything that finishing reads.
import { multiply, scaling, translation, type Affine, type Bounds } from '../../../src/shared/geometry'
import { mapPlanes, planesOf, wholeBox, type Pixels, type Plane, type Planes, type Rgb } from '../in-place/pixels'
import { cutPlane } from '../in-place/resize'
import { contactDistance } from './contact'
import type { ExpandPlan } from './plan-expand'

/** px of the kept picture beyond the overlap where source and answer are compared. */
const ringPx = { from: 2, to: 96 }
/** px from the contact from which the flow may look at pixels. */
const flowFromPx = 3

export type ExpandRegion = {
  /** Part of the new picture, whole px. */
  box: Bounds
  /** The kept picture, its edges repeated. */
  source: Planes
  /** contactDistance. */
  distance: Plane
  /** Opaque kept pixels near the contact, known on both sides. */
  ring: Uint8Array
  /** Those of the ring that the request mask left to the model. */
  near: Uint8Array
  /** Kept pixels that the flow may look at. */
  known: Uint8Array
  /** Pixels whose answer is needed. */
  needed: Uint8Array
  /** px of the new picture to answer px. */
  map: Affine
  /** The kept picture's box, px of the region. */
  kept: Bounds
}

/** `aligned`: request px to answer px, both at the request's extent. */
export function regionOfExpand(source: Pixels, plan: ExpandPlan, aligned: Affine, answer: Pixels, behind: Rgb | undefined): ExpandRegion {
  const { window, request, scale, offset, overlapPx } = plan
  const box = wholeBox(window, plan.extent)
  const kept = { x: offset.x - box.x, y: offset.y - box.y, ...plan.kept }
  const toAnswer = scaling(answer.width / request.width, answer.height / request.height)
  const map = multiply(multiply(toAnswer, aligned), multiply(scaling(scale), translation(-window.x, -window.y)))
  const distance = contactDistance(box, kept, plan.sides), count = distance.data.length
  const ring = new Uint8Array(count), near = new Uint8Array(count), known = new Uint8Array(count), needed = new Uint8Array(count)
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const away = distance.data[i]!
      if (away < overlapPx + ringPx.to) needed[i] = 1
      if (away <= 0) continue
      if (source.data[((y - kept.y) * source.width + x - kept.x) * 4 + 3] !== 255) continue
      const px = box.x + x + 0.5, py = box.y + y + 0.5
      const u = map[0][0] * px + map[0][1] * py + map[0][2], v = map[1][0] * px + map[1][1] * py + map[1][2]
      if (!(u > 1.5 && v > 1.5 && u < answer.width - 1.5 && v < answer.height - 1.5)) continue
      if (away > ringPx.from && away < overlapPx + ringPx.to) ring[i] = 1
      if (ring[i] && away < overlapPx) near[i] = 1
      if (away > flowFromPx && needed[i]) known[i] = 1
    }
  }
  const planes = mapPlanes(planesOf(source, undefined, behind), (plane) => cutPlane(plane, { x: -kept.x, y: -kept.y, width: box.width, height: box.height }))
  return { box, source: planes, distance, ring, near, known, needed, map, kept }
}
