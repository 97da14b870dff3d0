// The fewest changes that turn one row of letters into another. Pure.
import { letterOf, type Letter } from './letters'
import type { ReadLetter } from './reading-order'

/**
 * same; accent: but for it; alike: drawn the same in many typefaces; maybe: the reader thought of the right one, too;
 * other; missing: not in the picture; extra: only there.
 */
export type StepKind = 'same' | 'accent' | 'alike' | 'maybe' | 'other' | 'missing' | 'extra'
export type Step = { kind: StepKind; wish: Letter | null; read: ReadLetter | null }

const costs: Readonly<Record<StepKind, number>> = { same: 0, accent: 0.01, alike: 0.1, maybe: 0.4, other: 1, missing: 1, extra: 1 }

function kindOf(wish: Letter, read: ReadLetter): StepKind {
  if (wish.exact === read.exact) return 'same'
  if (wish.plain === read.plain) return 'accent'
  if (wish.alike === read.alike) return 'alike'
  return [...read.also].some((char) => letterOf(char)?.plain === wish.plain) ? 'maybe' : 'other'
}

export function align(wish: readonly Letter[], read: readonly ReadLetter[]): { steps: Step[]; cost: number } {
  const columns = read.length + 1, cost = new Float64Array((wish.length + 1) * columns)
  for (let i = 0; i <= wish.length; i++) for (let j = 0; j < columns; j++) {
    if (i === 0 || j === 0) {
      cost[i * columns + j] = i + j
      continue
    }
    const pair = cost[(i - 1) * columns + j - 1]! + costs[kindOf(wish[i - 1]!, read[j - 1]!)]
    cost[i * columns + j] = Math.min(pair, cost[(i - 1) * columns + j]! + costs.missing, cost[i * columns + j - 1]! + costs.extra)
  }
  const steps: Step[] = []
  let i = wish.length, j = read.length
  while (i > 0 || j > 0) {
    const here = cost[i * columns + j]!, kind = i > 0 && j > 0 ? kindOf(wish[i - 1]!, read[j - 1]!) : null
    if (kind && Math.abs(here - cost[(i - 1) * columns + j - 1]! - costs[kind]) < 1e-9) steps.push({ kind, wish: wish[--i]!, read: read[--j]! })
    else if (i > 0 && Math.abs(here - cost[(i - 1) * columns + j]! - costs.missing) < 1e-9) steps.push({ kind: 'missing', wish: wish[--i]!, read: null })
    else steps.push({ kind: 'extra', wish: null, read: read[--j]! })
  }
  return { steps: steps.reverse(), cost: cost[wish.length * columns + read.length]! }
}
