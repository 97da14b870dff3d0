// The whole plan of an expansion: the new picture's extent, where the kept one lies in it, and what is sent (inpaint-method.md 2.5 and 2.7).
//
//   expanded ┌──────────────────────────┐   expanded: the new picture, in px of the source
//            │  new                     │   part:     of the source, kept as it is at a whole offset
//            │        ┌─ part ──┐       │   window:   what is sent; what of it passes the new
//            │        └─────────┘       │             picture is cut off on return
//            └──────────────────────────┘
import { areaOf, clamp, intersect, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { ErrorCode } from '../../../src/shared/errors'
import type { ExtentRule } from '../../models/model-card'
import { planWindow, type ExpandWindow, type Sides } from './plan-window'

/** figma.createImage throws beyond this (figma-platform.md). */
export const mostEdgePx = 4096

/** What happens where the new picture would pass 4096 px: it stops there with every pixel kept, or all of it is reduced. */
export type Beyond = 'stop' | 'reduce'

export type ExpandPlan = ExpandWindow & {
  /** Of the source, whole px: what of it is kept. */
  part: Bounds
  /** Of the kept picture, px of the new one: the part's own, but where all is reduced. */
  kept: Extent
  /** Of the new picture, px. */
  extent: Extent
  /** Of the kept picture in the new one, whole px. */
  offset: { x: number; y: number }
  /** The new picture's box in source px. Whole, but where all is reduced. */
  expanded: Bounds
  /** New px per source px; 1 = every pixel is kept. */
  reduction: number
  sides: Sides
  /** px of the kept picture that the model may redraw to join the two; the kept pixels themselves stay. */
  overlapPx: number
  /** The wish went beyond 4096 px. */
  beyond: Beyond | null
}

export type ExpandProblem = { problem: ErrorCode; message: string }

export type ExpandQuestion = {
  source: Extent
  /** Wanted box in source px. Fractions are rounded outward. */
  target: Bounds
  /** What of the source lies outside the target is left out. Default: the target is widened to hold all of it. */
  crops?: boolean
  rule: ExtentRule
  /** Default stop. */
  beyond?: Beyond
  /** Cost preset: the request is reduced to this many px. Default: what the model takes. */
  maxPixels?: number
}

/** A frame's place is known to about this, px: less is no reason for another row of pixels. */
const slackPx = 0.01

/** Plans one request. Never raises. */
export function planExpand({ source, target, crops = false, rule, beyond = 'stop', maxPixels }: ExpandQuestion): ExpandPlan | ExpandProblem {
  if (![target.x, target.y, target.width, target.height].every(Number.isFinite)) return { problem: 'request.invalid', message: 'Say how far the picture should reach.' }
  const picture = { x: 0, y: 0, ...extentOf(source) }
  const part = crops ? intersect(wholeAround(target), picture) : picture
  if (!part) return { problem: 'request.invalid', message: 'The picture does not reach that place. Choose another.' }
  const wanted = sidesAround(part, target)
  if (wanted.left + wanted.right + wanted.top + wanted.bottom === 0) return { problem: 'request.invalid', message: 'The picture already reaches that far. Choose more.' }
  const wish = grownBy(part, wanted)
  const tooLarge = Math.max(wish.width, wish.height) > mostEdgePx
  const frame = tooLarge && beyond === 'reduce' ? reduced(part, wanted) : kept(part, tooLarge ? stopped(part, wanted) : wanted)
  if (!frame) return { problem: 'pixels.too-large', message: `The picture is ${part.width} x ${part.height} px already; Figma takes ${mostEdgePx} px at most. Reduce the whole picture to go on.` }
  const overlapPx = Math.round(clamp(0.04 * Math.min(frame.kept.width, frame.kept.height), 16, 64))
  const window = planWindow(frame.extent, frame.sides, overlapPx, rule, maxPixels)
  if (!window) return { problem: 'request.extent-illegal', message: 'This model takes no picture of this shape. Choose another model.' }
  return { ...frame, ...window, part, overlapPx, beyond: tooLarge ? beyond : null }
}

export const isExpandProblem = (plan: ExpandPlan | ExpandProblem): plan is ExpandProblem => 'problem' in plan

function wholeAround({ x, y, width, height }: Bounds): Bounds {
  const left = Math.floor(x + slackPx), top = Math.floor(y + slackPx)
  return { x: left, y: top, width: Math.ceil(x + width - slackPx) - left, height: Math.ceil(y + height - slackPx) - top }
}

/** Whole px that `target` reaches beyond a whole box on each side. */
export const sidesAround = (box: Bounds, target: Bounds): Sides => {
  const beyond = (px: number): number => Math.max(0, Math.ceil(px - slackPx))
  return { left: beyond(box.x - target.x), right: beyond(target.x + target.width - box.x - box.width), top: beyond(box.y - target.y), bottom: beyond(target.y + target.height - box.y - box.height) }
}

export const grownBy = ({ x, y, width, height }: Bounds, { left, right, top, bottom }: Sides): Bounds => ({ x: x - left, y: y - top, width: left + width + right, height: top + height + bottom })

type Frame = Pick<ExpandPlan, 'kept' | 'extent' | 'offset' | 'expanded' | 'reduction' | 'sides'>

const extentOf = ({ width, height }: Extent): Extent => ({ width, height })

function kept(part: Bounds, sides: Sides): Frame | null {
  const expanded = grownBy(part, sides)
  if (Math.max(expanded.width, expanded.height) > mostEdgePx || areaOf(expanded) === areaOf(part)) return null
  return { kept: extentOf(part), extent: extentOf(expanded), offset: { x: sides.left, y: sides.top }, expanded, reduction: 1, sides }
}

/** As far as 4096 px go, each side by the same share of the wish. */
function stopped(part: Extent, { left, right, top, bottom }: Sides): Sides {
  const share = (length: number, more: number): number => (more > 0 ? clamp((mostEdgePx - length) / more, 0, 1) : 0)
  const across = share(part.width, left + right), down = share(part.height, top + bottom)
  return { left: Math.floor(left * across), right: Math.floor(right * across), top: Math.floor(top * down), bottom: Math.floor(bottom * down) }
}

/** One scale for both axes, so the box in source px is no longer whole. Pixels that the source covers in part are drawn anew. */
function reduced(part: Bounds, wanted: Sides): Frame {
  const wish = grownBy(part, wanted)
  const reduction = mostEdgePx / Math.max(wish.width, wish.height)
  const across = (length: number): number => Math.min(mostEdgePx, Math.ceil(length * reduction - slackPx))
  const extent = { width: across(wish.width), height: across(wish.height) }
  const inner = (before: number, length: number): readonly [number, number] => [Math.ceil(before * reduction - 1e-9), Math.floor((before + length) * reduction + 1e-9)]
  const [left, right] = inner(wanted.left, part.width), [top, bottom] = inner(wanted.top, part.height)
  return {
    extent, reduction,
    kept: { width: right - left, height: bottom - top },
    offset: { x: left, y: top },
    expanded: { x: wish.x, y: wish.y, width: extent.width / reduction, height: extent.height / reduction },
    sides: { left, right: extent.width - right, top, bottom: extent.height - bottom },
  }
}
