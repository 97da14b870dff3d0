// What is said of a cell of a board, on the canvas and in the window; which one is selected. Pure.
import type { Board, BoardCell } from '../batch/board-view'
import type { Job } from '../jobs/job'
import { formatPrice, formatUsd } from '../money/format-price'
import { secondsText } from '../panels/results/job-view'
import { cardOf } from './catalog'
import { badgeText, type WordCheck } from '../words/word-check'
import type { AppState } from './state'

export const overCap = 'Left out: it would have passed the cap.'

/** Of the words in quotation marks, when the prompt has some. */
const textFact = (check: WordCheck | undefined): string => (check?.state === 'done' ? check.verdicts.map(badgeText).join(', ') : 'text not checked')

/** "Standard · 1024 × 768 · 21 s · $0.04 · reads OPEN"; the facts of a cell, on the canvas and in the window. Empty without a picture. */
export function cellFacts(state: Pick<AppState, 'catalog' | 'wordChecks'>, job: Job, nowMs: number): string {
  const result = job.results[job.results.length - 1]
  if (!result) return ''
  const quality = cardOf(state, job.providerId, job.request.modelId)?.qualities.find(({ id }) => id === job.request.quality)?.label
  const price = job.actualUsd === null ? formatPrice(job.estimate) : job.actualUsd === 0 ? 'free' : formatUsd(job.actualUsd)
  return [quality, `${result.widthPx} × ${result.heightPx}`, job.startedAt === null ? '' : secondsText((job.endedAt ?? nowMs) - job.startedAt), price, job.letters?.length ? textFact(state.wordChecks[result.key]) : ''].filter(Boolean).join(' · ')
}

/** Why a cell has no picture; null while there is hope, or when it has one. Of a board of an earlier session nobody knows what came later. */
export function cellProblem(cell: BoardCell, job: Job | undefined, kept = false): string | null {
  if (!job) return cell.why ?? (kept ? null : overCap)
  const result = job.results[job.results.length - 1]
  if (job.state === 'failed') return job.error?.message ?? 'It stopped.'
  if (job.state === 'cancelled' && !result) return 'Cancelled'
  return result?.placeError?.message ?? null
}

export type SelectedCell = { board: Board; cell: BoardCell }

/** Of the only selected layer; null when that is no part of a cell of this session. */
export function selectedCell({ snapshot, boards }: Pick<AppState, 'snapshot' | 'boards'>): SelectedCell | null {
  const [layer, ...others] = snapshot?.layers ?? []
  if (!layer || others.length > 0) return null
  for (const board of Object.values(boards)) {
    const cell = board.cells.find(({ layers }) => Object.values(layers).includes(layer.id) || layer.parentId === layers.cell)
    if (cell) return { board, cell }
  }
  return null
}
