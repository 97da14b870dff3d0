// Pixels to PNG: RGB where every pixel is opaque, else RGBA with straight alpha, so that nothing is lost.
import { PluginError } from '../../../src/shared/errors'
import { isOpaque, wordsOf, type Pixels } from '../in-place/pixels'
import { finished, makeSink, writeUint32, type ByteSink } from './byte-sink'
import { crc32 } from './checksums'
import { blockBytes, startDeflate } from './deflate'
import { applyFilter, chooseFilter } from './filters'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Photographs need about 60 % of their bytes. */
const expectedShare = 0.65

/** Yields between blocks of rows, so that a caller on the window's thread can pause. Raises pixels.encode-failed. */
export function* encodePngSteps(pixels: Pixels): Generator<void, Uint8Array<ArrayBuffer>> {
  const { width, height } = pixels
  if (width < 1 || height < 1 || pixels.data.length !== width * height * 4) throw new PluginError('pixels.encode-failed', 'This picture could not be written as PNG.', { hint: `${width} x ${height} px, ${pixels.data.length} bytes` })
  const words = wordsOf(pixels), channels = isOpaque(pixels) ? 3 : 4, stride = width * channels
  const sink = makeSink(Math.ceil((stride + 1) * height * expectedShare) + 4096)
  sink.bytes.set(signature)
  sink.length = signature.length
  writeChunk(sink, 'IHDR', () => {
    writeUint32(sink, width)
    writeUint32(sink, height)
    for (const value of [8, channels === 3 ? 2 : 6, 0, 0, 0]) sink.bytes[sink.length++] = value
  })
  const endChunk = beginChunk(sink, 'IDAT')
  const deflate = startDeflate(sink, stride + 1)
  let line = new Uint8Array(stride), above = new Uint8Array(stride), pending = 0
  for (let y = 0; y < height; y++) {
    if (channels === 3) dropAlpha(words, y * width, line)
    else line.set(pixels.data.subarray(y * stride, (y + 1) * stride))
    const type = chooseFilter(line, above, channels)
    deflate.window[deflate.filled++] = type
    applyFilter(type, line, above, channels, deflate.window, deflate.filled)
    deflate.filled += stride
    pending += stride + 1
    ;[line, above] = [above, line]
    if (pending < blockBytes || y === height - 1) continue
    deflate.pack(false)
    pending = 0
    yield
  }
  deflate.pack(true)
  endChunk()
  writeChunk(sink, 'IEND', () => undefined)
  return finished(sink)
}

function dropAlpha(words: Uint32Array, from: number, line: Uint8Array): void {
  for (let i = from, to = 0; to < line.length; i++, to += 3) {
    const word = words[i]!
    line[to] = word
    line[to + 1] = word >>> 8
    line[to + 2] = word >>> 16
  }
}

/** Starts a chunk; the returned function puts in its length and checksum. */
function beginChunk(sink: ByteSink, type: string): () => void {
  const lengthAt = sink.length
  writeUint32(sink, 0)
  for (const letter of type) sink.bytes[sink.length++] = letter.charCodeAt(0)
  const dataAt = sink.length
  return () => {
    const end = sink.length
    sink.length = lengthAt
    writeUint32(sink, end - dataAt)
    sink.length = end
    writeUint32(sink, crc32(sink.bytes, dataAt - 4, end))
  }
}

function writeChunk(sink: ByteSink, type: string, write: () => void): void {
  const end = beginChunk(sink, type)
  write()
  end()
}
