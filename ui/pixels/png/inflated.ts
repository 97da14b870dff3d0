// A zlib stream unpacked by the platform, piece by piece: the whole is never held.

/** Bytes given at a time, so that little waits to be read. */
const pieceBytes = 262_144

/** Raises what the platform raises for a damaged or cut stream. */
export async function* inflated(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  const stream = new DecompressionStream('deflate')
  const writer = stream.writable.getWriter(), reader = stream.readable.getReader()
  const feed = async (): Promise<void> => {
    for (const part of parts) {
      for (let at = 0; at < part.length; at += pieceBytes) await writer.write(part.subarray(at, at + pieceBytes) as Uint8Array<ArrayBuffer>)
    }
    await writer.close()
  }
  const fed = feed()
  fed.catch(() => undefined) // the reader meets the same error
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    await fed
  } finally {
    reader.cancel().catch(() => undefined)
  }
}
