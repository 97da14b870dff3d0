// An in-place edit through the window's brain: what the selection opens, what is sent, how it lands. The sandbox and the pixels are fakes.
import { repeatsStep } from '../../../ui/panels/edit/edit-plan-of'
import { describe, expect, it } from 'vitest'
import { identity } from '../../../src/shared/geometry'
import { mainButton } from '../../../ui/state/selectors'
import { patchesOver } from '../../../ui/state/variations'
import { layerOf, snapshotOf, sourceOf } from '../../support/builders'
import { ellipse, photo, ready, run, state } from '../../support/edit-trial'
import { textOf } from '../../support/fake-edit-work'
import { jobsOf, noticeOf, statesOf, tryApp, type Trial } from '../../support/try-app'

const button = (trial: Trial): string => mainButton(state(trial)).label
async function withMask(more: Parameters<typeof tryApp>[0] = {}): Promise<Trial> {
  const trial = await tryApp({ snapshot: snapshotOf([photo, ellipse]), auto: true, ...more })
  await ready(trial)
  return trial
}

describe('what the selection opens', () => {
  it('is Fill for a picture with a shape over it, Whole for a picture alone, Generate for frames', async () => {
    const trial = await withMask()
    expect([state(trial).tool, button(trial)]).toEqual(['edit', 'Fill in Photo'])
    await trial.select(snapshotOf([photo]))
    expect(button(trial)).toBe('Edit Photo')
    await trial.select(snapshotOf([layerOf('Hero')]))
    expect(button(trial)).toBe('Generate into Hero')
  })
  it('decides also over the tool of the last time, whenever it is told', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([photo, ellipse]), stored: { tools: { tool: 'generate' } }, early: true })
    await ready(trial)
    expect([state(trial).tool, button(trial)]).toEqual(['edit', 'Fill in Photo'])
  })
  it('stays what the designer chose until the selection changes its kind', async () => {
    const trial = await withMask()
    trial.app.actions.chooseIntent('remove')
    await trial.select(snapshotOf([photo, { ...ellipse, shape: 'e2' }]))
    expect(button(trial)).toBe('Remove from Photo')
    trial.app.actions.chooseTool('generate')
    await trial.select(snapshotOf([photo, { ...ellipse, shape: 'e3' }]))
    expect(state(trial).tool).toBe('generate')
    await trial.select(snapshotOf([photo]))
    expect(button(trial)).toBe('Edit Photo')
  })
  it('keeps a prompt for Generate and one for each intent', async () => {
    const trial = await withMask()
    const words = (): string => state(trial).draft.prompt
    trial.app.actions.editDraft({ prompt: 'waves' })
    trial.app.actions.chooseIntent('replace')
    expect(words()).toBe('')
    trial.app.actions.editDraft({ prompt: 'a blue cup' })
    trial.app.actions.chooseIntent('fill')
    expect(words()).toBe('waves')
    trial.app.actions.chooseTool('generate')
    expect(words()).toContain('rocket')
    await trial.select(snapshotOf([layerOf('Hero')]))
    await trial.select(snapshotOf([photo, ellipse]))
    expect([button(trial), words()]).toEqual(['Replace in Photo', 'a blue cup'])
  })
})

describe('what stops an edit', () => {
  it('says what to do: select a picture, draw a mask, write a prompt', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([]) })
    trial.app.actions.chooseTool('edit')
    expect(mainButton(state(trial)).blocked).toBe('Select a layer that has a picture.')
    await trial.select(snapshotOf([photo]))
    await ready(trial)
    expect(mainButton(state(trial)).blocked).toBe('Say what you want to see first.')
    trial.app.actions.chooseIntent('fill')
    expect(mainButton(state(trial)).blocked).toBe('Draw a shape over the picture, or paint what should change.')
  })
  it('offers the whole picture when the mask covers all of it', async () => {
    const trial = await withMask()
    trial.app.edits.model()!.setBase(new Uint8Array(400 * 300).fill(255))
    await ready(trial)
    await run(trial)
    expect(noticeOf(trial, 'mask.covers-everything')?.actions).toEqual([{ kind: 'edit-whole', label: 'Edit whole picture' }])
    trial.app.actions.act({ kind: 'edit-whole', label: '' }, noticeOf(trial, 'mask.covers-everything')!)
    expect(button(trial)).toBe('Edit Photo')
  })
  it('tells of a picture or a mask that cannot be read', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([]) })
    trial.sandbox.override['mask.read'] = () => { throw new Error('no') }
    await trial.select(snapshotOf([photo, ellipse]))
    await ready(trial)
    expect(state(trial).edit?.mask.state).toBe('failed')
    expect(mainButton(state(trial)).blocked).not.toBeNull()
  })
})

describe('an edit', () => {
  it('sends crop and mask, fits the answer in and lands it in the same paint', async () => {
    const trial = await withMask()
    trial.app.actions.editDraft({ prompt: 'a blue cup' })
    await run(trial)
    expect(statesOf(trial)).toEqual(['done'])
    const { request } = trial.demo.calls[0]!
    expect(textOf(request.source!.bytes)).toBe('crop of picture of Photo')
    expect(textOf(request.mask!.bytes)).toBe('mask')
    expect(request.prompt).toMatch(/^a blue cup\.\n\nChange only the masked area/)
    const { plan, bytes } = trial.sandbox.state.placed[0]!
    expect(plan.mode).toBe('replace-paint')
    expect(plan.edit).toMatchObject({ imageHash: 'picture of Photo', show: true, hideIds: ['id:Ellipse'], toolId: 'inpaint', patch: null })
    expect(textOf(bytes!)).toMatch(/^picture of Photo with/)
    expect(trial.sandbox.state.records.at(-1)).toMatchObject({ changedOutside: 0, alignment: { dx: 3 } })
  })
  it('works on what was there at the press, whatever happens to the mask afterwards', async () => {
    const trial = await withMask({ auto: false })
    trial.app.actions.run()
    await ready(trial)
    trial.app.edits.model()!.clear()
    expect(trial.work.areas[0]!.coverage.some((value) => value === 255)).toBe(true)
  })
  it('lands several ways: the first shows, the others join hidden', async () => {
    const trial = await withMask()
    trial.app.actions.editDraft({ count: 3 })
    expect(button(trial)).toBe('Fill in Photo, 3 ways')
    await run(trial)
    expect(trial.sandbox.state.placed.map(({ plan }) => plan.edit?.show)).toEqual([true, false, false])
  })
  it('as a new layer shows, though it had landed before', async () => {
    const trial = await withMask()
    await run(trial)
    trial.sandbox.override['variation.show'] = () => ({ shown: true })
    trial.app.actions.asNewLayer(jobsOf(trial)[0]!.results[0]!.key)
    await ready(trial)
    expect(trial.sandbox.state.placed.map(({ plan }) => [plan.mode, plan.edit?.show])).toEqual([['replace-paint', true], ['patch-layer', true]])
  })
  it('that waits to be asked for shows when it is placed, also after another one of its run', async () => {
    const trial = await withMask({ settings: { whenReady: 'ask', landEdits: 'patch' } })
    trial.app.actions.editDraft({ count: 2 })
    await run(trial)
    for (const { key } of jobsOf(trial).flatMap(({ results }) => results)) {
      trial.app.actions.place(key)
      await ready(trial)
    }
    expect(trial.sandbox.state.placed.map(({ plan }) => [plan.mode, plan.edit?.show])).toEqual([['patch-layer', true], ['patch-layer', true]])
  })
  it('is a layer of its own where that is wished', async () => {
    const trial = await withMask({ settings: { landEdits: 'patch' } })
    await run(trial)
    const { plan, bytes } = trial.sandbox.state.placed[0]!
    expect([plan.mode, plan.edit?.patch]).toEqual(['patch-layer', { x: 10, y: 20, width: 30, height: 40 }])
    expect(textOf(bytes!)).toMatch(/^patch of/)
  })
  it('starts from what is seen when an earlier edit lies over the picture', async () => {
    const trial = await withMask({ settings: { landEdits: 'patch' } })
    trial.sandbox.override['place'] = ({ plan }) => ({ placed: 'patch', nodeId: 'patch:1', nodeName: plan.layerName, imageHash: 'patch picture', onScreen: true, warnings: [] })
    trial.sandbox.override['source.read'] = ({ nodeId }) => ({
      source: nodeId === 'patch:1' ? sourceOf('Patch', { nodeId }) : sourceOf('Photo', { patches: [{ nodeId: 'patch:1', imageHash: 'patch picture', visible: true, toSource: [[1, 0, 10], [0, 1, 20]] }] }), bytes: new Uint8Array([nodeId === 'patch:1' ? 2 : 1]),
    })
    await run(trial)
    trial.app.actions.editEdit({ fromResult: true })
    await run(trial)
    const [first, second] = trial.work.areas
    expect([first!.source.key, second!.source.key]).toEqual(['picture of Photo', 'picture of Photo patch picture'])
    expect(second!.source.over).toEqual([{ bytes: new Uint8Array([2]), mime: 'image/png', toSource: [[1, 0, 10], [0, 1, 20]] }])
  })
  it('starts without a patch that an undo on the canvas took away', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([photo, ellipse]), auto: true, settings: { landEdits: 'patch' } }), patch = { nodeId: 'patch:1', imageHash: 'patch picture', visible: true, toSource: identity }
    let laid = true
    trial.sandbox.override['source.read'] = ({ nodeId }) => ({ source: nodeId === 'patch:1' ? sourceOf('Patch', { nodeId }) : sourceOf('Photo', laid ? { patches: [patch] } : {}), bytes: new Uint8Array([1]) })
    await trial.select(snapshotOf([{ ...photo, fillsSignature: 'again' }, ellipse]))
    await ready(trial)
    await run(trial)
    laid = false
    trial.app.actions.editEdit({ fromResult: true })
    await run(trial)
    expect(trial.work.areas.map(({ source }) => source.over?.length ?? 0)).toEqual([1, 0])
  })
  it('as a layer over the picture is told of with the picture selected, and goes when the original is restored', async () => {
    let laid = true
    const trial = await tryApp({ snapshot: snapshotOf([photo]), auto: true })
    trial.sandbox.override['source.read'] = ({ nodeId }) => ({ source: nodeId === 'patch:1' ? sourceOf('Patch', { nodeId }) : sourceOf('Photo', laid ? { patches: [{ nodeId: 'patch:1', imageHash: 'patch picture', visible: true, toSource: identity }] } : {}), bytes: new Uint8Array([1]) })
    trial.sandbox.override['variation.keep'] = ({ nodeId }) => {
      laid = nodeId !== 'patch:1'
      return { removed: 1 }
    }
    await trial.select(snapshotOf([{ ...photo, fillsSignature: 'again' }]))
    await ready(trial)
    expect(patchesOver(state(trial))).toEqual(['patch:1'])
    expect(trial.app.edits.plainUrl()).not.toBe(state(trial).edit!.preview!.url)
    trial.app.actions.keepVariation('patch:1', null, 0)
    await ready(trial)
    expect(patchesOver(state(trial))).toEqual([])
    expect(state(trial).edit!.state).toBe('ready')
  })
  it('of the same mask once more leaves its own patch out and takes its place; patches under it stay', async () => {
    const trial = await withMask({ settings: { landEdits: 'patch' } })
    const patches = ['patch:0', 'patch:1'].map((nodeId) => ({ nodeId, imageHash: `picture of ${nodeId}`, visible: true, toSource: identity })), hidden: (string[] | undefined)[] = []
    trial.sandbox.override['place'] = ({ plan }) => {
      hidden.push(plan.edit?.hideIds)
      return { placed: 'patch', nodeId: 'patch:1', nodeName: plan.layerName, imageHash: 'picture of patch:1', onScreen: true, warnings: [] }
    }
    trial.sandbox.override['source.read'] = ({ nodeId }) => ({
      source: nodeId.startsWith('patch') ? sourceOf('Patch', { nodeId }) : sourceOf('Photo', { patches: hidden.length > 0 ? patches : patches.slice(0, 1) }), bytes: new Uint8Array([nodeId.startsWith('patch') ? 2 : 1]),
    })
    await trial.select(snapshotOf([{ ...photo, fillsSignature: 'again' }, ellipse]))
    await ready(trial)
    await run(trial)
    await run(trial)
    expect(trial.work.areas.map(({ source }) => [source.key, source.over?.length])).toEqual([['picture of Photo picture of patch:0', 1], ['picture of Photo picture of patch:0', 1]])
    expect(hidden.map((ids) => ids?.includes('patch:1'))).toEqual([false, true])
  })
  it('changes nothing when the model reframed the picture; the answer is kept, a retry offered', async () => {
    const trial = await withMask()
    trial.work.reframes = 1
    await run(trial)
    expect(statesOf(trial)).toEqual(['failed'])
    expect(trial.sandbox.state.placed).toEqual([])
    expect(jobsOf(trial)[0]!.results).toHaveLength(1)
    expect(noticeOf(trial, 'pixels.extent-mismatch')?.actions.map(({ kind }) => kind)).toEqual(['retry', 'show'])
    trial.app.actions.act({ kind: 'retry', label: '' }, noticeOf(trial, 'pixels.extent-mismatch')!)
    await trial.time.advance(50)
    await ready(trial)
    expect(statesOf(trial)).toEqual(['done'])
    expect(trial.sandbox.state.placed).toHaveLength(1)
  })
  it('starts from the step\'s input when the same mask is run again, and from the result with another', async () => {
    const trial = await withMask()
    await run(trial)
    const key = trial.sandbox.state.placed[0]!.plan.edit!.maskKey
    const edited = sourceOf('Photo', {
      imageHash: 'result', steps: [{ imageHash: 'result', from: 'picture of Photo', toolId: 'inpaint', maskKey: key }],
      pictures: [{ paintIndex: 0, imageHash: 'picture of Photo', visible: false, byInlay: false }, { paintIndex: 1, imageHash: 'result', visible: true, byInlay: true }],
    })
    trial.sandbox.override['source.read'] = () => ({ source: edited, bytes: new Uint8Array([1]) })
    await trial.select(snapshotOf([{ ...photo, fillsSignature: 'after' }, { ...ellipse, shape: 'hidden by now' }]))
    await ready(trial)
    await run(trial)
    expect(trial.sandbox.state.placed[1]!.plan.edit!.imageHash).toBe('picture of Photo')
    trial.app.actions.editEdit({ fromResult: true })
    await run(trial)
    expect(trial.sandbox.state.placed[2]!.plan.edit!.imageHash).toBe('result')
  })
  it('needs no mask of a model that takes none: the words say where', async () => {
    const trial = await withMask({ withKey: true })
    const cards = state(trial).catalog.cards.map((card) => ({ ...card, operations: { ...card.operations, mask: false } }))
    trial.app.store.set({ catalog: { ...state(trial).catalog, cards } })
    await run(trial)
    expect(trial.demo.calls[0]!.request.mask).toBeNull()
    expect(trial.demo.calls[0]!.request.prompt).toContain('percent of the width')
    expect(trial.sandbox.state.placed).toHaveLength(1)
  })
  it('edits the whole picture without a mask', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([photo]), auto: true })
    await ready(trial)
    trial.app.actions.editDraft({ prompt: 'make it evening' })
    await run(trial)
    expect(trial.work.wholes).toHaveLength(1)
    expect(trial.demo.calls[0]!.request).toMatchObject({ mask: null, toolId: 'edit' })
    expect(trial.sandbox.state.placed[0]!.plan).toMatchObject({ mode: 'replace-paint', edit: { hideIds: [] } })
  })
  it('of the whole picture with the same words starts from the step\'s input, with other words from the result', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([photo]), auto: true })
    await ready(trial)
    trial.app.actions.editDraft({ prompt: 'make it evening' })
    await run(trial)
    const key = trial.sandbox.state.placed[0]!.plan.edit!.maskKey
    expect(key).not.toContain('evening')
    trial.sandbox.override['source.read'] = () => ({
      source: sourceOf('Photo', {
        imageHash: 'result', steps: [{ imageHash: 'result', from: 'picture of Photo', toolId: 'edit', maskKey: key }],
        pictures: [{ paintIndex: 0, imageHash: 'picture of Photo', visible: false, byInlay: false }, { paintIndex: 1, imageHash: 'result', visible: true, byInlay: true }],
      }), bytes: new Uint8Array([1]),
    })
    await trial.select(snapshotOf([{ ...photo, fillsSignature: 'after' }]))
    await ready(trial)
    expect(repeatsStep(state(trial))).toBe(true)
    await run(trial)
    trial.app.actions.editDraft({ prompt: 'add snow' })
    expect(repeatsStep(state(trial))).toBe(false)
    await run(trial)
    expect(trial.sandbox.state.placed.map(({ plan }) => plan.edit!.imageHash)).toEqual(['picture of Photo', 'picture of Photo', 'result'])
  })
})
