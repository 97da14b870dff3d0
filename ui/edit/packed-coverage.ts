// A frozen mask as small as what is marked: a run keeps it until its window closes.
import type { Bounds, Extent } from '../../src/shared/geometry'
import { cropCoverage } from '../pixels/in-place/pixels'

/** `bounds` of what is marked; null: nothing. Gives the whole coverage again, a new array each time. */
export function packCoverage(coverage: Uint8Array, { width, height }: Extent, bounds: Bounds | null): () => Uint8Array<ArrayBuffer> {
  const packed = bounds && cropCoverage(coverage, width, bounds)
  return () => {
    const whole = new Uint8Array(width * height)
    if (packed && bounds) for (let y = 0; y < bounds.height; y++) whole.set(packed.subarray(y * bounds.width, (y + 1) * bounds.width), (bounds.y + y) * width + bounds.x)
    return whole
  }
}
