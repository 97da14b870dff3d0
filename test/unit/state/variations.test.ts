import { describe, expect, it } from 'vitest'
import { layerOf, snapshotOf } from '../../support/builders'
import { jobsOf, noticeOf, tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'
import { variationsOf } from '../../../ui/state/variations'

const paint = (imageHash: string, visible: boolean) => ({ type: 'IMAGE', visible, opacity: 1, imageHash, scaleMode: 'FILL', byInlay: true })
const withThree = (shown: string | null) => layerOf('Hero', { fills: ['b', 'c', 'a'].map((hash) => paint(hash, hash === shown)), fillsSignature: `shows ${shown}`, variations: ['a', 'b', 'c'] })

async function opened() {
  const trial = await tryApp({ snapshot: snapshotOf([withThree('a')]) })
  const { actions, store } = trial.app
  return { trial, actions, sent: trial.sandbox.state, shown: () => variationsOf(store.get())?.shown }
}

describe('switching variations', () => {
  it('follows the canvas, and only with one layer selected', async () => {
    const { trial, shown } = await opened()
    expect(shown()).toBe('a')
    await trial.select(snapshotOf([withThree(null)]))
    expect(shown()).toBeNull()
    await trial.select(snapshotOf([withThree('a'), layerOf('Post')]))
    expect(shown()).toBeUndefined()
  })
  it('shows each at once and commits the last when the series settles', async () => {
    const { trial, actions, sent, shown } = await opened()
    actions.showVariation('id:Hero', 'b')
    await trial.time.advance(300)
    actions.showVariation('id:Hero', 'c')
    await trial.select(snapshotOf([withThree('b')]))
    expect(shown()).toBe('c')
    await trial.time.advance(399)
    expect(sent.variations).toEqual(['b for now', 'c for now'])
    await trial.time.advance(1)
    expect(sent.variations).toEqual(['b for now', 'c for now', 'c'])
  })
  it('shows the original while held, and commits what was there', async () => {
    const { trial, actions, sent, shown } = await opened()
    actions.holdOriginal('id:Hero', true)
    await trial.select(snapshotOf([withThree(null)]))
    expect([shown(), sent.variations]).toEqual(['a', ['original for now']])
    actions.holdOriginal('id:Hero', false)
    await settle()
    expect(sent.variations).toEqual(['original for now', 'a'])
  })
  it('says what Keep took away', async () => {
    const { trial, actions, sent } = await opened()
    trial.sandbox.override['variation.keep'] = ({ imageHash }) => ({ removed: sent.kept.push(imageHash ?? 'original') + 1 })
    actions.keepVariation('id:Hero', 'b', 2)
    await settle()
    expect([sent.kept, noticeOf(trial, 'done')?.message]).toEqual([['b'], 'Variation 2 is kept. 2 pictures were taken off the layer.'])
  })
  it('asks for each look once, and gives them back when the layer is left', async () => {
    const { trial, actions, sent } = await opened()
    for (const hash of ['', 'a', '']) actions.requestLook('id:Hero', hash)
    await settle()
    expect([sent.looks, trial.urls.size]).toEqual([['original', 'a'], 2])
    await trial.select(snapshotOf([withThree('c')]))
    expect(trial.urls.size).toBe(2)
    await trial.select(snapshotOf([]))
    expect([trial.urls.size, trial.app.store.get().looks]).toEqual([0, null])
  })
})

describe('a run that ends unseen', () => {
  const run = async (hidden: boolean, collapsed: boolean) => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, deps: { hidden: () => hidden } })
    if (collapsed) trial.app.actions.collapse(true)
    trial.app.actions.run()
    await settle()
    return trial
  }
  it('is told by Figma when the designer has gone to another page meanwhile', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')], { pageId: '1:1' }) })
    trial.app.actions.run()
    await settle()
    await trial.select(snapshotOf([], { pageId: '2:1' }))
    trial.demo.open().forEach((call) => call.answer())
    await settle()
    expect(trial.sandbox.state.told).toEqual([{ message: '1 picture in place', tone: 'plain', nodeId: 'id:Hero' }])
  })
  it.each([[true, false], [false, true]])('is told by Figma, with Show: hidden %s, collapsed %s', async (hidden, collapsed) => {
    const trial = await run(hidden, collapsed)
    expect(trial.sandbox.state.told).toEqual([{ message: '1 picture in place', tone: 'plain', nodeId: 'id:Hero' }])
    expect(trial.sandbox.state.collapsed).toEqual(collapsed ? [true] : [])
  })
  it('is not told twice when the window is in sight', async () => {
    expect((await run(false, false)).sandbox.state.told).toEqual([])
  })
})

describe('taking back', () => {
  it('says so when there is nothing, and when a layer was left alone', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true })
    trial.app.actions.undoLast()
    await settle()
    expect(noticeOf(trial, 'done')?.message).toBe('Inlay has put nothing on the canvas that it could take back.')
    trial.app.actions.redoLast()
    expect(noticeOf(trial, 'done')?.message).toBe('There is nothing to do again.')
    trial.app.actions.run()
    await settle()
    const [job] = jobsOf(trial)
    trial.sandbox.override['placement.undo'] = () => ({ undone: { runId: job!.runId, jobId: job!.id, resultIndex: 0, name: 'Hero', removed: false, why: 'was changed since' } })
    trial.app.actions.undoLast()
    await settle()
    expect(noticeOf(trial, 'done')?.message).toBe('Hero was changed since and left alone.')
    expect(jobsOf(trial)[0]!.results[0]!.outcome).not.toBeNull()
  })
})

it('keeps a stored key elsewhere without asking for it again', async () => {
  const trial = await tryApp({ withKey: true })
  await trial.app.actions.keepKey('paid', 'session')
  expect([trial.sandbox.state.moved, trial.app.store.get().keys[0]!.keep]).toEqual([['paid session'], 'session'])
})
