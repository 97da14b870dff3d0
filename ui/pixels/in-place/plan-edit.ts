// The whole plan of an in-place edit: how far the change may reach, what is sent, and why an edit cannot be made.
import { areaOf, clamp, intersect, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { ErrorCode } from '../../../src/shared/errors'
import type { ExtentRule } from '../../models/model-card'
import { maskPolicies, type EditIntent } from './intents'
import { wholeBox } from './pixels'
import { planCrop, type CropPlan } from './plan-crop'

export type EditPlan = CropPlan & {
  source: Extent
  intent: EditIntent
  /** Size of the picture against 1.05 MP, 0.25 to 4: radii follow it. */
  kappa: number
  /** px outside the mask that the model may redraw: request mask = mask grown by this. */
  requestGrowPx: number
  /** px outside the mask up to which a pixel may change at all; from there on the weight is exactly 0. */
  reachPx: number
  /** The mask's box and that of all pixels that may change, source px. */
  mask: Bounds
  support: Bounds
  /** Share of the request that repeats the source's edge; 0 for all but tiny and thin pictures. */
  paddedShare: number
}

export type EditProblem = { problem: ErrorCode; message: string }

export type EditQuestion = {
  sourceExtent: Extent
  /** Box of all marked pixels (prepareMask), source px; null when nothing is marked. */
  maskBounds: Bounds | null
  rule: ExtentRule
  intent: EditIntent
  /** Times the usual context, 0.5 to 4. Default 1. */
  contextRatio?: number
  /** px; default 4 kappa. */
  grow?: number
  /** Width of the blend, px; default 6 % of the mask box's diagonal, 8 to 32 kappa. */
  feather?: number
  /** Marked pixels; default: the whole box. */
  maskPixels?: number
  /** Cost preset: the request is reduced to this many px. Default 2 MP. */
  maxPixels?: number
}

const usualMaxPixels = 2_097_152
/** inpaint-method.md 2.1. */
const leastMaskPx = 4
const mostMaskShare = 0.98

/** Plans an edit; all boxes and radii in source px. Never raises. */
export function planEdit(question: EditQuestion): EditPlan | EditProblem {
  const { sourceExtent: source, maskBounds, rule, intent } = question
  if (!maskBounds || maskBounds.width <= 0 || maskBounds.height <= 0) return { problem: 'mask.empty', message: 'Nothing is marked. Mark what should change.' }
  const picture = { x: 0, y: 0, ...source }
  const touched = intersect(maskBounds, picture), mask = touched && wholeBox(touched, source)
  if (!mask || areaOf(mask) < leastMaskPx) return { problem: 'mask.outside-source', message: 'The mask does not touch the picture. Move it over what should change.' }
  if ((question.maskPixels ?? areaOf(mask)) >= mostMaskShare * areaOf(source)) {
    return { problem: 'mask.covers-everything', message: 'The mask covers the whole picture. Mark a part of it, or edit the whole picture.' }
  }
  const policy = maskPolicies[intent]
  const kappa = kappaOf(source)
  const diagonal = Math.hypot(mask.width, mask.height)
  const grow = question.grow ?? 4 * kappa * policy.growFactor
  const widest = policy.featherShare < 0.06 ? Math.max(2, policy.featherShare * diagonal) : Infinity
  const feather = question.feather ?? Math.round(Math.min(widest, clamp(0.06 * diagonal, 8 * kappa, 32 * kappa)))
  const reachPx = Math.max(1, Math.floor(grow + feather))
  const support = intersect({ x: mask.x - reachPx, y: mask.y - reachPx, width: mask.width + 2 * reachPx, height: mask.height + 2 * reachPx }, picture)!
  const usualPad = Math.max(64, Math.max(source.width, source.height) / 16, (mask.width + mask.height) / 4)
  const pad = usualPad * policy.contextFactor * clamp(question.contextRatio ?? 1, 0.5, 4)
  const crop = planCrop(source, support, pad, rule, question.maxPixels ?? usualMaxPixels)
  if (!crop) return { problem: 'request.extent-illegal', message: 'This model takes no picture of this shape. Choose another model.' }
  const shown = intersect(crop.crop, picture)!
  return { ...crop, source, intent, kappa, requestGrowPx: grow + feather / 2, reachPx, mask, support, paddedShare: Math.max(0, 1 - areaOf(shown) / areaOf(crop.crop)) }
}

export const isProblem = (plan: EditPlan | EditProblem): plan is EditProblem => 'problem' in plan

/** Radii of an edit follow the side of the picture: 1 at 1.05 MP. */
export const kappaOf = (source: Extent): number => clamp(Math.sqrt(areaOf(source) / 1.05e6), 0.25, 4)
