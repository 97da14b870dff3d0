import { describe, expect, it } from 'vitest'
import { restoreMarks, toggleMark, noMarks, isMarked } from '../../../ui/state/marks'
import { restoreTools } from '../../../ui/state/restore-tools'
import { tryApp } from '../../support/try-app'

describe('what outlives the window', () => {
  it('keeps the prompt of every tool and intent, and which was in use', async () => {
    const first = await tryApp()
    const { actions, store } = first.app
    actions.editDraft({ prompt: 'a lighthouse' })
    actions.chooseIntent('replace')
    actions.editDraft({ prompt: 'a red door' })
    actions.editEdit({ contextRatio: 2, growPx: 12 })
    await first.time.advance(500)
    const second = await tryApp({ stored: first.sandbox.state.stored })
    const kept = second.app.store.get()
    expect(kept.prompts).toMatchObject({ generate: 'a lighthouse' })
    expect(kept.editDraft).toMatchObject({ intent: store.get().editDraft.intent, contextRatio: 2, growPx: 12, intentByHand: false, paintIndex: null })
    second.app.actions.chooseTool('generate')
    expect(second.app.store.get().draft.prompt).toBe('a lighthouse')
    second.app.actions.chooseIntent('replace')
    expect(second.app.store.get().draft.prompt).toBe('a red door')
  })
  it('falls back field by field when what was kept is broken', () => {
    const restored = restoreTools({ tool: 'paint', prompts: { generate: 5, 'edit/add': 'a boat', secret: 'x' }, editDraft: { intent: 'remove', contextRatio: 99, growPx: -1, matchTone: 'no' } })
    expect(restored.tool).toBe('generate')
    expect(restored.prompts).toEqual({ 'edit/add': 'a boat' })
    expect(restored.editDraft).toMatchObject({ intent: 'remove', contextRatio: 1, growPx: null, matchTone: true })
    expect(restoreTools('nonsense').prompts).toEqual({})
  })
  it('keeps stars and rejections of this user', async () => {
    const first = await tryApp()
    first.app.actions.mark('starred', ['hash-1', 'sha-1'], 'Variation 1')
    first.app.actions.mark('rejected', ['hash-2'], 'Variation 2')
    await first.time.advance(500)
    const second = await tryApp({ stored: first.sandbox.state.stored })
    expect(second.app.store.get().marks).toEqual({ starred: ['hash-1', 'sha-1'], rejected: ['hash-2'] })
    expect(second.app.store.get().notices).toEqual([])
  })
})

describe('stars and rejections', () => {
  it('are one or the other, and a second press takes one back', () => {
    const starred = toggleMark(noMarks, 'starred', ['a', 'b'])
    expect(isMarked(starred, 'starred', ['b'])).toBe(true)
    const rejected = toggleMark(starred, 'rejected', ['b', 'a'])
    expect(rejected).toEqual({ starred: [], rejected: ['b', 'a'] })
    expect(toggleMark(rejected, 'rejected', ['a', 'b'])).toEqual(noMarks)
  })
  it('are at most a thousand of a kind, the newest stay', () => {
    const many = { starred: Array.from({ length: 1000 }, (_, i) => `p${i}`), rejected: [] }
    const more = toggleMark(many, 'starred', ['new'])
    expect([more.starred.length, more.starred[0], more.starred.includes('p999')]).toEqual([1000, 'new', false])
    expect(restoreMarks({ starred: [1], rejected: [] })).toEqual(noMarks)
  })
})
