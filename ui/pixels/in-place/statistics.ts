// Robust sums used by alignment, tone and blend.

/** Median of absolute values up to 255, to 1/64 level, by histogram; of those where `where` is set. 0 of nothing. */
export function medianOf(values: ArrayLike<number>, where?: Uint8Array): number {
  const steps = 64, counts = new Uint32Array(256 * steps), last = counts.length - 1
  let left = 0
  for (let i = 0; i < values.length; i++) {
    if (where && !where[i]) continue
    const step = Math.abs(values[i]!) * steps
    counts[step < last ? step | 0 : last]!++
    left++
  }
  if (left === 0) return 0
  left /= 2
  for (let i = 0; i < counts.length; i++) {
    left -= counts[i]!
    if (left <= 0) return (i + 0.5) / steps
  }
  return 0
}

/** Tukey's cut: residuals beyond it count nothing. `floor` in levels keeps it above rounding. */
export const tukeyCut = (medianResidual: number, floor: number): number => 4.685 * (1.4826 * medianResidual + floor)

/** Tukey's weight, 1 at 0 and 0 from `cut` on. */
export const tukey = (residual: number, cut: number): number => {
  const ratio = residual / cut, share = 1 - ratio * ratio
  return share > 0 ? share * share : 0
}

/** Solves the symmetric system `matrix` x = `right` (row-major, upper half given); null when it is singular. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = right.length
  const rows = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n + 1 }, (_, j) => (j === n ? right[i]! : matrix[Math.min(i, j) * n + Math.max(i, j)]!)))
  const trace = rows.reduce((sum, row, i) => sum + row[i]!, 0)
  rows.forEach((row, i) => (row[i]! += (trace / n) * 1e-9))
  for (let i = 0; i < n; i++) {
    let pivot = i
    for (let j = i + 1; j < n; j++) if (Math.abs(rows[j]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = j
    if (!(Math.abs(rows[pivot]![i]!) > 1e-12)) return null
    ;[rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!]
    for (let j = i + 1; j < n; j++) {
      const factor = rows[j]![i]! / rows[i]![i]!
      for (let k = i; k <= n; k++) rows[j]![k]! -= factor * rows[i]![k]!
    }
  }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!
    for (let k = i + 1; k < n; k++) sum -= rows[i]![k]! * x[k]!
    x[i] = sum / rows[i]![i]!
  }
  return x
}

/** Standard deviation of the values where `where` is set; 0 of nothing. */
export function deviationOn(values: Float32Array, where: Uint8Array): number {
  let count = 0, sum = 0, square = 0
  for (let i = 0; i < where.length; i++) {
    if (!where[i]) continue
    count++
    sum += values[i]!
    square += values[i]! * values[i]!
  }
  return count ? Math.sqrt(Math.max(0, square / count - (sum / count) ** 2)) : 0
}

/** Pearson correlation of two planes' values over the pixels where `where` is set. */
export function correlation(a: Float32Array, b: Float32Array, where: Uint8Array): number {
  let n = 0, sumA = 0, sumB = 0, aa = 0, bb = 0, ab = 0
  for (let i = 0; i < where.length; i++) {
    if (!where[i]) continue
    n++
    sumA += a[i]!
    sumB += b[i]!
    aa += a[i]! * a[i]!
    bb += b[i]! * b[i]!
    ab += a[i]! * b[i]!
  }
  if (n === 0) return 0
  return (ab - (sumA * sumB) / n) / (Math.sqrt(Math.max(0, aa - (sumA * sumA) / n) * Math.max(0, bb - (sumB * sumB) / n)) + 1e-9)
}
