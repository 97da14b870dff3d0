// Which extent to ask for a target, from the ratio and resolution that the designer chose. Pure.
import { areaOf, ratioOf, type Extent } from '../../src/shared/geometry'
import { fitExtent, targetForFrame, type ExtentFit } from '../models/fit-extent'
import type { ExtentRule } from '../models/model-card'
import type { GenerateDraft, RatioChoice } from '../state/state'

/** Longer side of a new frame on the canvas, canvas units. */
const newFrameEdge = 1024
/** A new frame where nothing else says its shape. */
const usualRatio = 4 / 3

/** Canvas units of the frame that a picture gets when no layer is selected. */
export function newFrameExtent({ ratio, resolution }: Pick<GenerateDraft, 'ratio' | 'resolution'>): Extent {
  if (ratio.kind === 'custom') return { width: ratio.widthPx, height: ratio.heightPx }
  if (ratio.kind === 'match' && resolution.kind === 'exact') return { width: resolution.widthPx, height: resolution.heightPx }
  const wanted = ratio.kind === 'preset' ? ratio.ratio : usualRatio
  return wanted >= 1 ? { width: newFrameEdge, height: Math.round(newFrameEdge / wanted) } : { width: Math.round(newFrameEdge * wanted), height: newFrameEdge }
}

/** The largest extent of `ratio` inside `box`: what FIT shows. */
const inside = (box: Extent, ratio: number): Extent => (ratioOf(box) > ratio ? { width: box.height * ratio, height: box.height } : { width: box.width, height: box.width / ratio })

/** The legal extent for a frame of `frame` canvas units. */
export function extentFor(rule: ExtentRule, frame: Extent, draft: Pick<GenerateDraft, 'ratio' | 'resolution' | 'scaleMode'>): ExtentFit {
  const { ratio, resolution, scaleMode } = draft
  if (ratio.kind === 'custom') return fitExtent(rule, { width: ratio.widthPx, height: ratio.heightPx })
  const wanted = ratio.kind === 'preset' ? ratio.ratio : null
  if (resolution.kind === 'exact') return fitExtent(rule, { width: resolution.widthPx, height: resolution.heightPx })
  const target = targetForFrame(frame, resolution.value)
  if (wanted === null) return fitExtent(rule, areaOf(target) > 0 ? target : newFrameExtent(draft))
  return scaleMode === 'FIT' ? fitExtent(rule, inside(target, wanted)) : fitExtent(rule, target, { ratio: wanted })
}

export const ratioName = (ratio: RatioChoice): string => (ratio.kind === 'match' ? 'match' : ratio.kind === 'preset' ? ratio.id : `${ratio.widthPx} x ${ratio.heightPx}`)
