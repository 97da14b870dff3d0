import { describe, expect, it } from 'vitest'
import { PluginError, type ErrorCode } from '../../../src/shared/errors'
import { snapshotOf, threeFrames, layerOf } from '../../support/builders'
import { targetGone } from '../../support/joined-channel'
import { jobsOf, noticeOf, statesOf, testKey, tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const frames = () => snapshotOf(threeFrames())

describe('a run', () => {
  it('fills three frames with the bytes that were served, one at a time, and tells of each state', async () => {
    const trial = await tryApp({ snapshot: frames() })
    trial.app.actions.run()
    await settle()
    expect(trial.demo.calls.map(({ request }) => `${request.extent.widthPx}x${request.extent.heightPx}`).slice(0, 2)).toEqual(['1440x1024', '1088x1088'])
    trial.demo.calls.forEach((call) => call.answer())
    await settle()
    expect(statesOf(trial)).toEqual(['done', 'done', 'done'])
    expect(trial.sandbox.state.placed.map(({ plan, bytes }) => [plan.targetId, plan.mode, plan.expectFills, [...bytes!]])).toEqual([
      ['id:Hero', 'add-paint', 'fills of Hero', [1, 0]], ['id:Social', 'add-paint', 'fills of Social', [2, 0]], ['id:Phone', 'add-paint', 'fills of Phone', [3, 0]],
    ])
    const [first] = jobsOf(trial)
    const told = trial.sandbox.state.records.filter((record) => record.id === first!.id).map((record) => record.state)
    expect([...new Set(told)]).toEqual(['queued', 'preparing', 'running', 'compositing', 'placing', 'done'])
    expect(trial.sandbox.state.records.at(-1)).toMatchObject({ state: 'done', error: null, results: [{ sha256: 'sha-3-0', placed: 'target', nodeId: 'id:Phone' }] })
  })

  it('makes the first picture that lands the visible one and the rest its variations, whichever comes first', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), deps: {} })
    trial.app.actions.editDraft({ count: 2 })
    trial.app.actions.run()
    await settle()
    trial.demo.calls[0]!.answer()
    await settle()
    expect(trial.sandbox.state.placed.map(({ plan }) => [plan.mode, plan.expectFills, plan.resultIndex])).toEqual([['add-paint', 'fills of Hero', 0], ['variation', null, 1]])
  })

  it('exports each reference layer once for all of its jobs and sends them in order', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([...threeFrames(), layerOf('Mood', { role: 'reference' }), layerOf('Photo', { role: 'source' })]) })
    trial.app.actions.moveReference('selected id:Photo', -1)
    trial.app.actions.run()
    await settle()
    expect(trial.sandbox.state.exports.map(({ nodeId, maxEdgePx }) => [nodeId, maxEdgePx])).toEqual([['id:Photo', 2048], ['id:Mood', 2048]])
    expect(trial.demo.calls).toHaveLength(3)
    for (const { request } of trial.demo.calls) {
      expect(request.references.map(({ role, image }) => [role, image.name, image.mime])).toEqual([['subject', 'Photo', 'image/png'], ['style', 'Mood', 'image/png']])
    }
  })

  it('shows the newest partial picture only, and gives the earlier ones back', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]) })
    trial.app.actions.run()
    await settle()
    trial.demo.calls[0]!.partial()
    trial.demo.calls[0]!.partial()
    const [job] = jobsOf(trial)
    expect([job!.partials, [...trial.urls]]).toEqual([2, [job!.partialUrl]])
    trial.demo.calls[0]!.answer()
    await settle()
    expect([...trial.urls]).toEqual([jobsOf(trial)[0]!.results[0]!.url])
  })

  it('keeps a recipe as the setting says', async () => {
    for (const [keepRecipes, expected] of [['on', { prompt: 'a red chair', promptHash: expect.any(String) as string }], ['hash', { promptHash: expect.any(String) as string }], ['off', null]] as const) {
      const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), settings: { keepRecipes }, auto: true })
      trial.app.actions.editDraft({ prompt: 'a red chair' })
      trial.app.actions.run()
      await settle()
      const { recipe } = trial.sandbox.state.placed[0]!.plan
      if (expected === null) expect(recipe).toBeNull()
      else expect(recipe).toMatchObject({ ...expected, modelId: 'demo', providerId: 'demo', ratio: 'match', variations: [] })
      if (keepRecipes === 'hash') expect(recipe).not.toHaveProperty('prompt')
    }
  })

  it('works over a slow wire, and drops a selection that arrives late', async () => {
    const trial = await tryApp({ snapshot: frames(), wire: { delayMs: 200 }, auto: true })
    expect(trial.app.store.get().snapshot?.layers).toHaveLength(3)
    await trial.select(snapshotOf([layerOf('Card')]))
    trial.sandbox.tellOld(frames(), 1)
    await trial.time.advance(400)
    expect(trial.app.store.get().snapshot?.layers.map(({ name }) => name)).toEqual(['Card'])
    trial.app.actions.run()
    await trial.time.advance(5_000)
    expect(statesOf(trial)).toEqual(['done'])
  })

  it('gives its slot to the next row before anything is done with an answer', async () => {
    let letGo: () => void = () => undefined
    const trial = await tryApp({ snapshot: frames(), settings: { concurrentRequests: 1 }, deps: { turn: () => new Promise((resolve) => { const before = letGo; letGo = () => { before(); resolve() } }) } })
    trial.app.actions.run()
    await settle()
    expect(trial.demo.calls).toHaveLength(1)
    trial.demo.calls[0]!.answer()
    await settle()
    expect([trial.demo.calls.length, jobsOf(trial)[0]!.results.length]).toEqual([2, 0])
    letGo()
    await settle()
    expect([statesOf(trial), jobsOf(trial)[0]!.results.length]).toEqual([['done', 'running', 'queued'], 1])
  })

  it('waits for what other windows spent only near the cap of the day: far from it the answer of a moment ago will do, without a cap none', async () => {
    for (const [capPerDayUsd, sent, answered] of [[1000, 2, 1], [0.25, 1, 1], [null, 2, 0]] as const) {
      const trial = await tryApp({ snapshot: frames(), withKey: true, settings: { concurrentRequests: 1, capPerDayUsd } })
      let reads = 0
      trial.sandbox.override['state.load'] = ({ name }) => (name === 'ledger' && (reads += 1) > answered ? new Promise(() => undefined) : { value: null })
      trial.usePaid()
      trial.app.actions.run()
      await settle()
      trial.paid.calls[0]!.answer()
      await settle()
      expect([capPerDayUsd, trial.paid.calls.length, Math.min(reads, answered + 1)]).toEqual([capPerDayUsd, sent, answered && answered + 1])
    }
  })

  it('lets the file keep what waits for its turn, and no longer what was cancelled meanwhile', async () => {
    const trial = await tryApp({ snapshot: frames() }), { state, override } = trial.sandbox
    let place = (): void => undefined
    override['place'] = ({ plan }) => new Promise((resolve) => { place = () => { state.waiting.delete(`${plan.jobId}/0`); resolve({ placed: 'target', nodeId: plan.targetId!, nodeName: 'Hero', imageHash: 'hash', onScreen: true, warnings: [] }) } })
    trial.app.actions.run()
    await settle()
    trial.demo.calls.forEach((call) => call.answer())
    await settle()
    const [, second, third] = jobsOf(trial)
    expect([...state.waiting].map(([key, { plan, bytes }]) => [key, plan.mode, plan.layerName.split(',')[0], [...bytes]])).toEqual([[`${second!.id}/0`, 'rescue', 'Social', [2, 0]], [`${third!.id}/0`, 'rescue', 'Phone', [3, 0]]])
    await trial.time.advance(1_000)
    expect(trial.app.store.get().history.entries.map(({ imageHash }) => imageHash)).toEqual([null, `hash-${second!.id}-0`, `hash-${third!.id}-0`])
    trial.app.actions.cancelJob(third!.id)
    delete override['place']
    place()
    await settle()
    expect([statesOf(trial), [...state.waiting]]).toEqual([['done', 'done', 'cancelled'], []])
    expect(state.placed.map(({ plan, bytes }) => [plan.targetId, [...bytes!]])).toEqual([['id:Social', [2, 0]]])
    await trial.time.advance(1_000)
    expect(trial.app.store.get().history.entries.map(({ imageHash, whole }) => [imageHash === null, whole])).toEqual([[false, false], [false, false], [true, true]])
  })

  it('asks for the next picture when an answer is here, before it is read, and keeps that answer when it comes', async () => {
    const trial = await tryApp({ snapshot: frames(), settings: { concurrentRequests: 1 } })
    trial.app.actions.run()
    await settle()
    void trial.demo.calls[0]!.context.onReceived!()
    await settle()
    expect([trial.demo.calls.length, statesOf(trial)]).toEqual([2, ['running', 'running', 'queued']])
    trial.demo.calls[1]!.answer()
    trial.demo.calls[0]!.answer()
    await settle()
    // One slot is given away once.
    expect([trial.demo.calls.length, statesOf(trial)]).toEqual([3, ['done', 'done', 'running']])
  })

  it('asks for the key once a run, again in the next, after a change of the keys and after a refusal of the key', async () => {
    const trial = await tryApp({ snapshot: frames(), withKey: true, settings: { concurrentRequests: 1 } }), asked = () => trial.sandbox.state.keyReads
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    trial.paid.calls[0]!.answer()
    await settle()
    expect([trial.paid.calls.length, asked()]).toEqual([2, 1])
    trial.app.store.set(({ keys }) => ({ keys: keys.map((info) => ({ ...info })) }))
    trial.paid.calls[1]!.fail(new PluginError('auth.key-rejected', 'The key was refused.'))
    await settle()
    expect([trial.paid.calls.length, asked()]).toEqual([3, 2])
    trial.paid.calls[2]!.answer()
    await settle()
    trial.app.actions.retryFailed()
    await settle()
    expect([trial.paid.calls.length, asked()]).toEqual([4, 3])
    expect(trial.paid.calls.map(({ context }) => context.key)).toEqual(Array.from({ length: 4 }, () => testKey))
  })

  it('places nothing by itself when the designer wants to be asked', async () => {
    const trial = await tryApp({ snapshot: frames(), settings: { whenReady: 'ask' }, auto: true })
    trial.app.actions.run()
    await settle()
    expect(trial.sandbox.state.placed).toEqual([])
    const [first] = jobsOf(trial)
    trial.app.actions.place(first!.results[0]!.key)
    await settle()
    expect(trial.sandbox.state.placed.map(({ plan }) => plan.targetId)).toEqual(['id:Hero'])
    trial.app.actions.placeAll(first!.runId)
    await settle()
    expect(trial.sandbox.state.placed.map(({ plan }) => plan.targetId)).toEqual(['id:Hero', 'id:Social', 'id:Phone'])
  })
})

describe('cancel', () => {
  it('ends waiting jobs without sending them and stops running ones', async () => {
    const trial = await tryApp({ snapshot: frames(), settings: { concurrentRequests: 1 } })
    trial.app.actions.run()
    await settle()
    expect(trial.demo.calls).toHaveLength(1)
    trial.app.actions.cancelAll()
    await settle()
    expect(statesOf(trial)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(trial.demo.calls[0]!.context.signal.aborted).toBe(true)
    expect(trial.demo.calls).toHaveLength(1)
    expect(jobsOf(trial).every((job) => job.error === null)).toBe(true)
  })
  it('keeps what was finished and says so', async () => {
    const trial = await tryApp({ snapshot: frames() })
    trial.app.actions.run()
    await settle()
    trial.demo.calls[0]!.answer()
    trial.demo.calls[1]!.answer()
    await settle()
    trial.app.actions.cancelAll()
    await settle()
    expect(statesOf(trial)).toEqual(['done', 'done', 'cancelled'])
    expect(noticeOf(trial, 'cancelled')).toMatchObject({ message: 'Cancelled. 2 pictures were finished and are in place.', actions: [{ kind: 'show' }, { kind: 'retry', label: 'Run it again' }] })
    const notice = noticeOf(trial, 'cancelled')!
    trial.app.actions.act(notice.actions[1]!, notice)
    await settle()
    expect(trial.demo.open()).toHaveLength(1)
  })
  it('stops at once while references are exported', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero'), layerOf('Mood', { role: 'reference' })]) })
    trial.sandbox.override['layer.export'] = () => new Promise(() => undefined)
    trial.app.actions.run()
    await settle()
    expect(statesOf(trial)).toEqual(['preparing'])
    trial.app.actions.cancelAll()
    await settle()
    expect(statesOf(trial)).toEqual(['cancelled'])
    expect(trial.demo.calls).toEqual([])
  })
  it('keeps a picture that was paid for while it is prepared for placing', async () => {
    let letGo: () => void = () => undefined
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, deps: { pixels: {
      toPlaceable: (bytes) => new Promise((resolve) => { letGo = () => resolve({ bytes, mime: 'image/png', widthPx: 1, heightPx: 1, reducedFromPx: null }) }),
      sha256Hex: async () => 'sha', thumbnail: async (bytes) => bytes, readImageHeader: () => ({ mime: 'image/png', widthPx: 1, heightPx: 1 }),
    } } })
    trial.app.actions.run()
    await settle()
    expect(statesOf(trial)).toEqual(['compositing'])
    trial.app.actions.cancelAll()
    letGo()
    await settle()
    expect(statesOf(trial)).toEqual(['cancelled'])
    expect(trial.sandbox.state.placed).toEqual([])
    expect(jobsOf(trial)[0]!.results).toHaveLength(1)
    expect(noticeOf(trial, 'cancelled')?.message).toBe('Cancelled. 1 picture is kept in Results.')
  })
  it('lets a landing that is on its way through', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, wire: { delayMs: 50 } })
    trial.app.actions.run()
    await trial.time.advance(10)
    expect(statesOf(trial)).toEqual(['placing'])
    trial.app.actions.cancelAll()
    await trial.time.advance(500)
    expect(statesOf(trial)).toEqual(['cancelled'])
    expect(jobsOf(trial)[0]!.results[0]).toMatchObject({ placed: 'target', placeError: null })
  })
  it('says that the service may still charge for a paid request', async () => {
    const trial = await tryApp({ snapshot: frames(), withKey: true })
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    trial.app.actions.cancelAll()
    await settle()
    expect(noticeOf(trial, 'cancelled')?.message).toBe('Cancelled. OpenPaint may still charge for what was running.')
    expect(trial.app.store.get().ledger.map(({ usd, estimated }) => [usd, estimated])).toEqual([[0.1, true], [0.1, true], [0.1, true]])
  })
})

describe('failures', () => {
  const codes: [ErrorCode, string][] = [
    ['auth.key-rejected', 'OpenPaint did not accept this key.'], ['auth.not-permitted', 'Your organisation must be verified.'], ['provider.quota-exceeded', 'No credit left.'],
    ['provider.refused', 'The safety system declined this prompt.'], ['provider.bad-request', 'OpenPaint could not use this request.'], ['provider.model-gone', 'Paint 1 has been shut down.'],
    ['provider.timeout', 'The connection broke.'], ['provider.bad-response', 'OpenPaint sent something else.'], ['network.interrupted', 'The connection broke.'], ['network.blocked', 'Figma blocked api.paint.test.'],
    ['network.offline', 'You are offline. The prompt is kept.'], ['pixels.decode-failed', 'The picture could not be opened.'], ['internal', 'Something in Inlay went wrong.'],
  ]
  it.each(codes)('%s: sent once, told once for all, document and prompt untouched', async (code, message) => {
    const trial = await tryApp({ snapshot: frames(), withKey: true })
    trial.usePaid()
    trial.app.actions.editDraft({ prompt: 'a red chair' })
    trial.app.actions.run()
    await settle()
    for (const call of trial.paid.open()) call.fail(new PluginError(code, message, { actions: [{ kind: 'retry', label: 'Try again' }], providerRequestId: 'req-9' }))
    await trial.time.advance(300_000)
    expect(trial.paid.calls).toHaveLength(3)
    expect(statesOf(trial)).toEqual(['failed', 'failed', 'failed'])
    expect(trial.app.store.get().notices.filter((notice) => notice.key === code)).toHaveLength(1)
    expect(noticeOf(trial, code)).toMatchObject({ message, at: 'foot', actions: [{ kind: 'retry' }, { kind: 'copy-request-id', value: 'req-9' }] })
    expect(trial.sandbox.state.placed).toEqual([])
    expect(trial.app.store.get().draft.prompt).toBe('a red chair')
    expect(trial.sandbox.state.records.at(-1)?.error?.code).toBe(code)

    const notice = noticeOf(trial, code)!
    trial.app.actions.act(notice.actions[0]!, notice)
    await trial.time.advance(120_000)
    trial.paid.open().forEach((call) => call.answer())
    await trial.time.advance(120_000)
    trial.paid.open().forEach((call) => call.answer())
    await settle()
    expect(statesOf(trial)).toEqual(['done', 'done', 'done'])
    expect(noticeOf(trial, code)).toBeUndefined()
  })

  it('goes on by itself after a rate limit, with a countdown, and can be called off', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero'), layerOf('Card')]), withKey: true })
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    trial.paid.calls.forEach((call) => call.fail(new PluginError('provider.rate-limited', 'Too fast.', { retryable: true, retryAfterMs: 10_000 })))
    await trial.time.advance(1_000)
    expect(statesOf(trial)).toEqual(['queued', 'queued'])
    const first = noticeOf(trial, 'provider.rate-limited')!
    expect(first.message).toMatch(/^OpenPaint asks to wait \d+ seconds; 2 pictures go on by themselves\.$/)
    await trial.time.advance(4_000)
    expect(noticeOf(trial, 'provider.rate-limited')!.message).not.toBe(first.message)
    trial.app.actions.act(first.actions[0]!, first)
    await settle()
    expect(statesOf(trial)).toEqual(['cancelled', 'cancelled'])
    await trial.time.advance(60_000)
    expect(trial.paid.calls).toHaveLength(2)
    expect(noticeOf(trial, 'provider.rate-limited')).toBeUndefined()
  })

  it('sends a rate-limited request again at most three times', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), withKey: true })
    trial.usePaid()
    trial.app.actions.run()
    for (let sent = 0; sent < 6; sent += 1) {
      await trial.time.advance(100_000)
      trial.paid.open().forEach((call) => call.fail(new PluginError('provider.rate-limited', 'Too fast.', { retryable: true })))
    }
    expect(trial.paid.calls).toHaveLength(4)
    expect(statesOf(trial)).toEqual(['failed'])
    expect(noticeOf(trial, 'provider.rate-limited')?.message).toBe('Too fast.')
  })

  it('keeps a paid picture whose target was deleted, and places it on the page or on another layer', async () => {
    const trial = await tryApp({ snapshot: frames(), auto: true })
    const usual = trial.sandbox.override
    usual['place'] = ({ plan }) => { throw targetGone(plan.targetId ?? 'x') }
    trial.app.actions.run()
    await settle()
    expect(statesOf(trial)).toEqual(['done', 'done', 'done'])
    expect(jobsOf(trial)[0]!.results[0]).toMatchObject({ bytes: new Uint8Array([1, 0]), placed: 'results', placeError: { code: 'placement.target-gone' } })
    const notice = noticeOf(trial, 'place placement.target-gone')!
    expect(notice.actions.map(({ kind }) => kind)).toEqual(['place-on-page', 'choose-layer'])
    delete usual['place']
    trial.app.actions.act(notice.actions[0]!, notice)
    await settle()
    expect(trial.sandbox.state.placed[0]!.plan).toMatchObject({ mode: 'new-layer', targetId: null })
    expect(noticeOf(trial, 'place placement.target-gone')).toBeUndefined()
    await trial.select(snapshotOf([layerOf('Other')]))
    trial.app.actions.act({ kind: 'choose-layer', label: '', value: jobsOf(trial)[0]!.results[0]!.key }, notice)
    await settle()
    expect(trial.sandbox.state.placed[1]!.plan).toMatchObject({ mode: 'add-paint', targetId: 'id:Other', expectFills: null })
  })

  it('rescues what its target cannot take, says so once, and offers it again', async () => {
    const trial = await tryApp({ snapshot: frames(), auto: true })
    const usual = trial.sandbox.override, [first] = trial.app.store.get().snapshot!.layers
    const locked = new PluginError('selection.locked', 'Hero is locked. Unlock it or choose another layer.', { hint: 'The picture is kept in Results.' })
    let tries = 0
    usual['place'] = ({ plan }) => {
      tries += 1
      if (plan.targetId === first!.id) throw locked
      return { placed: plan.mode === 'rescue' ? 'rescued' : 'target', nodeId: plan.targetId ?? 'cell', nodeName: plan.layerName, imageHash: `hash-${tries}`, onScreen: true, warnings: [] }
    }
    trial.app.actions.run()
    await settle()
    expect(statesOf(trial)).toEqual(['done', 'done', 'done'])
    const result = () => jobsOf(trial)[0]!.results[0]!
    expect(result()).toMatchObject({ placed: 'rescued', outcome: { nodeId: 'cell', nodeName: `${first!.name}, ${jobsOf(trial)[0]!.placements[0]!.layerName}` }, placeError: { code: 'selection.locked' } })
    expect(trial.sandbox.state.records.filter(({ id }) => id === jobsOf(trial)[0]!.id).pop()!.results).toMatchObject([{ placed: 'rescued', nodeId: 'cell' }])
    const notice = noticeOf(trial, 'place selection.locked')!
    expect(notice.message).toBe('Hero is locked. Unlock it or choose another layer. The picture is kept in Results and on this page, in Rescued results.')
    expect(notice.actions.map(({ label }) => label)).toEqual(['Show', 'Try again', 'Place on page'])
    await trial.time.advance(6_000)
    expect(trial.app.store.get().spoken.status).toMatch(/^2 pictures in place, 1 in Rescued results/)
    delete usual['place']
    trial.app.actions.place(result().key)
    await settle()
    expect(trial.sandbox.state.placed[0]!.plan).toMatchObject({ mode: 'add-paint', targetId: first!.id })
    expect(result()).toMatchObject({ placed: 'target', placeError: null })
  })

  it('ends quietly when the plugin is closed during a run', async () => {
    const trial = await tryApp({ snapshot: frames() })
    trial.app.actions.run()
    await settle()
    trial.app.dispose()
    trial.demo.calls.forEach((call) => call.answer())
    await settle()
    expect(trial.app.store.get().notices.filter(({ tone }) => tone === 'bad')).toEqual([])
    expect(trial.time.pending()).toBe(0)
  })

  it('keeps the picture when the answer to a placing is lost, and places it again on request', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true })
    trial.wire.loses = ({ kind, type }) => kind === 'reply' && type === 'place'
    trial.app.actions.run()
    await trial.time.advance(61_000)
    expect(statesOf(trial)).toEqual(['done'])
    const notice = noticeOf(trial, 'place protocol.timeout')!
    trial.wire.loses = () => false
    trial.app.actions.act(notice.actions[0]!, notice)
    await settle()
    const [once, again] = trial.sandbox.state.placed.map(({ plan }) => `${plan.jobId} ${plan.resultIndex} ${plan.mode}`)
    expect(again).toBe(once)
    expect(jobsOf(trial)[0]!.results[0]).toMatchObject({ placed: 'target', placeError: null })
  })
})
