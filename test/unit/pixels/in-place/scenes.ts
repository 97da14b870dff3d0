// Deterministic pictures and masks for the in-place tests.
import { makePixels, type Pixels } from '../../../../ui/pixels/in-place/pixels'

/** Numbers 0 to 1, the same for a seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

/** Smooth shapes with edges, so that there is something to align; no two places look alike. */
export function texture(width: number, height: number, seed = 1): Pixels {
  const random = randomOf(seed), out = makePixels(width, height)
  const waves = Array.from({ length: 9 }, () => ({ x: (random() - 0.5) * 0.5, y: (random() - 0.5) * 0.5, phase: random() * 7, size: 8 + random() * 14 }))
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      let value = 128
      for (const wave of waves) value += wave.size * Math.sin(wave.x * x + wave.y * y + wave.phase)
      const block = (Math.floor(x / 17) * 7 + Math.floor(y / 23) * 13 + seed) % 5
      out.data[i] = value + block * 6
      out.data[i + 1] = value * 0.8 + 30 - block * 4
      out.data[i + 2] = 255 - value * 0.9
      out.data[i + 3] = 255
    }
  }
  return out
}

/** 255 inside an ellipse that fills the box. */
export function ellipse(width: number, height: number, box: { x: number; y: number; width: number; height: number }): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) if (Math.hypot((x + 0.5 - box.x) / box.width - 0.5, (y + 0.5 - box.y) / box.height - 0.5) <= 0.5) out[i] = 255
  }
  return out
}
