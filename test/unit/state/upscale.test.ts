// An upscale through the window's brain: nothing is asked of a service, tiles follow each other into one group, Cancel ends the work.
import { describe, expect, it } from 'vitest'
import { scaling } from '../../../src/shared/geometry'
import { mainButton } from '../../../ui/state/selectors'
import { layerOf, snapshotOf, sourceOf } from '../../support/builders'
import { textOf } from '../../support/fake-edit-work'
import { statesOf, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const photo = layerOf('Photo', { type: 'RECTANGLE', role: 'source', fills: [{ type: 'IMAGE', visible: true, opacity: 1, imageHash: 'h', scaleMode: 'FILL', byInlay: false }], width: 400, height: 300 })

async function finishing(more: Parameters<typeof tryApp>[0] = {}, widthPx = 800, heightPx = 600): Promise<Trial> {
  const trial = await tryApp({ snapshot: snapshotOf([]), auto: true, ...more })
  trial.sandbox.override['source.read'] = () => ({ source: sourceOf('Photo', { widthPx, heightPx, layerWidth: 400, layerHeight: 300, fromLayer: scaling(widthPx / 400), toSource: scaling(widthPx / 400) }), bytes: new Uint8Array([82]) })
  await trial.select(snapshotOf([photo]))
  trial.app.actions.chooseTool('finish')
  trial.app.actions.editFinish({ way: 'upscale' })
  await rest(trial)
  return trial
}
async function rest(trial: Trial): Promise<void> {
  await settle()
  await trial.time.advance(200)
  await settle()
}
const upscaleDraft = ({ app }: Trial) => app.store.get().finishDraft.upscale

describe('upscale', () => {
  it('is free, offline too, asks nobody and lands in the same paint', async () => {
    const trial = await finishing()
    trial.setOnline(false)
    expect(mainButton(trial.app.store.get())).toEqual({ label: 'Upscale Photo 2x', price: 'free', blocked: null })
    trial.app.actions.run()
    await rest(trial)
    expect([statesOf(trial), trial.demo.calls.length, trial.paid.calls.length]).toEqual([['done'], 0, 0])
    const { plan, bytes } = trial.sandbox.state.placed[0]!
    expect(plan).toMatchObject({ mode: 'replace-paint', edit: { larger: 2, show: true }, recipe: { tool: 'upscale', modelId: 'lanczos' } })
    expect(textOf(bytes!)).toBe('picture of Photo at 1600 x 1200')
  })

  it('lays every tile visible, in one group', async () => {
    const trial = await finishing({}, 1600, 1200)
    trial.app.actions.editFinish({ upscale: { ...upscaleDraft(trial), to: '4x', beyond: 'tiles' } })
    trial.app.actions.run()
    await rest(trial)
    expect(statesOf(trial)).toEqual(['done', 'done', 'done', 'done'])
    expect(trial.sandbox.state.placed.map(({ plan, bytes }) => [plan.mode, plan.layerName, plan.edit?.group, plan.edit?.show, textOf(bytes!)])).toEqual(
      ['0, 0', '3200, 0', '0, 2400', '3200, 2400'].map((from, index) => ['patch-layer', `Tile ${index + 1} of 4`, 'Photo, 6400 x 4800 px', true, `picture of Photo at 6400 x 4800, from ${from}`]),
    )
  })

  it('stops when cancelled, and places nothing', async () => {
    const trial = await finishing()
    trial.work.upscale = (_source, _scaling, _part, { signal }) => new Promise((_done, stop) => signal.addEventListener('abort', () => stop(signal.reason)))
    trial.app.actions.run()
    await rest(trial)
    expect(statesOf(trial)).toEqual(['running'])
    trial.app.actions.cancelAll()
    await rest(trial)
    expect([statesOf(trial), trial.sandbox.state.placed]).toEqual([['cancelled'], []])
  })

  it('is what the relaunch button opens: filled in, and nothing runs by itself', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([photo]), command: 'upscale', auto: true })
    await rest(trial)
    expect([trial.app.store.get().finishDraft.way, mainButton(trial.app.store.get()).label, statesOf(trial)]).toEqual(['upscale', 'Upscale Photo 2x', []])
  })

  it('says when the picture is large enough already', async () => {
    const trial = await finishing()
    trial.app.actions.editFinish({ upscale: { ...upscaleDraft(trial), to: 'frame-2' } })
    expect(mainButton(trial.app.store.get()).blocked).toBe('The picture has 2 px for each unit already. Choose a larger size.')
  })
})
