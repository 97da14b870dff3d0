// Repeatable chance: the same seed draws the same picture everywhere.

/** 0 to under 1. */
export type Random = () => number

/** One 32-bit seed from several numbers; every bit of each counts. */
export function mixSeeds(...seeds: readonly number[]): number {
  let mixed = 0x9e3779b9
  for (const seed of seeds) {
    mixed = Math.imul(mixed ^ (seed | 0), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13) ^ Math.floor(seed / 0x1_0000_0000), 0xc2b2ae35)
    mixed ^= mixed >>> 16
  }
  return mixed >>> 0
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random()

/** Raises nothing; `list` must not be empty. */
export const pick = <T>(random: Random, list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0]

/** Smooth noise over one axis, -1 to 1, with `octaves` layers of detail. */
export function createNoise(random: Random, octaves = 4): (x: number) => number {
  const table = Array.from({ length: 256 }, () => random() * 2 - 1)
  const at = (i: number): number => table[((i % 256) + 256) % 256] ?? 0
  const smooth = (x: number): number => {
    const i = Math.floor(x), t = x - i, s = t * t * (3 - 2 * t)
    return at(i) * (1 - s) + at(i + 1) * s
  }
  return (x) => {
    let sum = 0, weight = 0
    for (let k = 0; k < octaves; k += 1) {
      sum += smooth(x * 2 ** k + k * 37.7) * 0.5 ** k
      weight += 0.5 ** k
    }
    return sum / weight
  }
}
