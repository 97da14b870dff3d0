// Which part of the new picture goes to the model and at what extent: at 1:1 whenever that is legal, never distorted. px of the new picture.
import { areaOf, clamp, type Bounds, type Extent } from '../../../src/shared/geometry'
import { checkExtent } from '../../models/fit-extent'
import type { ExtentRule } from '../../models/model-card'

/** New px on each side of the kept picture. */
export type Sides = { left: number; right: number; top: number; bottom: number }

export type ExpandWindow = {
  /** What is sent. May pass the new picture: models draw in steps of 16 px and not thinner than 3:1; what passes is cut off. */
  window: Bounds
  request: Extent
  /** Request px per px of the new picture, the same on both axes. */
  scale: number
}

/** A small picture is enlarged at most this much for the model. */
const mostScale = 4
const searchSteps = 6
/** Up to this many px the whole picture is sent; beyond, only the new side and its surroundings. */
const wholeBelowPixels = 2_097_152
/** px of the kept picture that a model needs to see to continue it. */
const leastContextPx = 512

/** The cheapest legal window that holds the new area and `overlapPx` of the kept picture. Null when the model's rule allows none. */
export function planWindow(extent: Extent, sides: Sides, overlapPx: number, rule: ExtentRule, maxPixels = Infinity): ExpandWindow | null {
  const wanted = areaOf(extent) <= wholeBelowPixels ? { x: 0, y: 0, ...extent } : newSide(extent, sides, overlapPx)
  let best: { plan: ExpandWindow; cost: number } | null = null
  for (const request of candidates(rule, wanted, maxPixels)) {
    for (const k of [1, Math.min(request.width / wanted.width, request.height / wanted.height)]) {
      const width = request.width / k, height = request.height / k
      if (k > mostScale * 1.001 || width < wanted.width - 1e-9 || height < wanted.height - 1e-9) continue
      const waste = Math.log((width * height) / areaOf(wanted))
      const cost = waste + (k === 1 ? 0 : 0.1 + Math.abs(Math.log(k)) * (k < 1 ? 4 : 0.25))
      if (!best || cost < best.cost - 1e-12) best = { plan: { window: placed({ width, height }, wanted, extent, sides, k === 1), request, scale: k }, cost }
    }
  }
  return best?.plan ?? null
}

/** Where only one side grows, the far end of a large picture is not sent. */
function newSide({ width, height }: Extent, sides: Sides, overlapPx: number): Bounds {
  const { left, right, top, bottom } = sides
  const grown = [left, right, top, bottom].filter((side) => side > 0)
  const context = Math.max(leastContextPx, 4 * overlapPx, ...grown)
  const whole = { x: 0, y: 0, width, height }
  if (grown.length !== 1) return whole
  if (left || right) {
    const wide = Math.min(width, left + right + context)
    return { ...whole, x: left ? 0 : width - wide, width: wide }
  }
  const tall = Math.min(height, top + bottom + context)
  return { ...whole, y: top ? 0 : height - tall, height: tall }
}

/** Holds `wanted`; takes more of the new picture first, then passes it on the sides that grow. */
function placed({ width, height }: Extent, wanted: Bounds, extent: Extent, sides: Sides, whole: boolean): Bounds {
  const along = (size: number, from: number, span: number, length: number, before: number, after: number): number => {
    const share = before + after > 0 ? before / (before + after) : 0.5
    const start = size > length ? (length - size) * share : clamp(from + span / 2 - size / 2, Math.max(0, from + span - size), Math.min(from, length - size))
    return whole ? Math.round(start) : start
  }
  return {
    x: along(width, wanted.x, wanted.width, extent.width, sides.left, sides.right),
    y: along(height, wanted.y, wanted.height, extent.height, sides.top, sides.bottom),
    width, height,
  }
}

function candidates(rule: ExtentRule, wanted: Bounds, maxPixels: number): Extent[] {
  if (rule.kind === 'list') return rule.extents.map(({ widthPx, heightPx }) => ({ width: widthPx, height: heightPx }))
  const step = rule.multipleOf, most = Math.max(rule.minPixels, Math.min(rule.maxPixels, maxPixels))
  const width = Math.max(wanted.width, wanted.height / rule.maxRatio), height = Math.max(wanted.height, wanted.width / rule.maxRatio)
  const area = width * height
  const ideal = area < rule.minPixels ? Math.sqrt(rule.minPixels / area) : Math.min(1, Math.sqrt(most / area))
  const scale = Math.min(mostScale, ideal, rule.maxEdgePx / Math.max(width, height))
  const found: Extent[] = []
  const offer = (columns: number, rows: number): void => {
    const extent = { width: columns * step, height: rows * step }
    if (columns > 0 && rows > 0 && !checkExtent(rule, extent.width, extent.height) && (areaOf(extent) <= most || most === rule.minPixels)) found.push(extent)
  }
  const columns = Math.round((width * scale) / step), rows = Math.round((height * scale) / step)
  for (let i = -searchSteps; i <= searchSteps; i++) for (let j = -searchSteps; j <= searchSteps; j++) offer(columns + i, rows + j)
  if (found.length > 0) return found
  const edge = Math.floor(rule.maxEdgePx / step)
  for (let i = 1; i <= edge; i++) for (let j = 1; j <= edge; j++) offer(i, j)
  return found
}
