import { describe, expect, it } from 'vitest'
import { layerOf, snapshotOf } from '../../support/builders'
import { jobsOf, noticeOf, tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

/** Twelve pictures of 1 MB each: the first four are over what is kept whole. */
async function landed(count = 12) {
  const trial = await tryApp({ snapshot: snapshotOf(Array.from({ length: count }, (_, index) => layerOf(`Card ${index}`))) })
  trial.app.actions.run()
  await settle()
  while (trial.demo.open().length > 0) {
    const bytes = new Uint8Array(1_000_000)
    bytes[0] = trial.demo.open().length
    trial.demo.open()[0]!.answer({ results: [{ bytes, mime: 'image/png', widthPx: 10, heightPx: 10, revisedPrompt: null, providerRequestId: null }] })
    await settle()
  }
  return { trial, results: () => jobsOf(trial).map((job) => job.results[0]!) }
}

describe('pictures that have landed', () => {
  it('leave a small copy in the window, the newest stay whole, and no address is left behind', async () => {
    const { trial, results } = await landed()
    expect(results().map(({ bytes, kept }) => [bytes.length, kept?.bytes ?? null])).toEqual(Array.from({ length: 12 }, (_, index) => (index < 4 ? [0, 1_000_000] : [1_000_000, null])))
    expect(results().every(({ url }) => trial.urls.has(url))).toBe(true)
    expect(trial.urls.size).toBe(12)
  })
  it('of a short run all stay whole', async () => {
    const { results } = await landed(11)
    expect(results().every(({ kept }) => !kept)).toBe(true)
  })
  it('are saved whole, from the document', async () => {
    const { trial, results } = await landed()
    trial.app.actions.saveResult(results()[0]!.key)
    await settle()
    expect(trial.saved).toHaveLength(1)
    expect(results()[0]!.kept).toBeNull()
    expect(trial.urls.size).toBe(12)
  })
  it('go back onto the canvas by their hash', async () => {
    const { trial, results } = await landed()
    trial.app.actions.undoRun(jobsOf(trial)[0]!.runId)
    await settle()
    trial.sandbox.state.placed.length = 0
    trial.app.actions.place(results()[0]!.key)
    await settle()
    expect(trial.sandbox.state.placed.map(({ bytes }) => bytes)).toEqual([null])
    expect(results()[0]!.placed).toBe('target')
  })
  it('that the file has lost are told of', async () => {
    const { trial, results } = await landed()
    trial.sandbox.override['picture.read'] = () => ({ bytes: null })
    trial.app.actions.saveResult(results()[0]!.key)
    await settle()
    expect(trial.saved).toEqual([])
    expect(noticeOf(trial, 'placement.rejected-by-figma')?.message).toBe('This file no longer has the picture.')
  })
})
