// PNG's row filters (specification, chapter 9). `bpp`: bytes per complete pixel, at least 1.

/** Undoes filter `type` on `line` in place; `above` is the finished line before it, zeros for the first. False for an unknown type. */
export function unfilter(type: number, line: Uint8Array, above: Uint8Array, bpp: number): boolean {
  const length = line.length
  if (type === 0) return true
  if (type === 1) for (let i = bpp; i < length; i++) line[i] = line[i]! + line[i - bpp]!
  else if (type === 2) for (let i = 0; i < length; i++) line[i] = line[i]! + above[i]!
  else if (type === 3) {
    for (let i = 0; i < bpp; i++) line[i] = line[i]! + (above[i]! >> 1)
    for (let i = bpp; i < length; i++) line[i] = line[i]! + ((line[i - bpp]! + above[i]!) >> 1)
  } else if (type === 4) {
    for (let i = 0; i < bpp; i++) line[i] = line[i]! + above[i]!
    for (let i = bpp; i < length; i++) line[i] = line[i]! + paeth(line[i - bpp]!, above[i]!, above[i - bpp]!)
  }
  return type <= 4
}

/** Of left, above and above-left the one nearest to left + above - above-left. Without branches: photos would mispredict them. */
function paeth(a: number, b: number, c: number): number {
  const p = b - c, q = a - c, r = p + q
  const pa = (p ^ (p >> 31)) - (p >> 31), pb = (q ^ (q >> 31)) - (q >> 31), pc = (r ^ (r >> 31)) - (r >> 31)
  const second = (pb - pa) >> 31
  const nearest = pa + ((pb - pa) & second), value = a ^ ((a ^ b) & second)
  return value ^ ((value ^ c) & ((pc - nearest) >> 31))
}

/** Writes `line` filtered by `type` to `out` from `at` on. */
export function applyFilter(type: number, line: Uint8Array, above: Uint8Array, bpp: number, out: Uint8Array, at: number): void {
  const length = line.length
  if (type === 0) {
    out.set(line, at)
    return
  }
  for (let i = 0; i < bpp; i++) out[at + i] = line[i]! - (type === 1 ? 0 : type === 3 ? above[i]! >> 1 : above[i]!)
  if (type === 1) for (let i = bpp; i < length; i++) out[at + i] = line[i]! - line[i - bpp]!
  else if (type === 2) for (let i = bpp; i < length; i++) out[at + i] = line[i]! - above[i]!
  else if (type === 3) for (let i = bpp; i < length; i++) out[at + i] = line[i]! - ((line[i - bpp]! + above[i]!) >> 1)
  else for (let i = bpp; i < length; i++) out[at + i] = line[i]! - paeth(line[i - bpp]!, above[i]!, above[i - bpp]!)
}

/** Every n-th run of pixels is looked at: rows are alike along their length. */
const sample = { pixels: 4, every: 32 }

const size = (difference: number): number => {
  const signed = (difference << 24) >> 24
  return (signed ^ (signed >> 31)) - (signed >> 31)
}

/** The filter that leaves the smallest differences on a sample of the line. */
export function chooseFilter(line: Uint8Array, above: Uint8Array, bpp: number): number {
  const run = sample.pixels * bpp, every = line.length > 16 * run ? sample.every * bpp : run
  let none = 0, left = 0, up = 0, mean = 0, near = 0
  for (let start = bpp; start < line.length; start += every) {
    for (let i = start, end = Math.min(line.length, start + run); i < end; i++) {
      const x = line[i]!, a = line[i - bpp]!, b = above[i]!
      none += size(x)
      left += size(x - a)
      up += size(x - b)
      mean += size(x - ((a + b) >> 1))
      near += size(x - paeth(a, b, above[i - bpp]!))
    }
  }
  let best = 0, least = none
  for (const [type, cost] of [[2, up], [1, left], [4, near], [3, mean]] as const) if (cost < least) [best, least] = [type, cost]
  return best
}
