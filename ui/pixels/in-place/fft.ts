// Two-dimensional FFT of power-of-two extents, in place, for phase correlation.

export type Spectrum = { size: number; real: Float64Array; imaginary: Float64Array }

/** The power of two at or above `length`. */
export const powerAbove = (length: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, length)))

/** Transforms a square spectrum in place; `inverse` scales by 1 / size². */
export function transform(spectrum: Spectrum, inverse = false): Spectrum {
  const { size, real, imaginary } = spectrum
  const re = new Float64Array(size), im = new Float64Array(size)
  for (const [step, stride] of [[size, 1], [1, size]] as const) {
    for (let line = 0; line < size; line++) {
      const start = line * step
      for (let i = 0; i < size; i++) {
        re[i] = real[start + i * stride]!
        im[i] = imaginary[start + i * stride]!
      }
      transformLine(re, im, inverse)
      for (let i = 0; i < size; i++) {
        real[start + i * stride] = re[i]!
        imaginary[start + i * stride] = im[i]!
      }
    }
  }
  return spectrum
}

function transformLine(re: Float64Array, im: Float64Array, inverse: boolean): void {
  const size = re.length
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      const a = re[i]!, b = im[i]!
      re[i] = re[j]!
      im[i] = im[j]!
      re[j] = a
      im[j] = b
    }
  }
  for (let span = 2; span <= size; span *= 2) {
    const angle = ((inverse ? 2 : -2) * Math.PI) / span
    for (let k = 0; k < span / 2; k++) {
      const c = Math.cos(angle * k), s = Math.sin(angle * k)
      for (let i = k; i < size; i += span) {
        const j = i + span / 2
        const a = re[j]! * c - im[j]! * s, b = re[j]! * s + im[j]! * c
        re[j] = re[i]! - a
        im[j] = im[i]! - b
        re[i]! += a
        im[i]! += b
      }
    }
  }
  if (inverse) {
    for (let i = 0; i < size; i++) {
      re[i]! /= size
      im[i]! /= size
    }
  }
}
