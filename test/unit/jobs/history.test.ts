import { describe, expect, it } from 'vitest'
import { entryOfRecipe, mergeHistory, recipeOfEntry, restoreHistory, thumbName, trimHistory, type HistoryEntry } from '../../../ui/jobs/history'
import { readRecipeText, recipeText } from '../../../ui/jobs/recipe-text'

const entry = (id: string, at: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id, runId: 'run', at, file: 'f', pageId: '0:1', toolId: 'generate', providerId: 'demo', modelId: 'demo', prompt: 'a red chair', targetName: 'Hero', quality: 'standard', ratio: 'match', background: 'auto', seed: null,
  widthPx: 960, heightPx: 688, references: [], sha256: `sha-${id}`, imageHash: null, nodeId: null, placed: 'results', usd: null, thumbBytes: 100, ...more,
})
const ids = (entries: readonly HistoryEntry[]) => entries.map(({ id }) => id)

describe('stored history', () => {
  it('comes back entry by entry, newest last', () => {
    const restored = restoreHistory([entry('b', 2), { ...entry('x', 1), widthPx: 'wide' }, entry('a', 1), null])
    expect([ids(restored.entries), restored.broken, restored.corrupt]).toEqual([['a', 'b'], 2, false])
  })
  it.each([['a text', 'none', true], ['nothing', null, false], ['an empty list', [], false], ['a list of rubbish', [1, 'x'], true]])('says of %s whether it is damaged', (_, stored, corrupt) => {
    expect(restoreHistory(stored)).toMatchObject({ entries: [], corrupt })
  })
  it('keeps what another window added, and its own of two of the same id', () => {
    const merged = mergeHistory([entry('a', 1, { placed: 'target' })], [entry('a', 1), entry('b', 0)])
    expect(merged.map(({ id, placed }) => [id, placed])).toEqual([['b', 'results'], ['a', 'target']])
  })
  it('loses the oldest thumbnails first, then the oldest entries, the starred ones last', () => {
    const four = [entry('1', 1), entry('2', 2), entry('3', 3), entry('4', 4)], size = JSON.stringify(four[0]).length + 1
    const noThumbs = trimHistory(four, ({ id }) => id === '1', { thumbnailBytes: 200, entriesChars: 1e6 })
    expect([noThumbs.entries.map(({ thumbBytes }) => thumbBytes), ids(noThumbs.dropThumbs), noThumbs.dropped]).toEqual([[100, 0, 0, 100], ['2', '3'], 0])
    const fewer = trimHistory(four, ({ id }) => id === '1', { thumbnailBytes: 1e6, entriesChars: size * 2 + 1 })
    expect([ids(fewer.entries), ids(fewer.dropThumbs), fewer.dropped]).toEqual([['1', '4'], ['2', '3'], 2])
    expect(trimHistory(four, () => false, { thumbnailBytes: 1e6, entriesChars: 1e6 })).toMatchObject({ entries: four, dropThumbs: [], dropped: 0 })
  })
  it('names thumbnails so that the oldest sort first, with letters that storage takes', () => {
    const names = [entry('job-z/0', 9), entry('job-a/0', 10_000_000_000_000), entry('job-b/1', 1_700_000_000_000)].map(thumbName)
    expect([...names].sort()).toEqual([names[0], names[2], names[1]])
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]*$/i)
  })
  it('lists a layer by its recipe, with an unsafe name cleaned', () => {
    const recipe = { ...recipeOfEntry(entry('a', 5)), madeAt: 'not a date' }
    expect(entryOfRecipe({ nodeId: '1:2', name: 'He\u202ero', imageHash: 'h', recipe }, { file: 'f', pageId: null })).toMatchObject({ fromFile: true, at: 0, targetName: 'Hero', imageHash: 'h', nodeId: '1:2' })
  })
})

describe('a recipe as text', () => {
  const recipe = recipeOfEntry(entry('a', 5, { references: [{ role: 'style', name: 'Moodboard', hash: 'h', nodeId: '1:9' }], seed: 7, usd: 0.2 }))
  const text = recipeText(recipe, { model: 'Demo', quality: 'Standard' })
  it('reads well, holds no price, and comes back whole', () => {
    expect(text).toMatch(/^Prompt: a red chair\nModel: Demo\nQuality: Standard\nSize: 960 × 688 px\nSeed: 7\nReferences: 1 style, Moodboard\n/)
    expect(text).not.toMatch(/0\.2|usd|https?:|key/i)
    expect(readRecipeText(`Hello,\n${text}\nbye`)).toEqual({ kind: 'recipe', recipe })
  })
  it.each([
    ['a newer version', text.replace('"version":1', '"version":2'), { kind: 'newer' }],
    ['a cut one', text.slice(0, -9), { kind: 'unreadable' }],
    ['other JSON with a model', '{ "modelId": 3 }', { kind: 'unreadable' }],
    ['far too much', `inlay-recipe:${' '.repeat(100_001)}`, { kind: 'unreadable' }],
    ['a prompt', 'a red chair {really}', null],
  ])('tells %s', (_, given, read) => expect(readRecipeText(given)).toEqual(read))
  it('takes a bare recipe as it lies on a layer', () => expect(readRecipeText(JSON.stringify(recipe, null, 2))).toEqual({ kind: 'recipe', recipe }))
})
