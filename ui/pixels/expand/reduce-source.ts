// The kept picture where the whole of a new picture is reduced to what Figma takes.
import { makePixels, makePlane, type Pixels, type Plane } from '../in-place/pixels'
import { resizePlane } from '../in-place/resize'
import type { ExpandPlan } from './plan-expand'

/** The source at the plan's reduction; the source itself where nothing is reduced. Does not mutate. */
export function reduceSource(source: Pixels, { reduction, kept, offset, expanded }: Pick<ExpandPlan, 'reduction' | 'kept' | 'offset' | 'expanded'>): Pixels {
  if (reduction === 1) return source
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
