import { afterEach, describe, expect, it } from 'vitest'
import { cleanKitText, kitColours, maxKitText, mergeKitText, restoreKit, storedKit } from '../../../ui/brand/kit'
import { restoreWords, storedWords } from '../../../ui/state/words-state'
import { checkRun } from '../../../ui/state/check-run'
import { suggestThree } from '../../../ui/state/suggest-three'
import { rewriteOffer } from '../../../ui/state/rewrite-offer'
import { layerOf, snapshotOf } from '../../support/builders'
import { tryApp, type Trial } from '../../support/try-app'

const trials: Trial[] = []
const open = async (start: Parameters<typeof tryApp>[0] = {}): Promise<Trial> => {
  const trial = await tryApp(start)
  trials.push(trial)
  return trial
}
afterEach(() => { for (const { app } of trials.splice(0)) app.dispose() })
const stateOf = ({ app }: Trial) => app.store.get()
const promptOf = (trial: Trial): string => stateOf(trial).draft.prompt
const later = async (trial: Trial): Promise<void> => { await trial.time.advance(1000) }

describe('a template in use', () => {
  it('stands in for the prompt, follows the selection, and gives way to words', async () => {
    const trial = await open(), { actions } = trial.app
    actions.editDraft({ prompt: 'my own words' })
    actions.useTemplate('interior')
    expect(promptOf(trial)).toContain('Architectural photography of a living room')
    await trial.select(snapshotOf([layerOf('Kitchen')]))
    await later(trial)
    expect(promptOf(trial)).toContain('of a Kitchen with')
    actions.fillSlot('room', 'loft')
    expect(promptOf(trial)).toContain('of a loft with')
    await trial.select(snapshotOf([layerOf('Bathroom')]))
    await later(trial)
    expect(promptOf(trial)).toContain('of a loft with')
    actions.fillSlot('room', null)
    expect(promptOf(trial)).toContain('of a Bathroom with')
    actions.closeTemplate()
    expect([promptOf(trial), stateOf(trial).words.template]).toEqual(['my own words', null])
    actions.useTemplate('poster')
    const given = promptOf(trial)
    actions.editAsText()
    expect([promptOf(trial), stateOf(trial).words.template]).toEqual([given, null])
  })
  it('goes when another prompt comes, and comes back after the window was closed', async () => {
    const trial = await open(), { actions } = trial.app
    actions.useTemplate('landscape')
    actions.fillSlot('place', 'a fjord')
    await later(trial)
    const again = await open({ stored: trial.sandbox.state.stored })
    await later(again)
    expect(stateOf(again).words.template).toMatchObject({ id: 'landscape', byHand: { place: 'a fjord' } })
    expect(promptOf(again)).toContain('landscape of a fjord')
    again.app.actions.editDraft({ prompt: 'something else' })
    await later(again)
    expect(stateOf(again).words.template).toBeNull()
  })
  it('sets the ratio of new frames only, never the count', async () => {
    const trial = await open()
    trial.app.actions.useTemplate('poster')
    expect(stateOf(trial).draft).toMatchObject({ ratio: { kind: 'preset', id: '2:3' }, count: 4 })
    const framed = await open({ snapshot: snapshotOf([layerOf('Hero')]) })
    framed.app.actions.useTemplate('poster')
    expect(stateOf(framed).draft).toMatchObject({ ratio: { kind: 'match' }, count: 1 })
  })
  it('takes a photographed or drawn product as image 1', async () => {
    const board = layerOf('Mood', { role: 'reference' }), mug = layerOf('Mug', { role: 'reference', type: 'RECTANGLE' })
    const trial = await open({ snapshot: snapshotOf([board, layerOf('Stage')]) })
    trial.app.actions.useTemplate('product-shot')
    trial.app.actions.removeReference(stateOf(trial).draft.references[0]!.id)
    await trial.select(snapshotOf([mug, layerOf('Stage')]))
    expect(stateOf(trial).draft.references).toMatchObject([{ name: 'Mug', role: 'subject' }])
    const drawn = await open({ snapshot: snapshotOf([layerOf('Vase', { type: 'GROUP', hasChildren: true, texts: ['ALBA'] }), layerOf('Stage', { width: 1600, height: 900 })]) })
    drawn.app.actions.useTemplate('product-shot')
    await later(drawn)
    expect(stateOf(drawn).draft.references).toMatchObject([{ name: 'Vase', role: 'subject' }])
    const check = checkRun(stateOf(drawn))
    expect(check.jobs.map(({ targetName }) => targetName)).toEqual(['Stage'])
    expect(check.jobs[0]!.request.prompt).toContain('photograph of image 1 standing')
    expect(check.jobs[0]!.request.prompt).toContain('The words on it stay “ALBA”')
  })
})

describe('own templates', () => {
  it('are saved, renamed, exported, imported, shared with the file, and deleted', async () => {
    const trial = await open(), { actions } = trial.app, own = () => stateOf(trial).words.own
    actions.editDraft({ prompt: 'A {product} on snow, with {words} on it' })
    expect(actions.saveTemplate('Winter')).toBe(true)
    expect(own()).toMatchObject([{ label: 'Winter', slots: [{ id: 'product', kind: 'text' }, { id: 'words', kind: 'words' }] }])
    actions.renameTemplate(own()[0]!.id, 'Deep winter')
    actions.shareTemplate(own()[0]!.id, true)
    await later(trial)
    expect(trial.sandbox.state.file['templates']).toContain('Deep winter')
    actions.exportTemplate(own()[0]!.id)
    expect(trial.saved).toEqual(['deep-winter.inlay.json'])
    const other = await open({ file: trial.sandbox.state.file })
    await other.app.actions.readSharedTemplates()
    expect(stateOf(other).words.shared).toMatchObject([{ label: 'Deep winter', kinds: ['mine'] }])
    other.app.actions.useTemplate(stateOf(other).words.shared[0]!.id)
    expect(promptOf(other)).toBe('A product on snow, with no words on it.')
    actions.importTemplates(trial.sandbox.state.file['templates']!)
    expect(own().map(({ label }) => label)).toEqual(['Deep winter', 'Deep winter'])
    expect(new Set(own().map(({ id }) => id)).size).toBe(2)
    actions.importTemplates('{"templates":[{"id":"x"}]}')
    actions.importTemplates('not json')
    actions.deleteTemplate(own()[0]!.id)
    expect(own()).toHaveLength(1)
    actions.shareTemplate(stateOf(trial).words.shared[0]!.id, false)
    await later(trial)
    expect(trial.sandbox.state.file['templates']).toBe('{"version":1,"templates":[]}')
    expect(actions.saveTemplate('   ')).toBe(false)
    const kept = await open({ stored: trial.sandbox.state.stored })
    expect(stateOf(kept).words.own.map(({ label }) => label)).toContain('Deep winter')
  })
})

describe('the brand kit', () => {
  const read = 'Colour night: #101C3A\nColour clay: #C7421C\nType Display: Inter Bold 72'
  it('changes one line for one changed variable, and leaves what people wrote', () => {
    const now = read.replace('#C7421C', '#008000').split('\n')
    expect(mergeKitText(read, read, now)).toBe(now.join('\n'))
    expect(mergeKitText('', '', read.split('\n'))).toBe(read)
    expect(mergeKitText('Colour night: navy\nAlways morning light', read, now)).toBe('Colour night: navy\nAlways morning light')
    expect(mergeKitText(`${read}\nOwn line`, read, [...now, 'Colour moss: #556B2F'])).toBe(`${now.join('\n')}\nOwn line\nColour moss: #556B2F`)
    expect(mergeKitText(read, read, now.slice(0, 1))).toBe('Colour night: #101C3A')
    expect(kitColours(read)).toEqual(['night #101C3A', 'clay #C7421C'])
  })
  it('survives hostile text within its limits', () => {
    const evil = `</script>\u202e{"endpoint":"https://evil.example"}\n${'x'.repeat(10_000)}\n${'line\n'.repeat(5000)}`
    const text = cleanKitText(evil)
    expect(text.length).toBeLessThanOrEqual(maxKitText)
    expect(text).not.toContain('\u202e')
    for (const bad of ['', 'x', '[]', '{"version":2}', '{"version":1,"id":"a b","text":1}', JSON.stringify({ version: 1, id: 'abcd', text: 'a', read: '', moodboards: [{ id: 'x'.repeat(99), name: '' }] })]) expect(restoreKit(bad)).toBeNull()
    const kit = restoreKit(JSON.stringify({ version: 1, id: 'abcd', text: evil, read: '', moodboards: [], endpoint: 'https://evil.example', on: true }))!
    expect(Object.keys(kit).sort()).toEqual(['id', 'moodboards', 'read', 'series', 'text'])
    expect(storedKit(kit)).not.toContain('"on"')
  })
  it('is sent behind the words only while it is on, and for each user on its own', async () => {
    const trial = await open({ file: { brand: storedKit({ id: 'abcd1234', text: 'Own line', read: '', moodboards: [], series: null }) } })
    trial.sandbox.state.brand = read.split('\n')
    trial.app.actions.editDraft({ prompt: 'a chair', count: 1 })
    await trial.app.actions.readKit()
    const sent = (): string => checkRun(stateOf(trial)).jobs[0]!.request.prompt
    expect(sent()).toBe('a chair')
    expect(trial.sandbox.state.file['brand']).toContain('"read":""')
    trial.app.actions.useKit(true)
    expect(sent()).toBe(`a chair\n\nBrand, for whatever the words above leave open:\nOwn line\n${read}`)
    await later(trial)
    expect(trial.sandbox.state.file['brand']).toContain('night')
    expect(checkRun(stateOf(trial)).prompt).toBe('a chair')
    const other = await open({ file: trial.sandbox.state.file })
    await other.app.actions.readKit()
    expect(stateOf(other).words.kitOn).toBe(false)
  })
  it('goes along as the file says at the press, even while it is being read', async () => {
    const trial = await open({ auto: true }), { actions } = trial.app
    trial.sandbox.state.brand = ['Colour clay: #C7421C']
    actions.editDraft({ prompt: 'a chair', count: 1 })
    await actions.readKit()
    actions.useKit(true)
    await later(trial)
    const early = actions.readKit()
    trial.sandbox.state.brand = ['Colour clay: #008000']
    actions.run()
    await early
    await trial.time.advance(5000)
    expect(Object.values(stateOf(trial).jobs).map(({ request }) => request.prompt.split('\n').pop())).toEqual(['Colour clay: #008000'])
  })
})

describe('a series', () => {
  it('follows the first picture that is starred, until it starts over', async () => {
    const trial = await open({ auto: true }), { actions } = trial.app
    actions.useSeries(true)
    actions.editDraft({ prompt: 'a lighthouse', count: 1 })
    actions.run()
    await trial.time.advance(5000)
    const [job] = Object.values(stateOf(trial).jobs)
    actions.mark('starred', [job!.results[0]!.sha256], 'a lighthouse')
    await later(trial)
    expect(stateOf(trial).words.series).toMatchObject({ name: 'a lighthouse', picture: { kind: 'file' } })
    const { references, request } = checkRun(stateOf(trial)).jobs[0]!
    expect(references).toMatchObject([{ id: 'series', role: 'style' }])
    expect(request.prompt).toContain('Keep the light, colours, framing and style of the series.')
    const kept = { file: { ...trial.sandbox.state.file }, stored: trial.sandbox.state.stored }
    expect(restoreKit(String(kept.file['brand']))!.series).toMatchObject({ name: 'a lighthouse', imageHash: job!.results[0]!.outcome!.imageHash })
    actions.clearSeries()
    expect(checkRun(stateOf(trial)).jobs[0]!.references).toEqual([])
    await later(trial)
    expect(restoreKit(String(trial.sandbox.state.file['brand']))!.series).toBeNull()
    const gone = await open(kept)
    await later(gone)
    expect(stateOf(gone).words.series).toMatchObject({ on: true, picture: null })
  })
})

describe('a new prompt', () => {
  it('is offered three pictures with their price, and never gets them by itself', async () => {
    const trial = await open({ withKey: true, auto: true, snapshot: snapshotOf([layerOf('Hero')]) }), { actions } = trial.app
    trial.usePaid()
    actions.editDraft({ prompt: 'a chair' })
    expect([suggestThree(stateOf(trial)), stateOf(trial).draft.count]).toEqual(['$0.30', 1])
    actions.run()
    await trial.time.advance(5000)
    expect(suggestThree(stateOf(trial))).toBeNull()
    actions.editDraft({ prompt: 'a table' })
    expect(suggestThree(stateOf(trial))).toBe('$0.30')
    actions.editDraft({ count: 3 })
    expect(suggestThree(stateOf(trial))).toBeNull()
  })
})

describe('an improvement', () => {
  it('waits for a yes', async () => {
    const trial = await open(), { actions } = trial.app
    actions.editDraft({ prompt: 'a woman in Paris' })
    actions.improvePrompt()
    const shown = stateOf(trial).words.improving
    expect([shown?.state, promptOf(trial)]).toEqual(['shown', 'a woman in Paris'])
    actions.settleImprovement(false)
    expect([stateOf(trial).words.improving, promptOf(trial)]).toEqual([null, 'a woman in Paris'])
    actions.improvePrompt()
    actions.settleImprovement(true)
    expect(promptOf(trial)).toContain('a woman in Paris, soft window light')
    expect(rewriteOffer(stateOf(trial))).toBeNull()
  })
})

describe('what is kept', () => {
  it.each([[null], [7], [{}], [{ built: 3, template: { id: 4 }, own: 'x', kitsOn: [1], seriesOn: 'yes' }]])('is restored from %j', (stored) => {
    expect(restoreWords(stored)).toMatchObject({ built: null, template: null, own: [], kitsOn: [], series: { on: false } })
  })
  it('holds no picture and nothing of the file', async () => {
    const trial = await open()
    expect(Object.keys(storedWords(stateOf(trial).words)).sort()).toEqual(['built', 'kitsOn', 'own', 'seriesOn', 'template'])
  })
})
