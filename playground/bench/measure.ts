// Numbers and how they are shown.
import { cpus, totalmem } from 'node:os'
import { median } from './measure-median.ts'

export type Row = { what: string; ms: number; baseline: string; baselineMs: number; more?: string }

export { median } from './measure-median.ts'
/** The value that `share` (0 to 1) of them do not exceed. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  if (!sorted.length) throw new Error('quantile of nothing')
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}

/** Medians in ms of `rounds` runs of each, taken in turn so that a busy moment hits both; `warmUp` runs before do not count. */
export async function race(run: (round: number) => Promise<unknown> | unknown, baseline: (round: number) => Promise<unknown> | unknown, { rounds = 7, warmUp = 2 } = {}): Promise<{ ms: number; baselineMs: number }> {
  const own: number[] = [], other: number[] = []
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const [act, times] of [[run, own], [baseline, other]] as const) {
      const start = performance.now()
      await act(round)
      if (round >= warmUp) times.push(performance.now() - start)
    }
  }
  return { ms: median(own), baselineMs: median(other) }
}

export const machine = (): string => `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`

const short = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(1) : ms.toFixed(3))

export function table(rows: readonly Row[]): string {
  const lines = [['', 'median ms', 'baseline', 'baseline ms', 'ratio', ''], ...rows.map((row) => [row.what, short(row.ms), row.baseline, short(row.baselineMs), `${(row.ms / row.baselineMs).toFixed(1)}x`, row.more ?? ''])]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line) => line.map((cell, column) => ([1, 3, 4].includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd()).join('\n')
}
