// A small network that looks at a letter and what stands over it (test/bench/text/train-accents.py makes its weights). Pure.
import { accentWeights } from './accent-weights'
import { cells } from './ink-map'

/** Filters of the first layer. */
const first = 8
const leak = 0.1

let parts: Float32Array[] | null = null

/** Parts in the order of training, each with its own scale; "B" is 0. */
function unpacked(): Float32Array[] {
  let at = 0
  return accentWeights.parts.map(([length, scale]) => Float32Array.from({ length: length! }, () => (accentWeights.text.charCodeAt(at++) - 66) * scale!))
}

/** Half the side, one value a filter: each filter looks at `reach` x `reach` cells around every second cell. */
function layer(input: Float32Array, side: number, reach: number, weights: Float32Array, base: readonly number[]): Float32Array {
  const deep = input.length / (side * side), filters = base.length, half = side / 2, edge = reach >> 1, out = new Float32Array(half * half * filters)
  out.forEach((_, index) => {
    const filter = index % filters, place = (index - filter) / filters, left = (place % half) * 2 - edge, top = Math.floor(place / half) * 2 - edge
    let sum = base[filter]!
    for (let i = 0; i < reach * reach * deep; i++) {
      const cell = Math.floor(i / deep), x = left + (cell % reach), y = top + Math.floor(cell / reach)
      if (x >= 0 && y >= 0 && x < side && y < side) sum += input[(y * side + x) * deep + (i % deep)]! * weights[i * filters + filter]!
    }
    out[index] = sum > 0 ? sum : leak * sum
  })
  return out
}

/** Above 0: more likely accented. `patch`: as patchOf gives it. */
export function accentScore(patch: Float32Array, char: string): number {
  const [w1, b1, f1, w2, b2, w3] = (parts ??= unpacked()) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
  const dotted = char === 'i' ? 1 : 0, capital = char < 'a' ? 1 : 0
  const inner = layer(patch, cells, 5, w1, [...b1].map((value, k) => value + dotted * f1[k]! + capital * f1[first + k]!))
  return layer(inner, cells / 2, 3, w2, [...b2]).reduce((sum, value, index) => sum + value * w3[index]!, 0)
}
