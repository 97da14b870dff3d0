// A small network that looks at a letter and what stands over it (test/bench/text/train-accents.py makes its weights). Pure.
import { accentWeights } from './accent-weights'
import { cells } from './ink-map'

/** Filters of the two layers, the sides of their outputs, and of what they look at. */
const first = 8, second = 12, half = cells / 2, quarter = cells / 4, wide = 5, narrow = 3
const leak = 0.1
const bent = (value: number): number => (value > 0 ? value : leak * value)

let weights: Float32Array[] | null = null

/** Of "B". */
const zero = 66

/** Parts in the order of training, each with its own scale. */
function unpacked(): Float32Array[] {
  let at = 0
  return accentWeights.parts.map(([length, scale]) => Float32Array.from({ length: length! }, () => (accentWeights.text.charCodeAt(at++) - zero) * scale!))
}

/** Above 0: more likely accented. `patch`: as patchOf gives it. */
export function accentScore(patch: Float32Array, char: string): number {
  const [w1, b1, f1, w2, b2, w3, f3, b3] = (weights ??= unpacked()) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
  const flags = [char === 'i' ? 1 : 0, char < 'a' ? 1 : 0] as const
  const inner = new Float32Array(half * half * first)
  for (let row = 0; row < half; row++) for (let column = 0; column < half; column++) for (let k = 0; k < first; k++) {
    let sum = b1[k]! + flags[0] * f1[k]! + flags[1] * f1[first + k]!
    for (let u = 0; u < wide; u++) for (let v = 0; v < wide; v++) {
      const y = row * 2 + u - 2, x = column * 2 + v - 2
      if (y >= 0 && x >= 0 && y < cells && x < cells) sum += patch[y * cells + x]! * w1[(u * wide + v) * first + k]!
    }
    inner[(row * half + column) * first + k] = bent(sum)
  }
  let score = b3[0]! + flags[0] * f3[0]! + flags[1] * f3[1]!
  for (let row = 0; row < quarter; row++) for (let column = 0; column < quarter; column++) for (let k = 0; k < second; k++) {
    let sum = b2[k]!
    for (let u = 0; u < narrow; u++) for (let v = 0; v < narrow; v++) {
      const y = row * 2 + u - 1, x = column * 2 + v - 1
      if (y < 0 || x < 0 || y >= half || x >= half) continue
      for (let m = 0; m < first; m++) sum += inner[(y * half + x) * first + m]! * w2[((u * narrow + v) * first + m) * second + k]!
    }
    score += bent(sum) * w3[(row * quarter + column) * second + k]!
  }
  return score
}
