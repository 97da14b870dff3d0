import { describe, expect, it } from 'vitest'
import { buildPrompt, promptPieces } from '../../../ui/prompts/build-prompt'
import { improvePrompt } from '../../../ui/prompts/improve-prompt'
import { noParts, partRows, type Parts } from '../../../ui/prompts/parts'
import { readPrompt } from '../../../ui/prompts/read-prompt'
import { strengthOf } from '../../../ui/prompts/strength'
import { wordDiff } from '../../../ui/prompts/word-diff'
import { firstPrompt } from '../../../ui/state/initial-state'
import { fillTemplate } from '../../../ui/templates/fill-template'
import { templateById } from '../../../ui/templates'

const espresso: Parts = { ...noParts, subject: ['An espresso in a red ceramic cup'], setting: ['on a worn oak table'], lightFrom: ['side light'], lightIs: ['soft', 'warm'], time: ['in late afternoon'], camera: ['from a high angle'], texture: ['crema and wood grain visible'] }
const full = 'A woman in her sixties with silver hair and deep laugh lines, sitting in a tiled Lisbon kitchen at golden hour, low warm side light through a window on the left casting long soft shadows, close-up at eye level with an 85mm lens at f/1.8, visible skin pores and linen texture, quiet intimate mood, editorial documentary photograph'

describe('the builder', () => {
  it('makes one sentence of its rows', () => {
    expect(buildPrompt(espresso)).toBe('An espresso in a red ceramic cup, on a worn oak table, soft, warm side light in late afternoon, from a high angle, crema and wood grain visible')
    expect(buildPrompt(noParts)).toBe('')
    expect(buildPrompt({ ...noParts, lightIs: ['cool'] })).toBe('Cool light')
  })
  it('tells which row each piece comes from', () => {
    expect(promptPieces(espresso).map(({ rows }) => rows[0])).toEqual(['subject', 'setting', 'lightFrom', 'camera', 'texture'])
    expect(promptPieces(espresso).map(({ text }) => text).join(', ')).toBe(buildPrompt(espresso))
  })
  it('reads back what it built, for every chip', () => {
    expect(readPrompt(buildPrompt(espresso))).toEqual(espresso)
    for (const row of partRows) for (const { words } of row.chips) {
      const parts = { ...espresso, [row.id]: [words] }
      expect(readPrompt(buildPrompt(parts)), words).toEqual(parts)
    }
  })
  it('takes a chip away again without a trace', () => {
    expect(buildPrompt({ ...espresso, lightIs: ['soft'] })).not.toContain('warm')
  })
})

describe('a typed prompt', () => {
  it('is read into its parts', () => {
    const read = readPrompt(firstPrompt)
    expect(read).toMatchObject({ subject: ['A rocket'], time: ['at blue hour'], lens: ['wide lens'] })
    expect(read.setting[0]).toContain('lattice towers')
    expect(readPrompt('A cat on a sofa')).toMatchObject({ subject: ['A cat'], setting: ['on a sofa'] })
    expect(readPrompt(full)).toMatchObject({ lens: ['close-up at eye level with an 85mm lens at f/1.8'], style: ['editorial documentary photograph'] })
  })
  it.each([full, firstPrompt, 'a', '', 'Poster that reads “Hello, world; again.” in red, at night', 'A dog. A cat! Rain; and fog\nneon', ...['portrait', 'landscape', 'poster'].map((id) => fillTemplate(templateById(id)!, { words: 'OPEN, LATE' }))])('loses no word: %s', (prompt) => {
    const words = (text: string): string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== 'and' && word !== 'light').sort()
    expect(words(buildPrompt(readPrompt(prompt)))).toEqual(words(prompt))
  })
  it('keeps quoted words together', () => expect(buildPrompt(readPrompt('A sign that reads “Eat, drink. Be”, at night'))).toContain('“Eat, drink. Be”'))
  it('is quick and safe with 10,000 characters', () => {
    const started = performance.now()
    for (const text of ['a, '.repeat(3333), 'in '.repeat(3333), '“'.repeat(10_000), 'soft '.repeat(2000), '</script>'.repeat(1100)]) buildPrompt(readPrompt(text))
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

describe('the strength hint', () => {
  it.each(['a woman in Paris', 'red car on road', 'cinematic portrait golden hour', 'moody film photo closeup', 'espresso cup'])('misses at least four parts in a few words: %s', (prompt) => expect(strengthOf(prompt).missing.length).toBeGreaterThanOrEqual(4))
  it('misses none in a full one of some fifty words, and none in what the five templates give', () => {
    expect(strengthOf(full).missing).toEqual([])
    expect(strengthOf('Close-up portrait of a fisherman with weathered skin on a pier in Bergen at dawn, cold overcast light from the right, shallow depth of field, wool and rope textures, film photograph').missing).toEqual([])
    for (const id of ['portrait', 'product-shot', 'landscape', 'interior']) expect([id, strengthOf(fillTemplate(templateById(id)!, {})).missing]).toEqual([id, []])
  })
  it('says why each part matters', () => {
    const { missing } = strengthOf('a bottle')
    expect(missing.map(({ slot }) => slot)).toEqual(['setting', 'light', 'camera', 'texture', 'style'])
    expect(new Set(missing.map(({ why }) => why)).size).toBe(5)
    expect(strengthOf('').missing).toHaveLength(6)
  })
  it('lights the camera and the lens on their own', () => {
    expect(strengthOf('An espresso in a red cup on a table, close-up').parts).toMatchObject({ camera: true, lens: false })
  })
})

describe('improving without a service', () => {
  it('adds only what is missing and keeps every word', () => {
    const { text, added } = improvePrompt('A woman in Paris, reading “OPEN”, next to @Mug.')
    expect(text.startsWith('A woman in Paris, reading “OPEN”, next to @Mug, ')).toBe(true)
    expect(added.length).toBeGreaterThan(2)
    expect(strengthOf(text).missing).toEqual([])
  })
  it.each(['a red chair', 'mountain lake', 'small kitchen', 'portrait of a man', 'a bottle'])('fills every slot of: %s', (prompt) => expect(strengthOf(improvePrompt(prompt).text).missing).toEqual([]))
  it('has nothing to add to a full prompt or to none', () => {
    expect(improvePrompt(full)).toEqual({ text: full, added: [] })
    expect(improvePrompt('  ')).toEqual({ text: '', added: [] })
  })
  it('shows the change word by word', () => {
    const parts = wordDiff('a red chair at noon', 'a red wooden chair at dusk')
    expect(parts.map(({ text, kind }) => `${kind} ${text.trim()}`)).toEqual(['same a red', 'added wooden', 'same chair at', 'removed noon', 'added dusk'])
    expect(parts.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('')).toBe('a red wooden chair at dusk')
    expect(wordDiff('', 'a')).toEqual([{ text: 'a', kind: 'added' }])
  })
})
