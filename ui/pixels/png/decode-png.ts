// PNG to straight-alpha pixels without a canvas, so that colours under partial alpha stay exact. Colour profiles are not applied.
import { PluginError } from '../../../src/shared/errors'
import { createBreather } from '../breather'
import { makePixels, wordsOf, type Pixels } from '../in-place/pixels'
import { readPngParts, type PngParts } from './chunks'
import { lineExpander } from './expand-line'
import { unfilter } from './filters'
import { inflated } from './inflated'

/** Where the lines of a pass lie in the picture. Adam7 has seven passes, others one. */
type Pass = { x: number; y: number; stepX: number; stepY: number; columns: number; rows: number }

const adam7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const

function passesOf({ width, height, interlaced }: PngParts): Pass[] {
  if (!interlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, columns: width, rows: height }]
  return adam7
    .map(([x, y, stepX, stepY]) => ({ x, y, stepX, stepY, columns: Math.ceil((width - x) / stepX), rows: Math.ceil((height - y) / stepY) }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
}

/** Any PNG of at most 64 MP (readImageHeader). 16-bit samples are rounded to 8. Raises pixels.decode-failed. */
export async function decodePng(bytes: Uint8Array): Promise<Pixels> {
  const parts = readPngParts(bytes)
  if (typeof parts === 'string') throw broken(parts)
  const out = makePixels(parts.width, parts.height)
  const put = lineTaker(parts, wordsOf(out))
  const breathe = createBreather()
  let done = false
  try {
    for await (const chunk of inflated(parts.data)) {
      done = put(chunk)
      await breathe()
    }
  } catch (error) {
    throw error instanceof PluginError ? error : broken('The file is damaged.', error)
  }
  if (!done) throw broken('The file ends early.')
  return out
}

const broken = (hint: string, cause?: unknown): PluginError => new PluginError('pixels.decode-failed', 'This picture could not be opened.', { hint: `PNG: ${hint}`, cause })

/** Takes inflated bytes in pieces of any length and fills the picture; true once it is complete. */
function lineTaker(parts: PngParts, words: Uint32Array): (chunk: Uint8Array) => boolean {
  const bits = parts.depth * parts.channels, bpp = Math.max(1, bits >> 3)
  const expand = lineExpander(parts)
  const passes = passesOf(parts)
  let pass = passes.shift(), row = 0
  let line = new Uint8Array(0), above = line, filter = -1, have = 0
  const startPass = (): void => {
    row = 0
    if (!pass) return
    line = new Uint8Array(Math.ceil((pass.columns * bits) / 8))
    above = new Uint8Array(line.length)
  }
  startPass()
  return (chunk) => {
    for (let at = 0; at < chunk.length && pass; ) {
      if (filter < 0) filter = chunk[at++]!
      const taken = Math.min(line.length - have, chunk.length - at)
      line.set(chunk.subarray(at, at + taken), have)
      at += taken
      have += taken
      if (have < line.length) continue
      if (!unfilter(filter, line, above, bpp)) throw broken('The file is damaged.')
      expand(line, pass.columns, words, (pass.y + row * pass.stepY) * parts.width + pass.x, pass.stepX)
      ;[line, above] = [above, line]
      filter = -1
      have = 0
      if (++row < pass.rows) continue
      pass = passes.shift()
      startPass()
    }
    return !pass
  }
}
