// Which extent to ask of a model for a frame (inpaint-method.md 2.6). Pure; px unless a name says otherwise.
import { assert } from '../../src/shared/errors'
import { areaOf, clamp, ratioOf, trimOfFill } from '../../src/shared/geometry'
import type { Extent } from '../../src/shared/geometry'
import type { ExtentRule } from './model-card'
import { ratioText } from './ratios'

/** `ratio-clamped`: beyond the model's limit. `ratio-nearest`: a model of fixed extents has none of this ratio. */
export type FitNote = null | 'ratio-clamped' | 'ratio-nearest' | 'enlarged' | 'reduced'

export type ExtentFit = {
  widthPx: number
  heightPx: number
  /** px of the picture that scale mode FILL hides where it fills the wanted ratio. */
  trimPx: number
  /** Picture px per wanted px, as FILL shows it: under 1 Figma enlarges the picture. */
  scale: number
  /** Width over height that was wanted, and that of the picture. */
  wantedRatio: number
  ratio: number
  note: FitNote
}

/** px that a frame needs at `density` picture px per canvas unit. */
export const targetForFrame = (frame: Extent, density: 1 | 2 | 4): Extent => ({ width: frame.width * density, height: frame.height * density })

/** Figma hides up to this many px of a picture without anyone seeing it (issue 2 point 5). */
const unseenTrimPx = 7

/** The smallest extent of `ratio` that covers `target`. */
const cover = (target: Extent, ratio: number): Extent =>
  ratioOf(target) > ratio ? { width: target.width, height: target.width / ratio } : { width: target.height * ratio, height: target.height }

/**
 * The legal extent nearest to `target` (px). `ratio` (width over height) asks for another shape than the target's own.
 * Always answers; `note` says when the wish could not be met. `target` must have an area.
 */
export function fitExtent(rule: ExtentRule, target: Extent, options: { ratio?: number } = {}): ExtentFit {
  const wantedRatio = options.ratio ?? ratioOf(target)
  const limits = rule.kind === 'free' ? [1 / rule.maxRatio, rule.maxRatio] as const : [0, Infinity] as const
  const ratio = clamp(wantedRatio, limits[0], limits[1])
  const wanted = cover(target, ratio)
  const picture = rule.kind === 'free' ? nearestFree(rule, wanted) : nearestListed(rule, wanted)
  const shape = { width: wantedRatio, height: 1 }
  const shown = cover(target, wantedRatio)
  const trim = trimOfFill(picture, shape), trimPx = trim < 1e-6 ? 0 : trim // what is left of rounding is no trim
  const scale = Math.min(picture.width / shown.width, picture.height / shown.height)
  const tooSmall = rule.kind === 'free' ? areaOf(wanted) < rule.minPixels : scale > 1
  const tooLarge = rule.kind === 'free' ? areaOf(wanted) > rule.maxPixels || Math.max(wanted.width, wanted.height) > rule.maxEdgePx : scale < 1
  const nearest = rule.kind === 'list' && trimPx > unseenTrimPx
  const note = ratio !== wantedRatio ? 'ratio-clamped' : nearest ? 'ratio-nearest' : tooSmall ? 'enlarged' : tooLarge ? 'reduced' : null
  return { widthPx: picture.width, heightPx: picture.height, trimPx, scale, wantedRatio, ratio: ratioOf(picture), note }
}

type FreeRule = Extract<ExtentRule, { kind: 'free' }>

/** Weight of a wrong area against a wrong ratio: 1 % of ratio is worth 20 % of area. */
const areaWeight = 0.05

function nearestFree(rule: FreeRule, wanted: Extent): Extent {
  const ratio = ratioOf(wanted), step = rule.multipleOf
  const area = clamp(areaOf(wanted), rule.minPixels, rule.maxPixels)
  let best: { extent: Extent; cost: number } | null = null
  for (let width = step; width <= rule.maxEdgePx; width += step) {
    const below = Math.floor(width / ratio / step) * step
    for (const height of [below, below + step]) {
      if (brokenLimit(rule, width, height)) continue
      const extent = { width, height }
      const seen = trimOfFill(extent, wanted) > unseenTrimPx ? 10 : 0
      const cost = seen + Math.abs(Math.log(width / height / ratio)) + areaWeight * Math.abs(Math.log((width * height) / area))
      if (!best || cost < best.cost) best = { extent, cost }
    }
  }
  assert(best, `no legal extent near ${wanted.width} x ${wanted.height}`)
  return best.extent
}

function nearestListed(rule: Extract<ExtentRule, { kind: 'list' }>, wanted: Extent): Extent {
  const cost = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }): number =>
    Math.abs(Math.log(widthPx / heightPx / ratioOf(wanted))) + areaWeight * Math.abs(Math.log((widthPx * heightPx) / areaOf(wanted)))
  const [best] = [...rule.extents].sort((a, b) => cost(a) - cost(b))
  assert(best, 'a model card lists no extents')
  return { width: best.widthPx, height: best.heightPx }
}

/** The first limit that an extent breaks; separate from the sentences because the search asks it thousands of times. */
function brokenLimit(rule: FreeRule, widthPx: number, heightPx: number): 'step' | 'edge' | 'ratio' | 'small' | 'large' | null {
  const long = Math.max(widthPx, heightPx), short = Math.min(widthPx, heightPx)
  if (short < 1 || widthPx % rule.multipleOf || heightPx % rule.multipleOf) return 'step'
  if (long > rule.maxEdgePx) return 'edge'
  if (long > rule.maxRatio * short) return 'ratio'
  if (widthPx * heightPx < rule.minPixels) return 'small'
  return widthPx * heightPx > rule.maxPixels ? 'large' : null
}

/** Whether a model takes this extent; as checkExtent, for searches that ask it thousands of times. */
export const isLegalExtent = (rule: ExtentRule, widthPx: number, heightPx: number): boolean =>
  rule.kind === 'list' ? rule.extents.some((extent) => extent.widthPx === widthPx && extent.heightPx === heightPx) : brokenLimit(rule, widthPx, heightPx) === null

/** Null when a model takes this extent, else one sentence that says which limit it breaks. */
export function checkExtent(rule: ExtentRule, widthPx: number, heightPx: number): string | null {
  if (!Number.isInteger(widthPx) || !Number.isInteger(heightPx) || widthPx < 1 || heightPx < 1) return 'Width and height are whole numbers of pixels.'
  if (rule.kind === 'list') {
    if (rule.extents.some((extent) => extent.widthPx === widthPx && extent.heightPx === heightPx)) return null
    return `This model makes ${rule.extents.map((extent) => `${extent.widthPx} x ${extent.heightPx}`).join(', ')} only.`
  }
  const limit = brokenLimit(rule, widthPx, heightPx)
  if (!limit) return null
  return {
    step: `Width and height must be multiples of ${rule.multipleOf}.`,
    edge: `The longer side can be ${rule.maxEdgePx} px at most.`,
    ratio: `The longer side can be ${rule.maxRatio} times the shorter at most.`,
    small: `${widthPx} x ${heightPx} is too small: the model needs ${pixels(rule.minPixels)} in all.`,
    large: `${widthPx} x ${heightPx} is too large: the model makes ${pixels(rule.maxPixels)} at most.`,
  }[limit]
}

const pixels = (count: number): string => `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} pixels`

/** Beyond four times its own size a picture is made for no eye; below 0.9 of it Figma's enlarging shows. */
const worthSaying = { enlargedFrom: 4, reducedBelow: 0.9 }

/** What the designer is told before the press; null when there is nothing to tell. */
export function extentNote(fit: ExtentFit, layerName: string): string | null {
  const made = `${fit.widthPx} x ${fit.heightPx}`
  const wanted = ratioText(fit.wantedRatio), given = ratioText(fit.ratio)
  if (fit.note === 'ratio-nearest') return `${layerName} is ${wanted}, this model makes ${given} at the nearest. Inlay makes ${given} and crops.`
  if (fit.note === 'ratio-clamped') {
    const shown = Math.min(fit.ratio / fit.wantedRatio, fit.wantedRatio / fit.ratio)
    const crops = shown < 1 / 3 ? `shows its middle ${Math.round(shown * 100)} %` : 'crops'
    return `${layerName} is ${wanted}, models stop at ${given}. Inlay makes ${given} and ${crops}.`
  }
  if (fit.note === 'enlarged' && fit.scale > worthSaying.enlargedFrom) return `${layerName} is smaller than the model can draw. Inlay makes ${made} and Figma shows it smaller.`
  if (fit.note === 'reduced' && fit.scale < worthSaying.reducedBelow) return `${layerName} is larger than the model can draw. Inlay makes ${made} and Figma enlarges it.`
  return null
}
