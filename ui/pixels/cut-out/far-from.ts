// Distance from the nearest pixel that is 0, in thirds of a px, by two sweeps (chamfer 3-4): a quarter of the memory of the exact one.

const most = 65_000

export function farFrom(values: Uint8Array, width: number, height: number): Uint16Array {
  const out = new Uint16Array(values.length)
  for (let i = 0; i < out.length; i++) out[i] = values[i] === 0 ? 0 : most
  const sweep = (i: number, x: number, y: number, step: -1 | 1): void => {
    if (out[i] === 0) return
    const ahead = step < 0 ? x > 0 : x < width - 1, behind = step < 0 ? x < width - 1 : x > 0, line = step < 0 ? y > 0 : y < height - 1, over = i + step * width
    let best = out[i]!
    if (ahead) best = Math.min(best, out[i + step]! + 3)
    if (line) {
      best = Math.min(best, out[over]! + 3)
      if (ahead) best = Math.min(best, out[over + step]! + 4)
      if (behind) best = Math.min(best, out[over - step]! + 4)
    }
    out[i] = best
  }
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) sweep(i, x, y, -1)
  for (let y = height - 1, i = out.length - 1; y >= 0; y--) for (let x = width - 1; x >= 0; x--, i--) sweep(i, x, y, 1)
  return out
}
