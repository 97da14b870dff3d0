// Which part of the source goes to the model and at what extent: at 1:1 whenever that is legal, never distorted.
// inpaint-method.md 2.2. All boxes in source px.
//
//   source ┌──────────────────────────┐
//          │   crop ┌──────────────┐  │   crop:    what is sent
//          │        │ ┌support───┐ │  │   support: what may change
//          │        │ │  ┌mask┐  │ │  │   mask:    what was marked
//          │        │ │  └────┘  │ │  │
//          │        │ └──────────┘ │  │
//          └────────┴──────────────┴──┘
import { areaOf, clamp, intersect, type Bounds, type Extent } from '../../../src/shared/geometry'
import { isLegalExtent } from '../../models/fit-extent'
import type { ExtentRule } from '../../models/model-card'

export type CropPlan = {
  /** Passes the source only where the source is smaller or thinner than the model takes. */
  crop: Bounds
  request: Extent
  /** Request px per source px, the same on both axes. */
  scale: number
}

/** A smaller source is enlarged at most this much; beyond it its edge is repeated. */
const mostScale = 4
const searchSteps = 6

/** The cheapest legal crop that holds `support` and, where it fits, `pad` px around it. Null when the model's rule allows none. */
export function planCrop(source: Extent, support: Bounds, pad: number, rule: ExtentRule, maxPixels = Infinity): CropPlan | null {
  const padded = intersect({ x: support.x - pad, y: support.y - pad, width: support.width + 2 * pad, height: support.height + 2 * pad }, { x: 0, y: 0, ...source })
  if (!padded) return null
  const box = rule.kind === 'free' ? grown(padded, support, source, rule) : padded
  const scale = rule.kind === 'free' ? scaleFor(box, rule, maxPixels) : 1
  if (rule.kind === 'free' && scale === 1) {
    const width = roundUp(box.width, rule.multipleOf), height = roundUp(box.height, rule.multipleOf)
    if (width <= source.width && height <= source.height && isLegalExtent(rule, width, height)) return { crop: place({ width, height }, box, support, source, true), request: { width, height }, scale: 1 }
  }
  let least = Infinity, requestWidth = 0, requestHeight = 0, bestScale = 0
  const area = areaOf(box)
  const offer = (wide: number, tall: number, k: number): void => {
    const width = wide / k, height = tall / k
    if (k > mostScale * 1.001 || width < support.width - 1e-9 || height < support.height - 1e-9) return
    const over = Math.max(0, width - source.width) * height + Math.max(0, height - source.height) * width
    const short = Math.max(0, box.width - width) / box.width + Math.max(0, box.height - height) / box.height
    const shape = 2 * short + (8 * over) / (width * height) - (k === 1 && over === 0 ? 0.1 : 0)
    if (shape >= least) return // before the logarithms: this is asked hundreds of times
    const cost = shape + Math.abs(Math.log((width * height) / area)) + 0.5 * Math.abs(Math.log(k / scale))
    if (cost < least) [least, requestWidth, requestHeight, bestScale] = [cost, wide, tall, k]
  }
  eachCandidate(rule, box, scale, (wide, tall) => {
    offer(wide, tall, 1)
    offer(wide, tall, Math.min(mostScale, wide / box.width, tall / box.height))
    offer(wide, tall, Math.max(wide / source.width, tall / source.height))
  })
  if (least === Infinity) return null
  const extent = { width: requestWidth / bestScale, height: requestHeight / bestScale }
  return { crop: place(extent, box, support, source, bestScale === 1), request: { width: requestWidth, height: requestHeight }, scale: bestScale }
}

const roundUp = (value: number, step: number): number => Math.ceil(value / step - 1e-9) * step

type FreeRule = Extract<ExtentRule, { kind: 'free' }>

/** Legal ratio first, by growing inside the source and then by cutting context; then the least legal area while there is room. */
function grown(padded: Bounds, support: Bounds, source: Extent, { maxRatio, minPixels }: FreeRule): Bounds {
  let { width, height } = padded
  if (width > maxRatio * height) {
    height = Math.min(source.height, width / maxRatio)
    width = Math.min(width, Math.max(support.width, height * maxRatio))
  }
  if (height > maxRatio * width) {
    width = Math.min(source.width, height / maxRatio)
    height = Math.min(height, Math.max(support.height, width * maxRatio))
  }
  if (width * height < minPixels) {
    const k = Math.sqrt(minPixels / (width * height))
    let wide = Math.min(source.width, width * k), tall = Math.min(source.height, height * k)
    if (wide * tall < minPixels) {
      wide = Math.min(source.width, Math.max(wide, minPixels / tall), tall * maxRatio)
      tall = Math.min(source.height, Math.max(tall, minPixels / wide), wide * maxRatio)
    }
    width = Math.max(width, wide)
    height = Math.max(height, tall)
  }
  return place({ width, height }, padded, support, source, false)
}

/** Centred on `around`, moved so that it holds `support` and lies inside the source; centred on the source where it is larger. */
function place({ width, height }: Extent, around: Bounds, support: Bounds, source: Extent, whole: boolean): Bounds {
  const along = (start: number, span: number, first: number, extent: number, size: number, length: number): number => {
    const ideal = clamp(start + span / 2 - size / 2, first + extent - size, first)
    const inside = size > length ? (length - size) / 2 : clamp(ideal, 0, length - size)
    return whole ? clamp(Math.round(inside), Math.ceil(first + extent - size), Math.floor(first)) : inside
  }
  return {
    x: along(around.x, around.width, support.x, support.width, width, source.width),
    y: along(around.y, around.height, support.y, support.height, height, source.height),
    width, height,
  }
}

function scaleFor(box: Bounds, rule: FreeRule, maxPixels: number): number {
  const area = areaOf(box), most = Math.max(rule.minPixels, Math.min(rule.maxPixels, maxPixels))
  const wanted = area < rule.minPixels ? Math.min(mostScale, Math.sqrt(rule.minPixels / area)) : area > most ? Math.sqrt(most / area) : 1
  return Math.min(wanted, rule.maxEdgePx / Math.max(box.width, box.height))
}

/** Legal extents near the box at this scale. */
function eachCandidate(rule: ExtentRule, box: Bounds, scale: number, offer: (width: number, height: number) => void): void {
  if (rule.kind === 'list') {
    for (const { widthPx, heightPx } of rule.extents) offer(widthPx, heightPx)
    return
  }
  const step = rule.multipleOf
  const near = (first: number, last: number, from: number, to: number): number => {
    let found = 0
    for (let i = Math.max(1, first); i <= last; i++) {
      for (let j = Math.max(1, from); j <= to; j++) {
        if (!isLegalExtent(rule, i * step, j * step)) continue
        offer(i * step, j * step)
        found++
      }
    }
    return found
  }
  const area = Math.max(areaOf(box) * scale * scale, rule.minPixels), ratio = clamp(box.width / box.height, 1 / rule.maxRatio, rule.maxRatio)
  const columns = Math.round(Math.sqrt(area * ratio) / step), rows = Math.round(Math.sqrt(area / ratio) / step)
  const edge = Math.floor(rule.maxEdgePx / step)
  if (near(columns - searchSteps, columns + searchSteps, rows - searchSteps, rows + searchSteps) === 0) near(1, edge, 1, edge)
}
