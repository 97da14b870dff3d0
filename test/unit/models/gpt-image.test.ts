import { describe, expect, it } from 'vitest'
import { gptImageCards } from '../../../ui/models/gpt-image'
import { gptImageInputTokens } from '../../../ui/models/gpt-image-tokens'

const tokens = (id: string, quality: string, width: number, height: number): number => {
  const { price } = gptImageCards.find((card) => card.id === id)!
  if (price.kind !== 'tokens') throw new Error(`${id} is not priced by tokens`)
  return price.outputTokens(quality, width, height).high
}

describe('output tokens', () => {
  // openai-images.md 3.2 and 9
  it.each([
    ['gpt-image-2', 'low', 1024, 1024, 196], ['gpt-image-2', 'medium', 1024, 1024, 1756], ['gpt-image-2', 'high', 1024, 1024, 7024],
    ['gpt-image-2', 'medium', 1536, 1024, 1372], ['gpt-image-2', 'high', 1536, 1024, 5488], ['gpt-image-2', 'high', 1792, 1024, 5063], ['gpt-image-2', 'high', 3584, 2048, 12329], ['gpt-image-2', 'low', 976, 704, 129],
    ['gpt-image-2', 'low', 2048, 1152, 157], ['gpt-image-2', 'high', 2048, 2048, 14272], ['gpt-image-2', 'medium', 2560, 1440, 1843], ['gpt-image-2', 'high', 3840, 2160, 13342], ['gpt-image-2', 'high', 2880, 2880, 23719],
    ['gpt-image-2.5-flare', 'medium', 1024, 1024, 439], ['gpt-image-2.5-flare', 'high', 1024, 1024, 1756], ['gpt-image-2.5-sunburst', 'xhigh', 1024, 1024, 3122], ['gpt-image-2.5-sunburst', 'max', 1024, 1024, 7024],
    ['gpt-image-2.5-flare', 'medium', 1024, 1536, 343], ['gpt-image-2.5-flare', 'xhigh', 2048, 1152, 2511], ['gpt-image-2.5-flare', 'medium', 3840, 2160, 865],
    ['gpt-image-2.6-flare', 'low', 1536, 1024, 664], ['gpt-image-2.6-sunburst', 'high', 1536, 1024, 1372], ['gpt-image-2.6-flare', 'medium', 1024, 1024, 1756],
  ] as const)('%s %s %i x %i', (id, quality, width, height, expected) => expect(tokens(id, quality, width, height)).toBe(expected))

  it('prices an unknown quality like the dearest', () => expect(tokens('gpt-image-2', 'auto', 1024, 1024)).toBe(7024))
})

describe('input tokens', () => {
  it.each([[1024, 1024, 1024], [512, 512, 1024], [1536, 1024, 1536], [4096, 4096, 1536], [256, 256, 256], [3000, 100, 1536], [100, 300, 133]])('%i x %i', (width, height, expected) => {
    expect(gptImageInputTokens(width, height)).toBe(expected)
  })
})
