// SHA-256 as lower-case hex. A window without a secure context has no crypto.subtle: then the digest is computed here (FIPS 180-4).

/** Does not change `bytes`. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle
  return toHex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes))
}

const toHex = (digest: Uint8Array): string => Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** First 32 bits of the fractional parts of the roots of the first primes: square roots start the state, cube roots are the round constants. */
function rootsOfPrimes(): { state: Uint32Array; constants: Uint32Array } {
  const state = new Uint32Array(8), constants = new Uint32Array(64)
  const fraction = (value: number): number => (value - Math.floor(value)) * 2 ** 32
  for (let candidate = 2, found = 0; found < 64; candidate += 1) {
    let prime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) prime = false
    if (!prime) continue
    if (found < 8) state[found] = fraction(Math.sqrt(candidate))
    constants[found] = fraction(Math.cbrt(candidate))
    found += 1
  }
  return { state, constants }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const { state, constants } = rootsOfPrimes()
  const padded = new Uint8Array((Math.floor((bytes.length + 8) / 64) + 1) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  const w = new Uint32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(block + i * 4)
    for (let i = 16; i < 64; i += 1) {
      const a = w[i - 15]!, b = w[i - 2]!
      w[i] = w[i - 16]! + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + w[i - 7]! + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10))
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i += 1) {
      const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0
      const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0
    }
    const turned = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i += 1) state[i] = state[i]! + turned[i]!
  }
  const digest = new Uint8Array(32)
  state.forEach((word, i) => new DataView(digest.buffer).setUint32(i * 4, word))
  return digest
}
