// What an in-place edit has to reach on the cases, and whether it did.
import type { Score } from './measure'

export const measures = ['seam', 'step', 'deltaE', 'alignPx', 'psnr'] as const
export type Measure = (typeof measures)[number]

export type Row = { case: string; method: string; group: string; outside: number | null; fallback: string | null } & Record<Measure, number | null>
export type Limits = Partial<Record<Measure, number>>

/** Means per kind of case; psnr at least, the others at most. alignPx is of the worst case. */
export const targets: Readonly<Record<string, Limits>> = {
  all: { seam: 0.08, step: 0.035, deltaE: 0.25, alignPx: 0.05, psnr: 40 },
  aniso: { seam: 0.08, step: 0.04, deltaE: 0.26, alignPx: 0.05, psnr: 38 },
  local: { seam: 0.147, step: 0.1, deltaE: 0.33, alignPx: 0.55, psnr: 30 },
  tight: { seam: 0.16, step: 0.8, deltaE: 2.1, psnr: 36 },
}
/** Groups that must be no worse than a plain feather: there is nothing to correct. */
export const plainGroups = ['identity', 'flat, soft'] as const
export const groups = ['all', 'aniso', 'local', 'identity', 'tight', 'flat, soft'] as const

export const groupOf = (id: string, distortion: string): string => (/^(flat|soft)\b/.test(id) ? 'flat, soft' : /\btight\b/.test(id) ? 'tight' : distortion)

export const isBetter = (measure: Measure, value: number, limit: number): boolean => (measure === 'psnr' ? value >= limit : value <= limit)

const known = (rows: readonly Row[], measure: Measure): number[] => rows.flatMap((row) => row[measure] ?? [])

/** Null of nothing. */
export function summaryOf(rows: readonly Row[], measure: Measure): number | null {
  const values = known(rows, measure)
  if (values.length === 0) return null
  return measure === 'alignPx' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The last digit that a JPEG decoder can move (README of the cases). */
const slack: Readonly<Record<Measure, number>> = { seam: 0.0005, step: 0.0005, deltaE: 0.0005, alignPx: 0.0005, psnr: 0.05 }

/** `own` against another method on the same case. `factor` on the first three, `decibels` below its psnr. */
export function caseFaults(own: Row, other: Row | undefined, factor: number, decibels: number): string[] {
  if (!other) return []
  return (['seam', 'step', 'deltaE', 'psnr'] as const).flatMap((measure) => {
    const value = own[measure], reference = other[measure]
    if (value === null || reference === null || reference === undefined) return []
    const limit = measure === 'psnr' ? reference - decibels - slack.psnr : reference * factor + slack[measure]
    return isBetter(measure, value, limit) ? [] : [`${own.case}: ${measure} ${value.toFixed(3)}, ${other.method} ${reference.toFixed(3)}`]
  })
}

export const rowOf = (id: string, method: string, group: string, found: Score | null, fallback: string | null): Row => ({
  case: id, method, group, outside: found ? found.outside : 0, seam: found?.seam ?? null, step: found?.step ?? null, deltaE: found?.deltaE ?? null,
  alignPx: found?.alignPx ?? null, psnr: found?.psnr ?? null, fallback,
})
