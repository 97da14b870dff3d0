// Synchronous SHA-1: the plugin API's createImage is synchronous and WebCrypto is not. Browser and Node.

/** Lower-case hex of the SHA-1 of `bytes`. About 0.06 s for 15 MB. */
export function sha1(bytes: Uint8Array): string {
  const length = bytes.length
  const tailStart = length - (length % 64)
  const tail = new Uint8Array(length % 64 < 56 ? 64 : 128)
  tail.set(bytes.subarray(tailStart))
  tail[length % 64] = 0x80
  const tailView = new DataView(tail.buffer)
  tailView.setUint32(tail.length - 8, Math.floor(length / 0x20000000))
  tailView.setUint32(tail.length - 4, (length << 3) >>> 0)
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  const words = new Int32Array(80)
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  for (let at = 0; at < tailStart; at += 64) block(state, words, view, at)
  for (let at = 0; at < tail.length; at += 64) block(state, words, tailView, at)
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function block(state: Int32Array, words: Int32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4)
  for (let i = 16; i < 80; i++) {
    const x = words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!
    words[i] = (x << 1) | (x >>> 31)
  }
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, e = state[4]!
  // Four loops instead of one with a choice inside take 40 % less time.
  let i = 0, next = 0
  for (; i < 20; i++) {
    next = (((a << 5) | (a >>> 27)) + (((b & c) | (~b & d)) + 0x5a827999) + e + words[i]!) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = next
  }
  for (; i < 40; i++) {
    next = (((a << 5) | (a >>> 27)) + ((b ^ c ^ d) + 0x6ed9eba1) + e + words[i]!) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = next
  }
  for (; i < 60; i++) {
    next = (((a << 5) | (a >>> 27)) + (((b & c) | (b & d) | (c & d)) - 0x70e44324) + e + words[i]!) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = next
  }
  for (; i < 80; i++) {
    next = (((a << 5) | (a >>> 27)) + ((b ^ c ^ d) - 0x359d3e2a) + e + words[i]!) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = next
  }
  state[0] = (state[0]! + a) | 0
  state[1] = (state[1]! + b) | 0
  state[2] = (state[2]! + c) | 0
  state[3] = (state[3]! + d) | 0
  state[4] = (state[4]! + e) | 0
}
