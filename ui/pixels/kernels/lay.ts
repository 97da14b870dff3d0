// RGBA over RGBA through the kernels, some rows at a time: so much of both lies in the processor's cache.
import type { Kernels } from './kernels'
import { roomOf } from './room'

/** px that are looked at in one go. */
export const mostAtOnce = 8192
/** px below which the way into the kernels' memory and back takes longer than plain code. */
const worthIt = 512

/** Lays px `at` to `end` of the upper picture, at most mostAtOnce, on those `shift` further on. */
export type LayPart = (at: number, end: number, shift: number) => void

/** `plain` lays short runs, and those over see-through px. */
export function startLaying(fast: Kernels, to: Int32Array, from: Int32Array, plain: LayPart): LayPart {
  const room = roomOf(fast), above = room.take(mostAtOnce * 4), below = room.take(mostAtOnce * 4), table = room.take(mostAtOnce)
  const shown = new Int32Array(fast.memory.buffer, above, mostAtOnce), under = new Int32Array(fast.memory.buffer, below, mostAtOnce), runs = new Int32Array(fast.memory.buffer, table, mostAtOnce / 4)
  /** False where what lies below is see-through. */
  const layRun = (start: number, stop: number, on: number): boolean => {
    const px = (stop - start + 3) & ~3
    under.set(to.subarray(on, on + stop - start), start)
    under.fill(-1, stop, start + px)
    const laid = fast.lay(below + start * 4, above + start * 4, px * 4) !== 0
    if (laid) to.set(under.subarray(start, stop), on)
    return laid
  }
  return (at, end, shift) => {
    const length = end - at, whole = (length + 3) & ~3
    shown.set(from.subarray(at, end))
    if (whole > length) shown.fill(shown[length - 1]!, length, whole)
    const count = fast.runsOf(above, whole, table)
    for (let k = 0, start = 0; k < count; k++) {
      const stop = Math.min(length, runs[2 * k]!), kind = runs[2 * k + 1]!, first = at + start, last = at + stop
      if (kind === 1) to.set(from.subarray(first, last), first + shift)
      else if (kind === 2) {
        if (last - first < worthIt || !layRun(start, stop, first + shift)) plain(first, last, shift)
      }
      start = stop
    }
  }
}
