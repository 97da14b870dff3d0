import { describe, expect, it } from 'vitest'
import { formatPrice } from '../../../ui/money/format-price'
import { checkMore } from '../../../ui/state/more-like-this'
import { layerOf, snapshotOf } from '../../support/builders'
import { jobsOf, noticeOf, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const paint = (imageHash: string, visible = true) => ({ type: 'IMAGE', visible, opacity: 1, imageHash, scaleMode: 'FILL', byInlay: true })
const carrying = (hashes: string[], more = {}) => layerOf('Hero', { role: 'source', fills: hashes.map((hash, index) => paint(hash, index === 0)), variations: hashes, recipe: { prompt: 'a red chair', modelId: 'demo', variations: hashes.length }, ...more })
const price = (trial: Trial): string | undefined => { const check = checkMore(trial.app.store.get()); return check ? formatPrice(check.estimate) : undefined }

/** One picture was generated into Hero with the paid model, and Hero is selected with it. */
async function made() {
  const trial = await tryApp({ auto: true, withKey: true, snapshot: snapshotOf([layerOf('Hero')]) })
  trial.usePaid()
  trial.app.actions.editDraft({ prompt: 'a red chair', quality: 'low' })
  trial.app.actions.run()
  await settle()
  const [job] = jobsOf(trial), hash = job!.results[0]!.outcome!.imageHash
  await trial.select(snapshotOf([carrying([hash])]))
  trial.app.actions.editDraft({ prompt: 'something else', quality: 'medium' })
  return { trial, job: job!, hash }
}

describe('More like this', () => {
  it('sends the words and the picture itself as the subject, and lands as a variation that shows', async () => {
    const { trial, job } = await made()
    expect(price(trial)).toBe('$0.10')
    trial.app.actions.moreLikeThis()
    await settle()
    const { request } = trial.paid.calls[1]!
    expect(request).toMatchObject({ count: 1, quality: 'low', modelId: 'paint-1' })
    expect(request.prompt).toMatch(/^a red chair\n\n.*subject/)
    expect(request.references.map(({ role, image }) => [role, image.bytes])).toEqual([['subject', job.results[0]!.bytes]])
    expect(trial.sandbox.state.placed[1]?.plan).toMatchObject({ mode: 'variation', show: true, targetId: 'id:Hero', expectFills: null })
    expect(trial.app.store.get().draft.prompt).toBe('something else')
  })
  it('takes a picture of an earlier session from the layer, with the words of its recipe', async () => {
    const trial = await tryApp({ auto: true, snapshot: snapshotOf([carrying(['old'])]) })
    trial.app.actions.moreLikeThis()
    await settle()
    expect(trial.sandbox.state.exports).toMatchObject([{ nodeId: 'id:Hero', what: 'fill' }])
    expect(trial.demo.calls[0]!.request.prompt).toMatch(/^a red chair/)
  })
  it('is not offered for the original, for edits of an earlier session, and where no words were kept', async () => {
    const offered = async (layer: ReturnType<typeof carrying>) => checkMore((await tryApp({ snapshot: snapshotOf([layer]) })).app.store.get()) !== null
    expect(await offered(carrying(['old']))).toBe(true)
    expect(await offered(carrying(['old'], { fills: [paint('old', false)] }))).toBe(false)
    expect(await offered(carrying(['old'], { recipe: { prompt: '', modelId: 'demo', variations: 1 } }))).toBe(false)
    expect(await offered(carrying(['old'], { steps: [{ imageHash: 'old', from: 'before', toolId: 'inpaint', prompt: '', maskKey: '' }] }))).toBe(false)
  })
  it('asks for no more than a cap allows, and says so', async () => {
    const { trial } = await made()
    trial.app.actions.saveSettings({ capPerRunUsd: 0.05 })
    trial.app.actions.moreLikeThis()
    await settle()
    expect(trial.paid.calls).toHaveLength(1)
    expect(noticeOf(trial, 'request.over-cap')?.message).toContain('cap')
  })
})

describe('Run again', () => {
  it('sends the same request for one picture, whatever the draft says now', async () => {
    const { trial, job } = await made()
    trial.app.actions.runAgain(job.results[0]!.key)
    await settle()
    const [first, second] = trial.paid.calls
    expect(second!.request).toEqual({ ...first!.request, count: 1 })
    expect(jobsOf(trial)[1]).toMatchObject({ state: 'done', estimate: { low: 0.1, high: 0.1 } })
  })
  it('does nothing for a picture that is not known', async () => {
    const { trial } = await made()
    trial.app.actions.runAgain('nobody/0')
    await settle()
    expect(jobsOf(trial)).toHaveLength(1)
  })
})
