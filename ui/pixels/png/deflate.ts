// A fast deflate for filtered picture rows (RFC 1950, 1951): greedy matches by one hash probe that runs ahead where nothing repeats,
// and one prefix code per block. On photographs nearly all is literals; on flat graphics nearly all is matches.
import { type ByteSink, reserve, writeUint32 } from './byte-sink'
import { adler32 } from './checksums'
import { codeLengths, codeTable, type CodeTable } from './huffman'

const reach = 32_768, longestMatch = 258
/** Bytes per block: long enough to pay its code, short enough to follow the picture. */
export const blockBytes = 131_072
const hashBits = 15
/** Without a match for 2^n bytes the search takes longer steps. */
const patience = 6, longestStep = 24
/** Matches shorter than this cost more bits than the literals of a photograph. Farther ones need a byte more. */
const shortest = { near: 5, far: 7, farFrom: 512 }

const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]
const distanceExtra = distanceBase.map((_, i) => Math.max(0, (i >> 1) - 1))
const indexOf = (bases: readonly number[], count: number): Uint8Array => {
  const out = new Uint8Array(count)
  for (let value = bases[0]!, k = 0; value < count; value++) {
    while (k + 1 < bases.length && value >= bases[k + 1]!) k++
    out[value] = k
  }
  return out
}
const lengthCode = indexOf(lengthBase, longestMatch + 1), distanceCode = indexOf(distanceBase, reach + 1)
const endOfBlock = 256

export type Deflater = {
  /** Where the caller puts the next bytes: `window` from `filled` on; then it raises `filled`. Room for `room` bytes. */
  window: Uint8Array
  filled: number
  /** Packs what was filled in since the last call. `last` also ends the stream. */
  pack(last: boolean): void
}

/** A zlib stream into `sink`. At most blockBytes + `room` bytes may be put in before each `pack`. */
export function startDeflate(sink: ByteSink, room: number): Deflater {
  const most = blockBytes + room
  const heads = new Int32Array(1 << hashBits).fill(-reach - 1)
  const sequences = new Int32Array(3 * (Math.ceil(most / shortest.near) + 1))
  const literals = new Uint32Array(286), distances = new Uint32Array(30)
  let start = 0, base = 0, adler = 1
  sink.bytes[sink.length++] = 0x78
  sink.bytes[sink.length++] = 0x01
  const bits = { held: 0, count: 0 }

  const deflater: Deflater = {
    window: new Uint8Array(reach + most), filled: 0,
    pack(last) {
      const { window, filled } = deflater
      reserve(sink, Math.ceil((filled - start) * 1.15) + 1024)
      adler = adler32(adler, window, start, filled)
      literals.fill(0)
      distances.fill(0)
      const count = findMatches(window, start, filled, base, heads, sequences, literals, distances)
      literals[endOfBlock] = 1
      const litLengths = codeLengths(literals, 15), distLengths = codeLengths(distances, 15)
      putBits(sink, bits, last ? 1 : 0, 1)
      putBits(sink, bits, 2, 2)
      writeCodes(sink, bits, litLengths, distLengths)
      writeSequences(sink, bits, window, start, sequences, count, codeTable(litLengths), codeTable(distLengths))
      if (last) {
        putBits(sink, bits, 0, (8 - (bits.count & 7)) & 7)
        if (bits.count > 0) sink.bytes[sink.length++] = bits.held
        writeUint32(sink, adler)
        return
      }
      const keep = Math.min(reach, filled)
      window.copyWithin(0, filled - keep, filled)
      base += filled - keep
      start = deflater.filled = keep
    },
  }
  return deflater
}

/** Splits the block into (literals, match length, distance) and counts the symbols. Returns how many sequences; the last has no match. */
function findMatches(window: Uint8Array, start: number, end: number, base: number, heads: Int32Array, sequences: Int32Array, literals: Uint32Array, distances: Uint32Array): number {
  const shift = 32 - hashBits, searchEnd = end - 4
  let i = start, anchor = start, count = 0
  while (i < searchEnd) {
    const four = window[i]! | (window[i + 1]! << 8) | (window[i + 2]! << 16) | (window[i + 3]! << 24)
    const slot = Math.imul(four, 0x9e3779b1) >>> shift
    let from = heads[slot]! - base
    heads[slot] = i + base
    if (i > 0 && four === Math.imul(window[i - 1]!, 0x01010101)) from = i - 1
    let length = 0, to = i
    if (from >= 0 && i - from <= reach && window[from] === window[i] && window[from + 3] === window[i + 3]) {
      const limit = Math.min(longestMatch, end - i)
      while (length < limit && window[from + length] === window[i + length]) length++
      while (length < longestMatch && to > anchor && from > 0 && window[from - 1] === window[to - 1]) {
        to--
        from--
        length++
      }
    }
    const distance = to - from
    if (length < (distance < shortest.farFrom ? shortest.near : shortest.far)) {
      i += 1 + Math.min(longestStep, (i - anchor) >> patience)
      continue
    }
    for (let k = anchor; k < to; k++) literals[window[k]!]!++
    literals[257 + lengthCode[length]!]!++
    distances[distanceCode[distance]!]!++
    const at = 3 * count++
    sequences[at] = to - anchor
    sequences[at + 1] = length
    sequences[at + 2] = distance
    i = anchor = to + length
  }
  for (let k = anchor; k < end; k++) literals[window[k]!]!++
  sequences[3 * count] = end - anchor
  sequences[3 * count + 1] = 0
  return count + 1
}

type Bits = { held: number; count: number }

/** `length` at most 16; fewer than 16 bits are held between calls. */
function putBits(sink: ByteSink, bits: Bits, value: number, length: number): void {
  bits.held |= value << bits.count
  bits.count += length
  if (bits.count < 16) return
  sink.bytes[sink.length++] = bits.held
  sink.bytes[sink.length++] = bits.held >>> 8
  bits.held >>>= 16
  bits.count -= 16
}

function writeSequences(sink: ByteSink, bits: Bits, window: Uint8Array, start: number, sequences: Int32Array, sequenceCount: number, litCodes: CodeTable, distCodes: CodeTable): void {
  const out = sink.bytes
  let { held, count } = bits, to = sink.length, at = start
  const put = (value: number, length: number): void => {
    held |= value << count
    count += length
    if (count < 16) return
    out[to++] = held
    out[to++] = held >>> 8
    held >>>= 16
    count -= 16
  }
  for (let k = 0; k < sequenceCount; k++) {
    const end = at + sequences[3 * k]!
    for (; at < end; at++) {
      const code = litCodes[window[at]!]!
      held |= (code & 0xffff) << count
      count += code >> 16
      if (count >= 16) {
        out[to] = held
        out[to + 1] = held >>> 8
        to += 2
        held >>>= 16
        count -= 16
      }
    }
    const length = sequences[3 * k + 1]!
    if (length === 0) break
    const distance = sequences[3 * k + 2]!, l = lengthCode[length]!, d = distanceCode[distance]!
    const lengthBits = litCodes[257 + l]!, distanceBits = distCodes[d]!
    put(lengthBits & 0xffff, lengthBits >> 16)
    put(length - lengthBase[l]!, lengthExtra[l]!)
    put(distanceBits & 0xffff, distanceBits >> 16)
    put(distance - distanceBase[d]!, distanceExtra[d]!)
    at += length
  }
  const ended = litCodes[endOfBlock]!
  put(ended & 0xffff, ended >> 16)
  sink.length = to
  bits.held = held
  bits.count = count
}

const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** The block's two codes, their lengths run-length coded (RFC 1951, 3.2.7). */
function writeCodes(sink: ByteSink, bits: Bits, litLengths: Uint8Array, distLengths: Uint8Array): void {
  let lits = litLengths.length, dists = distLengths.length
  while (lits > 257 && litLengths[lits - 1] === 0) lits--
  while (dists > 1 && distLengths[dists - 1] === 0) dists--
  const lengths = [...litLengths.subarray(0, lits), ...distLengths.subarray(0, dists)]
  const counts = new Uint32Array(19), runs: { symbol: number; extra: number; extraBits: number }[] = []
  const push = (symbol: number, extra = 0, extraBits = 0): void => {
    counts[symbol]!++
    runs.push({ symbol, extra, extraBits })
  }
  for (let i = 0; i < lengths.length; ) {
    const value = lengths[i]!
    let run = 1
    while (i + run < lengths.length && lengths[i + run] === value) run++
    i += run
    if (value === 0) {
      for (; run >= 11; run -= Math.min(run, 138)) push(18, Math.min(run, 138) - 11, 7)
      if (run >= 3) {
        push(17, run - 3, 3)
        run = 0
      }
    } else {
      push(value)
      run--
      for (; run >= 3; run -= Math.min(run, 6)) push(16, Math.min(run, 6) - 3, 2)
    }
    for (; run > 0; run--) push(value)
  }
  const metaLengths = codeLengths(counts, 7), meta = codeTable(metaLengths)
  let shown = 19
  while (shown > 4 && metaLengths[orderOfLengths[shown - 1]!] === 0) shown--
  putBits(sink, bits, lits - 257, 5)
  putBits(sink, bits, dists - 1, 5)
  putBits(sink, bits, shown - 4, 4)
  for (let i = 0; i < shown; i++) putBits(sink, bits, metaLengths[orderOfLengths[i]!]!, 3)
  for (const { symbol, extra, extraBits } of runs) {
    putBits(sink, bits, meta[symbol]! & 0xffff, meta[symbol]! >> 16)
    putBits(sink, bits, extra, extraBits)
  }
}
