// A growing run of bytes.

export type ByteSink = { bytes: Uint8Array<ArrayBuffer>; length: number }

/** `capacity` bytes are reserved; the system fills them in as they are written. */
export const makeSink = (capacity: number): ByteSink => ({ bytes: new Uint8Array(capacity), length: 0 })

/** Makes sure that `more` bytes fit. */
export function reserve(sink: ByteSink, more: number): void {
  if (sink.length + more <= sink.bytes.length) return
  const grown = new Uint8Array(Math.max(sink.length + more, Math.ceil(sink.bytes.length * 1.5)))
  grown.set(sink.bytes.subarray(0, sink.length))
  sink.bytes = grown
}

export function writeUint32(sink: ByteSink, value: number): void {
  for (let shift = 24; shift >= 0; shift -= 8) sink.bytes[sink.length++] = value >>> shift
}

type Movable = ArrayBuffer & { transfer?(length: number): ArrayBuffer }

/** The written bytes alone; the sink is spent. Where the engine can, without a copy. */
export function finished(sink: ByteSink): Uint8Array<ArrayBuffer> {
  const buffer = sink.bytes.buffer as Movable
  return buffer.transfer ? new Uint8Array(buffer.transfer(sink.length)) : sink.bytes.slice(0, sink.length)
}
