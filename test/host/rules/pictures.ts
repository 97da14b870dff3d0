/** A PNG as far as its header goes, px. `mark` makes the bytes differ. */
export function pngHeader(width: number, height: number, mark = 0): Uint8Array {
  const bytes = new Uint8Array(64)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x89504e47)
  view.setUint32(4, 0x0d0a1a0a)
  view.setUint32(8, 13)
  view.setUint32(12, 0x49484452)
  view.setUint32(16, width)
  view.setUint32(20, height)
  bytes[60] = mark
  return bytes
}
/** Bytes as a literal for plugin code. */
export const literal = (bytes: Uint8Array): string => `new Uint8Array([${bytes.join()}])`
