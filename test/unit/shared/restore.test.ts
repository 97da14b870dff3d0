// What is read back from files and storage: any version, any damage.
import { describe, expect, it } from 'vitest'
import { restoreRecipe, type Recipe } from '../../../src/shared/recipe'
import { defaultSettings, restoreSettings } from '../../../src/shared/settings'

const recipe: Recipe = {
  version: 1, tool: 'generate', providerId: 'demo', modelId: 'demo', prompt: 'a red chair', promptHash: 'h', widthPx: 1024, heightPx: 768, quality: 'standard', ratio: 'match', seed: 7,
  references: [{ role: 'style', name: 'Moodboard', hash: 'x' }], madeAt: '2026-01-01T00:00:00Z', runId: 'r', variations: [{ imageHash: 'abc', jobId: 'j', resultIndex: 0 }],
}

describe('restoreRecipe', () => {
  it('gives back what was written', () => expect(restoreRecipe(JSON.stringify(recipe))).toEqual(recipe))
  it('takes a recipe without its prompt', () => {
    const { prompt, ...rest } = recipe
    expect(prompt).toBeDefined()
    expect(restoreRecipe(JSON.stringify(rest))).toEqual(rest)
  })
  it('drops what does not belong into a file', () => {
    expect(JSON.stringify(restoreRecipe(JSON.stringify({ ...recipe, endpoint: 'https://evil.example', key: 'sk-1' })))).not.toMatch(/evil|sk-1/)
  })
  it.each([['nothing', ''], ['no JSON', '{'], ['a number', '7'], ['null', 'null'], ['another version', JSON.stringify({ ...recipe, version: 99 })], ['a missing field', JSON.stringify({ ...recipe, variations: undefined })], ['a flood', 'x'.repeat(100_001)]])('gives null for %s', (_name, text) => {
    expect(restoreRecipe(text)).toBeNull()
  })
})

describe('restoreSettings', () => {
  it.each([undefined, null, 7, 'x', [], {}])('gives the defaults for %j', (stored) => expect(restoreSettings(stored)).toEqual(defaultSettings))
  it('keeps each good field and repairs each bad one', () => {
    expect(restoreSettings({ defaultModel: 'gpt-image-2', whenReady: 'sometimes', windowWidth: 20, concurrentRequests: 2, capPerDayUsd: null, endpoints: { openai: 3 } }))
      .toEqual({ ...defaultSettings, defaultModel: 'gpt-image-2', concurrentRequests: 2, capPerDayUsd: null })
  })
  it('drops fields of other versions', () => expect(restoreSettings({ theme: 'dark' })).toEqual(defaultSettings))
  it('never changes the defaults', () => {
    restoreSettings({ defaultModel: 'x' })
    expect(defaultSettings.defaultModel).toBe('demo')
  })
})
