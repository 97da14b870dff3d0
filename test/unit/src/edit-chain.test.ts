import { describe, expect, it } from 'vitest'
import { editChain } from '../../../src/document/edit-chain'
import type { RecipeVariation } from '../../../src/shared/recipe'

const made = (imageHash: string, from?: string): RecipeVariation => ({ imageHash, jobId: 'j', resultIndex: 0, ...(from === undefined ? {} : { edit: { from, toolId: 'edit' } }) })
const slots = (known: RecipeVariation[], present: string[]) => {
  const chain = editChain(known, present)
  return { ours: chain.ours.map(({ imageHash, edit }) => (edit ? `${imageHash}<${edit.from}` : imageHash)).join(' '), slots: present.map((hash) => chain.slotOf(hash) ?? '-').join(' '), original: chain.original }
}

describe('editChain', () => {
  it.each<[string, RecipeVariation[], string[], ReturnType<typeof slots>]>([
    ['nothing', [], ['p'], { ours: '', slots: '-', original: null }],
    ['generated pictures', [made('g'), made('h')], ['p', 'g', 'h'], { ours: 'g h', slots: '-  ', original: null }],
    ['a chain', [made('a', 'p'), made('b', 'a')], ['p', 'a', 'b'], { ours: 'a<p b<a', slots: 'p p p', original: 'p' }],
    ['two branches of it', [made('a', 'p'), made('b', 'p')], ['b', 'p', 'a'], { ours: 'a<p b<p', slots: 'p p p', original: 'p' }],
    ['two originals', [made('a', 'p'), made('b', 'q')], ['p', 'a', 'q', 'b'], { ours: 'a<p b<q', slots: 'p p q q', original: 'q' }],
    ['an edit of a generated picture', [made('g'), made('a', 'g')], ['g', 'a'], { ours: 'g a<g', slots: ' ', original: null }],
    ['a step gone', [made('a', 'p'), made('b', 'a')], ['p', 'b'], { ours: 'b<p', slots: 'p p', original: 'p' }],
    ['the original gone', [made('a', 'p'), made('b', 'a')], ['a', 'b'], { ours: 'b<a', slots: 'a a', original: 'a' }],
    ['all but one gone', [made('a', 'p'), made('b', 'a')], ['b'], { ours: '', slots: '-', original: null }],
    ['data that goes round', [made('a', 'b'), made('b', 'a'), made('c', 'c')], ['a', 'b', 'c'], { ours: 'a<b b<a c<c', slots: '  ', original: null }],
  ])('%s', (_name, known, present, expected) => expect(slots(known, present)).toEqual(expected))
})
