// The kept picture: the part of the source that stays, reduced where the whole of the new picture is.
import { makePixels, makePlane, type Pixels, type Plane } from '../in-place/pixels'
import { resizePlane } from '../in-place/resize'
import type { ExpandPlan } from './plan-expand'

type Kept = Pick<ExpandPlan, 'part' | 'reduction' | 'kept' | 'offset' | 'expanded'>

/** The source itself where all of it is kept; else a new picture. Does not mutate. */
export function keptPicture(source: Pixels, plan: Kept): Pixels {
  const { part, reduction } = plan
  if (reduction < 1) return reducedPart(source, plan)
  if (part.width === source.width && part.height === source.height) return source
  const out = makePixels(part.width, part.height)
  for (let y = 0; y < part.height; y++) {
    const from = ((part.y + y) * source.width + part.x) * 4
    out.data.set(source.data.subarray(from, from + part.width * 4), y * part.width * 4)
  }
  return out
}

function reducedPart(source: Pixels, { reduction, kept, offset, expanded }: Kept): Pixels {
  const box = { x: offset.x / reduction + expanded.x, y: offset.y / reduction + expanded.y, width: kept.width / reduction, height: kept.height / reduction }
  // Colours are weighted by their alpha, or the colour under transparent pixels would bleed out.
  const small = (read: (i: number) => number): Plane => {
    const plane = makePlane(source.width, source.height)
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = read(i * 4)
    return resizePlane(plane, box, kept)
  }
  const { data } = source
  const out = makePixels(kept.width, kept.height)
  const alpha = small((at) => data[at + 3]!)
  for (const c of [0, 1, 2]) {
    const weighted = small((at) => data[at + c]! * data[at + 3]!)
    for (let i = 0; i < weighted.data.length; i++) out.data[i * 4 + c] = alpha.data[i]! > 0.5 ? weighted.data[i]! / alpha.data[i]! : 0
  }
  for (let i = 0; i < alpha.data.length; i++) out.data[i * 4 + 3] = alpha.data[i]!
  return out
}
