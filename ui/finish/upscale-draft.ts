// How large a picture is to become, as the designer set it.
import type { BeyondEdge, UpscaleWish } from '../pixels/upscale/plan-upscale'

export type UpscaleDraft = {
  /** Of `upscaleSizes`. */
  to: UpscaleTo
  /** Of `papers`; 'own': `widthMm` and `heightMm`. */
  paper: string
  widthMm: number
  heightMm: number
  dpi: number
  beyond: BeyondEdge
}

export const upscaleTos = ['2x', '4x', 'frame-1', 'frame-2', 'frame-4', 'print'] as const
export type UpscaleTo = (typeof upscaleTos)[number]

/** mm. The sizes of ISO 216 and the American ones. */
export const papers = [
  { id: 'A6', widthMm: 105, heightMm: 148 }, { id: 'A5', widthMm: 148, heightMm: 210 }, { id: 'A4', widthMm: 210, heightMm: 297 }, { id: 'A3', widthMm: 297, heightMm: 420 }, { id: 'A2', widthMm: 420, heightMm: 594 },
  { id: 'Photo 10 x 15 cm', widthMm: 100, heightMm: 150 }, { id: 'Letter', widthMm: 215.9, heightMm: 279.4 }, { id: 'Tabloid', widthMm: 279.4, heightMm: 431.8 },
] as const

export const firstUpscale: UpscaleDraft = { to: '2x', paper: 'A4', widthMm: 200, heightMm: 100, dpi: 300, beyond: 'largest' }

/** Limits of the number boxes. */
export const printLimits = { mm: { least: 10, most: 3000 }, dpi: { least: 36, most: 1200 } }

export function wishOf({ to, paper, widthMm, heightMm, dpi }: UpscaleDraft): UpscaleWish {
  if (to === 'print') return { kind: 'print', dpi, ...(papers.find(({ id }) => id === paper) ?? { widthMm, heightMm }) }
  if (to === '2x' || to === '4x') return { kind: 'times', factor: Number(to[0]) }
  return { kind: 'frame', density: Number(to.slice(-1)) }
}

/** "2x", "to Hero at 2x", "for A4 at 300 dpi": after "Upscale Photo". */
export function upscaleWords({ to, paper, dpi, widthMm, heightMm }: UpscaleDraft): string {
  if (to === 'print') return `for ${papers.some(({ id }) => id === paper) ? paper : `${widthMm} x ${heightMm} mm`} at ${dpi} dpi`
  return to === '2x' || to === '4x' ? to : `to its frame at ${to.slice(-1)}x`
}
