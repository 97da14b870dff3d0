// Base64 to bytes and back, without doubling the memory of a 20 MB answer.

type WithFromBase64 = { fromBase64?(text: string): Uint8Array<ArrayBuffer> }

/** Characters decoded at once by the slow way; a multiple of four. */
const chunk = 1 << 20

/** Null when the text is not base64. A `data:` prefix, as some gateways send, is left out. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const start = text.startsWith('data:') ? text.indexOf(',') + 1 : 0
  const body = start > 0 ? text.slice(start) : text
  const native = (Uint8Array as WithFromBase64).fromBase64
  try {
    return native ? native.call(Uint8Array, body) : decodeInChunks(body)
  } catch {
    return null // malformed: the caller says which answer it was
  }
}

/** For browsers without Uint8Array.fromBase64 (Chromium before 140). Throws on anything that is not base64. */
export function decodeInChunks(text: string): Uint8Array<ArrayBuffer> {
  const clean = /\s/.test(text) ? text.replace(/\s/g, '') : text
  const padding = clean.endsWith('==') ? 2 : clean.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4) - padding)
  for (let from = 0, at = 0; from < clean.length; from += chunk) {
    const part = atob(clean.slice(from, from + chunk))
    for (let i = 0; i < part.length; i += 1) bytes[at++] = part.charCodeAt(i)
  }
  return bytes
}

type WithToBase64 = { toBase64?(): string }

/** Bytes to base64, in pieces where the browser has no way of its own. */
export function base64FromBytes(bytes: Uint8Array): string {
  const native = (bytes as WithToBase64).toBase64
  if (native) return native.call(bytes)
  let text = ''
  for (let from = 0; from < bytes.length; from += 0x8000) text += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(text)
}
