// The ledger in groups, as the spending page shows it. Pure; USD.
import type { LedgerEntry } from '../state/state'

export type SpendingBy = 'day' | 'model' | 'file'
export type SpendingLine = { name: string; pictures: number; usd: number; /** Holds an estimate. */ guessed: boolean; /** Holds a price that nobody said. */ unknown: boolean }
export type SpendingGroup = { title: string; usd: number; lines: SpendingLine[] }

const dayOf = (at: number): string => new Date(at).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'long' })
const noFile = 'Earlier, file not noted'

/** Newest first; models within a day or a file, days within a model; dearest line first. `labelOf` names a model id. */
export function groupSpending(ledger: readonly LedgerEntry[], by: SpendingBy, labelOf: (modelId: string) => string): SpendingGroup[] {
  const groups = new Map<string, Map<string, SpendingLine>>()
  for (const { at, modelId, pictures, usd, estimated, file } of [...ledger].reverse()) {
    const title = by === 'day' ? dayOf(at) : by === 'model' ? labelOf(modelId) : file || noFile
    const name = by === 'model' ? dayOf(at) : labelOf(modelId)
    const lines = groups.get(title) ?? new Map<string, SpendingLine>()
    const line = lines.get(name) ?? { name, pictures: 0, usd: 0, guessed: false, unknown: false }
    lines.set(name, { name, pictures: line.pictures + pictures, usd: line.usd + (usd ?? 0), guessed: line.guessed || estimated, unknown: line.unknown || usd === null })
    groups.set(title, lines)
  }
  return [...groups].map(([title, lines]) => ({ title, usd: [...lines.values()].reduce((sum, line) => sum + line.usd, 0), lines: [...lines.values()].sort((a, b) => b.usd - a.usd) }))
}
