import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sha256Hex } from '../../../ui/pixels/sha256'

const bytesOf = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => (i * 31 + 7) & 255)
afterEach(() => { vi.unstubAllGlobals() })

describe('sha256Hex', () => {
  // Lengths around the padding's edges.
  const lengths = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_001]
  it.each([['with crypto.subtle', true], ['without it', false]])('agrees with the reference, %s', async (_name, subtle) => {
    if (!subtle) vi.stubGlobal('crypto', {})
    for (const length of lengths) expect(await sha256Hex(bytesOf(length)), `${length} bytes`).toBe(createHash('sha256').update(bytesOf(length)).digest('hex'))
  })
})
