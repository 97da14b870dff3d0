// The two checksums inside a PNG.

/** CRC-32 of four bytes at a time: table k holds the remainder of a byte followed by k zero bytes. */
const tables = (() => {
  const out = new Int32Array(4 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    out[byte] = value
  }
  for (let i = 256; i < out.length; i++) out[i] = (out[i - 256]! >>> 8) ^ out[out[i - 256]! & 255]!
  return out
})()

/** CRC-32 of a part of `bytes`, as PNG chunks carry it (type and data). */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  let crc = -1, i = from
  for (; i + 4 <= to; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc = tables[768 + (crc & 255)]! ^ tables[512 + ((crc >>> 8) & 255)]! ^ tables[256 + ((crc >>> 16) & 255)]! ^ tables[crc >>> 24]!
  }
  for (; i < to; i++) crc = (crc >>> 8) ^ tables[(crc ^ bytes[i]!) & 255]!
  return ~crc >>> 0
}

const adlerBase = 65_521
/** The sums stay below 2³¹ for this many bytes. */
const adlerRun = 3_800

/** Continues Adler-32 (start with 1) over a part of `bytes`. */
export function adler32(adler: number, bytes: Uint8Array, from: number, to: number): number {
  let a = adler & 0xffff, b = adler >>> 16
  for (let i = from; i < to; ) {
    const end = Math.min(to, i + adlerRun)
    for (; i < end; i++) {
      a = (a + bytes[i]!) | 0
      b = (b + a) | 0
    }
    a %= adlerBase
    b %= adlerBase
  }
  return ((b << 16) | a) >>> 0
}
