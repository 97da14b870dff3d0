/** Makes Math.random of a frame repeatable (mulberry32). Self-contained: it is sent to the browser as text. */
export function seedRandom(seed: number): void {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  Math.random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
