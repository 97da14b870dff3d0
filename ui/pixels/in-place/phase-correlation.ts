// A first guess of the shift between two pictures, from the phase of their gradients.
import { gaussian } from './blur'
import { powerAbove, transform, type Spectrum } from './fft'
import { steepness } from './gradient'
import { makePlane, type Plane } from './pixels'

/** Content at p of `reference` is found near p + shift of `answer`, whole px. Only pixels with `known` set are looked at. */
export function phaseShift(reference: Plane, answer: Plane, known: Uint8Array): { x: number; y: number } {
  const { width, height } = reference
  const size = Math.max(powerAbove(width), powerAbove(height))
  const a = windowed(steepness(reference), known, size), b = windowed(steepness(answer), known, size)
  let highest = 0
  for (let i = 0; i < a.real.length; i++) {
    const re = b.real[i]! * a.real[i]! + b.imaginary[i]! * a.imaginary[i]!, im = b.imaginary[i]! * a.real[i]! - b.real[i]! * a.imaginary[i]!
    a.real[i] = re
    a.imaginary[i] = im
    highest = Math.max(highest, Math.hypot(re, im))
  }
  for (let i = 0; i < a.real.length; i++) {
    const length = Math.hypot(a.real[i]!, a.imaginary[i]!) + 1e-6 * highest + 1e-12
    a.real[i]! /= length
    a.imaginary[i]! /= length
  }
  const peaks = makePlane(size, size)
  peaks.data.set(transform(a, true).real)
  const smooth = gaussian(peaks, 0.8).data
  let best = 0
  for (let i = 1; i < smooth.length; i++) if (smooth[i]! > smooth[best]!) best = i
  const x = best % size, y = Math.floor(best / size)
  return { x: x > size / 2 ? x - size : x, y: y > size / 2 ? y - size : y }
}

function windowed(plane: Plane, known: Uint8Array, size: number): Spectrum {
  const { width, height, data } = plane
  const hann = (i: number, length: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / Math.max(1, length - 1))
  let mean = 0
  for (const value of data) mean += value / data.length
  const real = new Float64Array(size * size)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (known[y * width + x]) real[y * size + x] = (data[y * width + x]! - mean) * hann(x, width) * hann(y, height)
  }
  return transform({ size, real, imaginary: new Float64Array(size * size) })
}
