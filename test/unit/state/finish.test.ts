// Finish through the window's brain: which method is chosen, what is said of it, how a cut lands and is corrected. The sandbox and the pixels are fakes.
import { describe, expect, it } from 'vitest'
import { finishOf } from '../../../ui/state/check-run'
import { mainButton } from '../../../ui/state/selectors'
import { layerOf, snapshotOf, sourceOf } from '../../support/builders'
import { ellipse, photo, picture, ready, run, state } from '../../support/edit-trial'
import { createFakeEditWork } from '../../support/fake-edit-work'
import { jobsOf, noticeOf, statesOf, tryApp, type Trial } from '../../support/try-app'

const button = (trial: Trial) => mainButton(state(trial))
const method = (trial: Trial): string | undefined => finishOf(state(trial))?.method?.card.id
type More = NonNullable<Parameters<typeof tryApp>[0]> & { ground?: 'plain' | 'busy' | 'clear' }
async function finishing({ ground = 'plain', ...more }: More = {}): Promise<Trial> {
  const editWork = Object.assign(createFakeEditWork(), { ground })
  const trial = await tryApp({ snapshot: snapshotOf([photo]), auto: true, deps: { editWork }, ...more })
  trial.app.actions.chooseTool('finish')
  await ready(trial)
  return { ...trial, work: editWork }
}

describe('which method cuts out', () => {
  it('is the key before a plain background, free and on this device', async () => {
    const trial = await finishing()
    expect([method(trial), button(trial)]).toEqual(['keying', { label: 'Cut out Photo', price: 'free', blocked: null }])
  })
  it('is what is marked, once something is: a shape over the picture', async () => {
    const trial = await finishing({ snapshot: snapshotOf([photo, ellipse]) })
    expect([method(trial), button(trial).label]).toEqual(['marked', 'Cut out Photo'])
  })
  it('is a model with transparency before another background, with its price, when its key is there', async () => {
    const trial = await finishing({ ground: 'busy', withKey: true })
    expect([method(trial), button(trial)]).toEqual(['paint-1', { label: 'Cut out Photo', price: '$0.10', blocked: null }])
  })
  it('is none without a key: the next step is said, and nothing is run', async () => {
    const trial = await finishing({ ground: 'busy' })
    expect(button(trial)).toEqual({ label: 'Cut out Photo', price: '', blocked: 'The background is not plain enough to cut out on this device. Choose a model, or mark what stays.' })
    await run(trial)
    expect(jobsOf(trial)).toEqual([])
    expect(noticeOf(trial, 'request.invalid')?.message).toContain('Choose a model')
  })
  it('is the designer’s own choice where there is one, with what it lacks', async () => {
    const trial = await finishing()
    trial.app.actions.editFinish({ methods: { 'cut-out': 'paid/paint-1' } })
    expect(method(trial)).toBe('paint-1')
    expect(button(trial).blocked).toMatch(/needs an? .* key/)
    trial.app.actions.editFinish({ methods: {} })
    expect(method(trial)).toBe('keying')
  })
  it('needs no model of the draft: its missing key stops nothing', async () => {
    const trial = await finishing()
    trial.app.actions.editDraft({ modelKey: 'paid/paint-1' })
    expect(button(trial).blocked).toBeNull()
  })
})

describe('a cut on this device', () => {
  it('asks no service, costs nothing and lands in the paint of its picture, with a recipe', async () => {
    const trial = await finishing()
    await run(trial)
    expect(statesOf(trial)).toEqual(['done'])
    expect([trial.demo.calls.length, trial.paid.calls.length]).toEqual([0, 0])
    expect(trial.work.cuts.map(({ way }) => way)).toEqual([{ by: 'key', holes: true }])
    expect(jobsOf(trial)[0]).toMatchObject({ providerId: 'device', actualUsd: 0, results: [{ placed: 'target', composed: { form: 'whole', report: { kept: 0.4, changedOutside: 0 } } }] })
    expect(trial.sandbox.state.placed).toMatchObject([{ plan: { mode: 'replace-paint', targetId: photo.id, edit: { toolId: 'cut-out', imageHash: 'picture of Photo', show: true }, recipe: { tool: 'cut-out', providerId: 'device', modelId: 'keying' } } }])
    expect([state(trial).promptHistory, state(trial).recentModels]).toEqual([[], []])
  })
  it('lands as a layer where the designer wants edits there', async () => {
    const trial = await finishing()
    trial.app.actions.saveSettings({ landEdits: 'patch' })
    await run(trial)
    expect(trial.sandbox.state.placed[0]?.plan).toMatchObject({ mode: 'patch-layer', edit: { patch: { x: 10, y: 20, width: 30, height: 40 } } })
  })
  it('that fails keeps nothing and says why', async () => {
    const trial = await finishing()
    trial.work.cutOut = async () => { throw Object.assign(new Error('broken'), { name: 'RangeError' }) }
    await run(trial)
    expect(statesOf(trial)).toEqual(['failed'])
    expect(jobsOf(trial)[0]?.results).toEqual([])
  })
  it('is cancelled while it is made', async () => {
    const trial = await finishing()
    trial.work.cutOut = (_cut, _answer, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    trial.app.actions.run()
    await ready(trial)
    trial.app.actions.cancelAll()
    await ready(trial)
    expect(statesOf(trial)).toEqual(['cancelled'])
    expect(trial.sandbox.state.placed).toEqual([])
  })
})

describe('a cut by a model', () => {
  it('is asked for a transparent background once, and its alpha is taken', async () => {
    const trial = await finishing({ ground: 'busy', withKey: true })
    await run(trial)
    expect(trial.paid.calls.map(({ request }) => request)).toMatchObject([{ toolId: 'cut-out', background: 'transparent', count: 1, partialImages: 0, format: 'png', source: { mime: 'image/png' }, mask: null }])
    expect(trial.paid.calls[0]?.request.prompt).toMatch(/^Remove the background of image 1/)
    expect(trial.work.cuts.map(({ way }) => way.by)).toEqual(['answer'])
    expect(jobsOf(trial)[0]).toMatchObject({ actualUsd: 0.1, state: 'done' })
  })
})

describe('a cut that is there', () => {
  const cut = { ...photo, fills: [picture, { ...picture, imageHash: 'cut' }] }
  const pictures = [{ paintIndex: 0, imageHash: 'whole', visible: false, byInlay: false }, { paintIndex: 1, imageHash: 'cut', visible: true, byInlay: true }]
  const shown = sourceOf('Photo', { imageHash: 'cut', paintIndex: 1, pictures, steps: [{ imageHash: 'cut', from: 'whole', toolId: 'cut-out' }] })
  it('is corrected on the whole picture: what stayed is marked, and lands over the same original', async () => {
    const trial = await finishing({ snapshot: snapshotOf([]) })
    trial.sandbox.override['source.read'] = ({ paintIndex }) => ({ source: paintIndex === 0 ? { ...shown, imageHash: 'whole', paintIndex: 0 } : shown, bytes: new Uint8Array([82]) })
    await trial.select(snapshotOf([cut]))
    trial.app.actions.chooseTool('finish')
    await ready(trial)
    expect(state(trial).edit).toMatchObject({ recut: true, mask: { pixels: 50 } })
    expect(method(trial)).toBe('keying')
    trial.app.edits.model()?.invert()
    await ready(trial)
    expect(method(trial)).toBe('marked')
    await run(trial)
    expect(trial.work.cuts).toMatchObject([{ way: { by: 'marks' }, source: { key: 'whole' } }])
    expect(trial.sandbox.state.placed[0]?.plan.edit).toMatchObject({ imageHash: 'whole', paintIndex: 0 })
    expect(trial.work.cuts[0]?.marks?.filter((value) => value === 255).length).toBe(400 * 300 - 50)
  })
})

describe('the way to Finish', () => {
  it('by the button of a layer fills the window in and spends nothing', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([photo]), command: 'cut-out', auto: true })
    await ready(trial)
    expect([state(trial).tool, button(trial).label, jobsOf(trial).length]).toEqual(['finish', 'Cut out Photo', 0])
  })
  it('by a result goes to its layer', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true })
    trial.app.actions.run()
    await ready(trial)
    const [job] = jobsOf(trial)
    trial.app.actions.finishResult(job!.results[0]!.key, 'cut-out')
    await ready(trial)
    expect([state(trial).tool, state(trial).place, state(trial).finishDraft.way]).toEqual(['finish', 'create', 'cut-out'])
  })
})
