// The inner loops of an edit in place as SIMD WebAssembly, where it may run. Each loop's owner keeps the same in plain code for everywhere else.
import { packed } from './kernels-wasm'

/** kernels.as says what each does. Addresses and strides as there. */
export type Kernels = {
  memory: WebAssembly.Memory
  blur(from: number, between: number, to: number, width: number, height: number, stride: number, weights: number, reach: number, row: number, lines: number): void
  blockMeans(from: number, to: number, width: number, height: number, stride: number, block: number, columns: number, rows: number, outStride: number, line: number): void
  between(means: number, columns: number, rows: number, meansStride: number, to: number, width: number, height: number, stride: number, block: number, blocks: number): void
  largestNear(from: number, between: number, to: number, width: number, height: number, stride: number, row: number): void
  resizeAcross(from: number, width: number, stride: number, to: number, count: number, outStride: number, top: number, bottom: number, firsts: number, weights: number, taps: number, row: number, left: number, right: number): void
  resizeDown(to: number, stride: number, rows: number, lines: number, weights: number, taps: number): void
  spline(at: number, width: number, height: number, stride: number, pole: number, horizonX: number, horizonY: number): void
  sample(planes: number, count: number, width: number, height: number, stride: number, left: number, top: number, columns: number, rows: number, outStride: number, a: number, c: number, e: number, b: number, d: number, f: number, flowX: number, flowY: number, where: number): void
  runsOf(from: number, px: number, out: number): number
  lay(to: number, from: number, bytes: number): number
}

let opened: Kernels | null | undefined

/** Null where WebAssembly or its SIMD is refused. */
export function kernels(): Kernels | null {
  if (opened === undefined) opened = open()
  return opened
}

function open(): Kernels | null {
  try {
    const module = new WebAssembly.Module(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)))
    return new WebAssembly.Instance(module).exports as unknown as Kernels
  } catch {
    return null
  }
}

/** What `run` does, done in plain code. */
export function inPlainCode<Result>(run: () => Result): Result {
  const before = opened
  opened = null
  try {
    return run()
  } finally {
    opened = before
  }
}
