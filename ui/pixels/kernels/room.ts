// The kernels' memory, handed out anew to each use: nothing in it outlives the call.
import { makePlane, type Plane } from '../in-place/pixels'
import type { Kernels } from './kernels'

/** A plane in the kernels' memory: rows `stride` samples apart. */
export type Held = { at: number; width: number; height: number; stride: number }

const pageBytes = 65_536
/** Kernels may read and write a little beyond what they were given. */
const slack = 64

export class Room {
  private next = 1024
  private readonly memory: WebAssembly.Memory
  constructor(memory: WebAssembly.Memory) {
    this.memory = memory
  }

  /** Address of `bytes` bytes. Views taken before are void. */
  take(bytes: number): number {
    const at = this.next
    this.next = (at + bytes + slack + 15) & ~15
    const missing = this.next - this.memory.buffer.byteLength
    if (missing > 0) this.memory.grow(Math.ceil(missing / pageBytes))
    return at
  }

  /** Room for a plane and, as kernels go by fours, up to three rows more. */
  hold(width: number, height: number): Held {
    const stride = (width + 7) & ~7
    return { at: this.take(stride * ((height + 3) & ~3) * 4), width, height, stride }
  }

  copyIn({ width, height, data }: Plane): Held {
    const held = this.hold(width, height), { at, stride } = held, to = new Float32Array(this.memory.buffer, at, stride * height)
    if (stride === width) to.set(data.subarray(0, to.length))
    else for (let y = 0; y < height; y++) to.set(data.subarray(y * width, (y + 1) * width), y * stride)
    return held
  }

  copyOut({ at, width, height, stride }: Held, out = makePlane(width, height)): Plane {
    const from = new Float32Array(this.memory.buffer, at, stride * height)
    if (stride === width) out.data.set(from)
    else for (let y = 0; y < height; y++) out.data.set(from.subarray(y * stride, y * stride + width), y * width)
    return out
  }

  /** Writes numbers (f32, i32, or bytes) and says where. */
  put(values: Float32Array | Int32Array | Uint8Array): number {
    const at = this.take(values.byteLength)
    new Uint8Array(this.memory.buffer, at, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return at
  }
}

export const roomOf = ({ memory }: Kernels): Room => new Room(memory)
