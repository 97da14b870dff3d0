// What the mask tools are set to. Pure.
import { clamp, type Extent } from '../../../src/shared/geometry'
import type { MaskTool } from './mask-keys'

export type MaskTools = {
  tool: MaskTool
  /** Diameter, source px. */
  sizePx: number
  /** 0 to 100: share of the radius over which the edge fades. */
  softness: number
  /** 0 to 100, of the colour region. */
  tolerance: number
  /** The hatch is drawn. */
  shown: boolean
}

const stepFactor = 1.2

export const largestBrush = ({ width, height }: Extent): number => Math.max(200, Math.round(Math.max(width, height) / 2))

/** A brush of a tenth of the picture's shorter side. */
export const firstMaskTools = ({ width, height }: Extent): MaskTools => ({ tool: 'brush', sizePx: clamp(Math.round(Math.min(width, height) / 10), 8, 400), softness: 20, tolerance: 16, shown: true })

/** One press of [ or ]: about a fifth, at least one px. */
export const steppedSize = (sizePx: number, by: 1 | -1, extent: Extent): number => {
  const next = Math.round(by > 0 ? sizePx * stepFactor : sizePx / stepFactor)
  return clamp(next === sizePx ? sizePx + by : next, 1, largestBrush(extent))
}
export const steppedSoftness = (softness: number, by: 1 | -1): number => clamp(softness + by * 10, 0, 100)

/** Dragged with the right button, CSS px: to the right larger by as much on each side, up softer. */
export const draggedBrush = ({ sizePx, softness }: MaskTools, dx: number, dy: number, cssPerPx: number, extent: Extent): Pick<MaskTools, 'sizePx' | 'softness'> =>
  ({ sizePx: clamp(Math.round(sizePx + (2 * dx) / cssPerPx), 1, largestBrush(extent)), softness: clamp(Math.round(softness - dy / 2), 0, 100) })
