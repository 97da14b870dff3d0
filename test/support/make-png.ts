// PNG files of every colour type, depth and interlace, written the slow and plain way: what our decoder is tested against.
import { crc32, deflateSync } from 'node:zlib'

export type PngForm = {
  width: number
  height: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  colourType: 0 | 2 | 3 | 4 | 6
  depth: 1 | 2 | 4 | 8 | 16
  interlaced?: boolean
  /** The filter of each line; default: all five in turn. */
  filterOf?: (line: number) => number
  palette?: number[]
  transparency?: number[]
}
export const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const
const adam7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const

export function chunk(type: string, data: Uint8Array | number[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]), out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(body.length - 4)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

export const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/** `sample` gives channel `c` of pixel (x, y), 0 to 2^depth - 1. */
export function makePng(form: PngForm, sample: (x: number, y: number, c: number) => number): Uint8Array {
  const { width, height, colourType, depth, filterOf = (line) => line % 5 } = form
  const channels = channelsOf[colourType], bpp = Math.max(1, (channels * depth) >> 3)
  const lines: Buffer[] = []
  let count = 0
  for (const [x0, y0, stepX, stepY] of form.interlaced ? adam7 : [[0, 0, 1, 1] as const]) {
    const columns = Math.ceil((width - x0) / stepX), rows = Math.ceil((height - y0) / stepY)
    if (columns < 1 || rows < 1) continue
    let above = Buffer.alloc(Math.ceil((columns * channels * depth) / 8))
    for (let row = 0; row < rows; row++) {
      const line = Buffer.alloc(above.length)
      for (let i = 0; i < columns; i++) {
        for (let c = 0; c < channels; c++) {
          const value = sample(x0 + i * stepX, y0 + row * stepY, c), at = i * channels + c
          if (depth === 16) line.writeUInt16BE(value, at * 2)
          else if (depth === 8) line[at] = value
          else line[(at * depth) >> 3]! |= value << (8 - depth - ((at * depth) & 7))
        }
      }
      lines.push(filtered(filterOf(count++), line, above, bpp))
      above = line
    }
  }
  const packed = deflateSync(Buffer.concat(lines)), half = packed.length >> 1
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([depth, colourType, 0, 0, form.interlaced ? 1 : 0], 8)
  return new Uint8Array(Buffer.concat([
    signature, chunk('IHDR', header), chunk('tEXt', [...Buffer.from('Comment\0none')]),
    ...(form.palette ? [chunk('PLTE', form.palette)] : []), ...(form.transparency ? [chunk('tRNS', form.transparency)] : []),
    chunk('IDAT', packed.subarray(0, half)), chunk('IDAT', packed.subarray(half)), chunk('IEND', []),
  ]))
}

function filtered(type: number, line: Buffer, above: Buffer, bpp: number): Buffer {
  const out = Buffer.alloc(line.length + 1)
  out[0] = type
  line.forEach((value, i) => {
    const a = i >= bpp ? line[i - bpp]! : 0, b = above[i]!, c = i >= bpp ? above[i - bpp]! : 0
    const p = a + b - c, [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
    const guess = [0, a, b, (a + b) >> 1, pa <= pb && pa <= pc ? a : pb <= pc ? b : c][type]!
    out[i + 1] = value - guess
  })
  return out
}
