// History over sessions, relaunch and pasted recipes, through the window's own actions. Storage is that of a fake sandbox.
import { describe, expect, it } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { recipeText } from '../../../ui/jobs/recipe-text'
import { recipeOfEntry, type HistoryEntry } from '../../../ui/jobs/history'
import { entriesOfFile } from '../../../ui/state/history-entries'
import { layerOf, snapshotOf } from '../../support/builders'
import { noticeOf, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const state = ({ app }: Trial) => app.store.get()
const hero = () => snapshotOf([layerOf('Hero')])
async function make(trial: Trial, prompt = 'a red chair'): Promise<void> {
  trial.app.actions.editDraft({ prompt })
  trial.app.actions.run()
  await trial.time.advance(2_000)
  await settle()
}
const reopened = async (trial: Trial, more: Parameters<typeof tryApp>[0] = {}): Promise<Trial> => {
  let seed = 99 // ids of another session
  const next = await tryApp({ snapshot: hero(), auto: true, stored: trial.sandbox.state.stored, file: trial.sandbox.state.file, deps: { random: () => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647 } }, ...more })
  await next.time.advance(10)
  return next
}
const historyOf = (trial: Trial) => trial.sandbox.state.stored['history'] as HistoryEntry[]

describe('history over sessions', () => {
  it('keeps each result with its request and a thumbnail, and lists it after reopening', async () => {
    const first = await tryApp({ snapshot: hero(), auto: true })
    expect(state(first).history.state).toBe('ready')
    await make(first)
    expect(historyOf(first)).toMatchObject([{ prompt: 'a red chair', targetName: 'Hero', modelId: 'demo', placed: 'target', nodeId: 'id:Hero', thumbBytes: 2, usd: 0 }])
    expect(JSON.stringify(historyOf(first))).not.toMatch(/sk-|https?:/)
    expect(Object.keys(first.sandbox.state.stored).filter((name) => name.startsWith('thumb-'))).toHaveLength(1)
    const second = await reopened(first), [entry] = entriesOfFile(state(second))
    expect(entry).toMatchObject({ prompt: 'a red chair' })
    second.app.actions.requestEntryThumb(entry!.id)
    await settle()
    expect(state(second).history.thumbs[entry!.id]).toMatchObject({ state: 'ready' })
    expect(second.demo.calls).toEqual([])
  })

  it('places a picture of an earlier session that no layer and no shelf could take, from this computer', async () => {
    const first = await tryApp({ snapshot: hero() })
    first.sandbox.override['place'] = () => { throw new PluginError('placement.read-only', 'This file cannot be changed.') }
    await make(first)
    first.demo.calls[0]!.answer()
    await first.time.advance(2_000)
    expect(historyOf(first)).toMatchObject([{ nodeId: null, whole: true }])
    const second = await reopened(first)
    second.app.actions.placeEntry(historyOf(first)[0]!.id)
    await second.time.advance(2_000)
    expect(second.sandbox.state.placed.map(({ plan, bytes }) => [plan.mode, [...bytes ?? []]])).toEqual([['new-layer', [1, 0]]])
  })

  it('finds a picture on its layer when the window closed before it heard where it went', async () => {
    const first = await tryApp({ snapshot: snapshotOf([layerOf('Hero'), layerOf('Post')]) })
    first.sandbox.override['place'] = () => new Promise(() => undefined)
    await make(first)
    first.demo.calls.forEach((call) => call.answer())
    await first.time.advance(2_000)
    const kept = historyOf(first).at(-1), imageHash = kept!.imageHash!
    expect([imageHash, kept!.nodeId]).toEqual([expect.stringMatching(/^hash-job-/), null])
    const second = await reopened(first)
    second.sandbox.override['recipes.find'] = () => ({ layers: [{ nodeId: '9:9', name: 'Hero, a red chair', imageHash, recipe: recipeOfEntry(kept!) }] })
    second.app.actions.readFileHistory()
    await second.time.advance(2_000)
    expect(entriesOfFile(state(second)).filter(({ id }) => id === kept!.id).map(({ nodeId }) => nodeId)).toEqual(['9:9'])
    expect(historyOf(second).at(-1)).toMatchObject({ imageHash, nodeId: '9:9' })
  })

  it('keeps a picture that was never placed at its own size, places it in a later session, and makes room for it by the older ones', async () => {
    const thumbs = (trial: Trial) => Object.entries(trial.sandbox.state.stored).filter(([name]) => name.startsWith('thumb-')).sort().map(([, value]) => (value as Uint8Array).length)
    const first = await tryApp({ snapshot: hero(), settings: { whenReady: 'keep' } }), bytes = new Uint8Array(390_000).fill(7)
    for (const prompt of ['one', 'two', 'three', 'four']) {
      first.app.actions.editDraft({ prompt })
      first.app.actions.run()
      await settle()
      first.demo.calls.at(-1)!.answer({ results: [{ bytes, mime: 'image/png', widthPx: 64, heightPx: 48, revisedPrompt: null, providerRequestId: null }] })
      await first.time.advance(2_000)
      await settle()
    }
    expect([thumbs(first), historyOf(first).map(({ whole }) => whole)]).toEqual([[2, 390_000, 390_000, 390_000], [false, true, true, true]])
    const second = await reopened(first), entries = entriesOfFile(state(second))
    second.app.actions.placeEntry(entries[0]!.id)
    await second.time.advance(2_000)
    expect(second.sandbox.state.placed.map(({ plan, bytes: placed }) => [plan.mode, plan.layerName, placed?.length, plan.recipe?.prompt])).toEqual([['new-layer', 'four', 390_000, 'four']])
    expect(historyOf(second).at(-1)).toMatchObject({ placed: 'layer', nodeId: 'new:1' })
    second.app.actions.placeEntry(entries[3]!.id)
    await settle()
    expect(second.sandbox.state.placed).toHaveLength(1)
    const third = await tryApp({ snapshot: hero(), settings: { whenReady: 'keep' }, auto: true })
    await make(third)
    expect(historyOf(third)[0]).toMatchObject({ whole: true, placed: 'results' })
    third.app.actions.place(historyOf(third)[0]!.id)
    await third.time.advance(2_000)
    expect(historyOf(third)[0]).toMatchObject({ whole: false, placed: 'target', thumbBytes: 2 })
  })

  it('tells two files of one name apart, and knows its own under a new name', async () => {
    const named = (fileName: string) => (trial: Trial) => trial.app.store.set({ fileName })
    const first = await tryApp({ snapshot: hero(), auto: true })
    named('Untitled')(first)
    await make(first)
    expect(first.sandbox.state.file['id']).toMatch(/^run-/)
    const other = await reopened(first, { file: {} })
    named('Untitled')(other)
    expect(entriesOfFile(state(other))).toEqual([])
    await make(other, 'a blue chair')
    expect(entriesOfFile(state(other)).map(({ prompt }) => prompt)).toEqual(['a blue chair'])
    const again = await reopened(other, { file: first.sandbox.state.file })
    named('Chairs')(again)
    expect(entriesOfFile(state(again)).map(({ prompt }) => prompt)).toEqual(['a red chair'])
    const bare = await tryApp({ snapshot: hero(), auto: true, settings: { keepRecipes: 'off' } })
    await make(bare)
    expect(bare.sandbox.state.file).toEqual({ id: '' })
  })

  it('puts an old picture back by its hash: into its layer, onto the page when that is gone, and says when the file has lost it', async () => {
    const first = await tryApp({ snapshot: hero(), auto: true })
    await make(first)
    const second = await reopened(first), { id, imageHash } = entriesOfFile(state(second))[0]!
    second.app.actions.placeEntry(id)
    await settle()
    expect(second.sandbox.state.placed).toMatchObject([{ bytes: null, plan: { mode: 'variation', show: true, targetId: 'id:Hero', recipe: { prompt: 'a red chair' } } }])
    const asked: unknown[] = []
    second.sandbox.override['place'] = ({ plan, imageHash: hash }) => {
      asked.push([plan.mode, hash])
      throw new PluginError(plan.mode === 'variation' ? 'placement.target-gone' : 'placement.rejected-by-figma', 'This file no longer has the picture.')
    }
    second.app.actions.placeEntry(id)
    await settle()
    expect(asked).toEqual([['variation', imageHash], ['new-layer', imageHash]])
    expect(noticeOf(second, `place ${id}`)?.message).toBe('This file no longer has the picture.')
  })

  it('fills the window in for Run again, and sends nothing', async () => {
    const first = await tryApp({ snapshot: hero(), auto: true })
    await make(first)
    const second = await reopened(first)
    await make(second, 'something else')
    const old = entriesOfFile(state(second)).find(({ prompt }) => prompt === 'a red chair')!, calls = second.demo.calls.length
    second.app.actions.useEntry(old.id)
    await settle()
    expect(state(second)).toMatchObject({ place: 'create', draft: { prompt: 'a red chair', modelKey: 'demo/demo' } })
    expect(second.demo.calls).toHaveLength(calls)
    expect(second.sandbox.state.shown).toEqual(['id:Hero'])
  })

  it('goes on without a damaged store, and says what could not be read', async () => {
    const trial = await tryApp({ snapshot: hero(), auto: true, stored: { history: { not: 'a list' } } })
    await trial.time.advance(10)
    expect(state(trial).history).toMatchObject({ state: 'ready', corrupt: true, entries: [] })
    await make(trial)
    expect(historyOf(trial)).toHaveLength(1)
  })

  it('keeps fewer entries where the storage is full, and tells once', async () => {
    const first = await tryApp({ snapshot: hero(), auto: true })
    await make(first)
    const [kept] = historyOf(first), many = Array.from({ length: 1500 }, (_, index) => ({ ...kept!, id: `old-${index}/0`, at: index + 1, prompt: 'x'.repeat(400) }))
    const second = await reopened(first, { stored: { ...first.sandbox.state.stored, history: many } })
    await make(second)
    expect(historyOf(second).length).toBeLessThan(1500)
    expect(JSON.stringify(historyOf(second)).length).toBeLessThan(900_000)
    expect(historyOf(second).some(({ id }) => id === 'old-0/0')).toBe(false)
    expect(noticeOf(second, 'history.full')?.message).toMatch(/^History is full/)
    const third = await reopened(second)
    third.sandbox.override['state.save'] = ({ name, value }) => {
      if (name === 'history' && (value as unknown[]).length > 100) throw new PluginError('storage.full', 'Full.')
      third.sandbox.state.stored[name] = value
      return {}
    }
    await make(third)
    expect(historyOf(third).length).toBeLessThanOrEqual(100)
    expect(noticeOf(third, 'history.full')).toBeUndefined()
  })

  it('is forgotten on request, thumbnails too; settings and marks stay', async () => {
    const trial = await tryApp({ snapshot: hero(), auto: true })
    await make(trial)
    trial.app.actions.mark('starred', ['sha'], 'it')
    await trial.time.advance(2_000)
    trial.app.actions.clearHistory()
    await settle()
    expect(historyOf(trial)).toEqual([])
    expect(Object.keys(trial.sandbox.state.stored).filter((name) => name.startsWith('thumb-'))).toEqual([])
    expect(trial.sandbox.state.stored['marks']).toMatchObject({ starred: ['sha'] })
  })
})

describe('a recipe from somebody else', () => {
  const recipe = recipeOfEntry({ id: 'a/0', runId: 'r', at: 5, file: 'f', pageId: null, toolId: 'generate', providerId: 'paid', modelId: 'paint-1', prompt: 'a blue door', targetName: 'Hero', quality: 'high', ratio: '16:9', background: 'auto', seed: null, widthPx: 1600, heightPx: 900, references: [{ role: 'style', name: 'Moodboard', hash: 'h', nodeId: '9:9' }, { role: 'subject', name: 'Lost', hash: 'h', nodeId: '9:8' }], sha256: '', imageHash: null, nodeId: null, placed: 'results', usd: null, thumbBytes: 0 })
  const paste = async (trial: Trial, change: object = {}): Promise<void> => {
    trial.app.actions.writePrompt(recipeText({ ...recipe, ...change } as typeof recipe, { model: 'Paint', quality: 'High' }))
    await settle()
  }

  it('fills in prompt, model, size and the references that are here, with the own key, and sends nothing', async () => {
    const trial = await tryApp({ snapshot: hero(), withKey: true })
    trial.sandbox.override['layers.find'] = () => ({ layers: [{ id: '9:9', name: 'Moodboard', type: 'FRAME', width: 10, height: 10 }, { id: '9:8', name: 'Lost, another layer', type: 'FRAME', width: 1, height: 1 }] })
    await paste(trial)
    expect(state(trial).draft).toMatchObject({ prompt: 'a blue door', modelKey: 'paid/paint-1', ratio: { kind: 'preset', id: '16:9' }, references: [{ name: 'Moodboard', role: 'style', from: { nodeId: '9:9' } }] })
    expect(noticeOf(trial, 'recipe')?.message).toBe('Recipe pasted. Nothing is sent before you press. 1 of its references is not in this file any more.')
    expect(trial.paid.calls).toEqual([])
  })
  it('keeps the own model where that one has no key or is unknown, and says so', async () => {
    const trial = await tryApp({ snapshot: hero() })
    await paste(trial, { references: [] })
    expect(state(trial).draft).toMatchObject({ prompt: 'a blue door', modelKey: 'demo/demo' })
    expect(noticeOf(trial, 'recipe')?.message).toMatch(/needs an? .* key\. Demo stays chosen\.$/)
    await paste(trial, { references: [], modelId: 'https://evil.example/v1', providerId: 'https://evil.example' })
    expect(noticeOf(trial, 'recipe')?.message).toContain('This build has no model "https://evil.example/v1"; Demo stays chosen.')
    expect(state(trial).settings.endpoints).toEqual({})
  })
  it('is cleaned when it is hostile', async () => {
    const trial = await tryApp({ snapshot: hero(), withKey: true }), endings = ['<', '/script>'].join('')
    await paste(trial, { prompt: `a\u0007 \u202edoor\u2066 ${endings}${'x'.repeat(10_000)}`, quality: '../../x', ratio: 'https://evil.example', widthPx: 1e9, heightPx: -900, baseURL: 'https://evil.example', references: [{ role: 'evil', name: '\u202e', hash: 'h', nodeId: '1:1' }] })
    const { draft, settings } = state(trial)
    expect(draft.prompt.startsWith(`a door ${endings}xxx`)).toBe(true)
    expect(draft).toMatchObject({ modelKey: 'paid/paint-1', references: [], ratio: { kind: 'custom', widthPx: 16_384, heightPx: 1 } })
    expect(['low', 'medium', 'high']).toContain(draft.quality)
    expect(settings.endpoints).toEqual({})
    expect(JSON.stringify([draft.ratio, draft.resolution, draft.quality, draft.modelKey])).not.toContain('evil')
  })
  it.each([['newer', { version: 9 }, /newer Inlay/], ['damaged', { widthPx: 'wide' }, /damaged/]])('is refused politely when it is %s; the prompt stays', async (_, change, said) => {
    const trial = await tryApp({ snapshot: hero() })
    trial.app.actions.editDraft({ prompt: 'mine' })
    await paste(trial, change)
    expect(state(trial).draft.prompt).toBe('mine')
    expect(noticeOf(trial, 'recipe')?.message).toMatch(said)
  })
  it('on a layer of a newer Inlay is told when its button is pressed', async () => {
    const trial = await tryApp({ snapshot: hero(), command: 'generate', deps: {} })
    expect(noticeOf(trial, 'recipe')).toBeUndefined()
    const newer = await tryApp({ snapshot: hero(), command: 'vary', unreadable: true })
    expect(noticeOf(newer, 'recipe')?.message).toMatch(/newer Inlay/)
  })
})
