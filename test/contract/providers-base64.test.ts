import { afterEach, describe, expect, it, vi } from 'vitest'
import { bytesFromBase64, decodeInChunks } from '../../ui/providers/base64'

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 37 + 11) & 255)
afterEach(() => { vi.restoreAllMocks() })

describe.each([['the slow way', decodeInChunks], ['what the browser has', (text: string) => bytesFromBase64(text)!]] as const)('%s', (_name, decode) => {
  it('gives the bytes back, whatever the padding and across chunks', () => {
    for (const length of [0, 1, 2, 3, 4, 1000, 786_431, 786_432, 786_433, 1_600_000]) {
      const bytes = bytesOf(length)
      expect(Buffer.compare(decode(Buffer.from(bytes).toString('base64')), bytes), `${length} bytes`).toBe(0)
    }
  })
  it('takes line breaks', () => expect([...decode('AAEC\r\nAwQF\n')]).toEqual([0, 1, 2, 3, 4, 5]))
})

describe('bytesFromBase64', () => {
  it('leaves out a data: prefix', () => expect([...bytesFromBase64('data:image/png;base64,AAEC')!]).toEqual([0, 1, 2]))
  it.each(['%%%%', 'AAE*', 'AAECA'])('gives null for "%s"', (text) => expect(bytesFromBase64(text)).toBeNull())
})
