import { describe, expect, it } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { layerOf, snapshotOf, threeFrames, cardOf, paidCard } from '../../support/builders'
import { jobsOf, noticeOf, statesOf, testKey, tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'
import { firstPrompt } from '../../../ui/state/initial-state'
import { spentToday } from '../../../ui/money/ledger'
import { mainButton } from '../../../ui/state/selectors'

const state = ({ app }: Awaited<ReturnType<typeof tryApp>>) => app.store.get()

describe('the start', () => {
  it('shows a first run with Demo, the prompt, and four pictures on the canvas', async () => {
    const trial = await tryApp()
    expect(state(trial)).toMatchObject({ ready: true, fatal: null, place: 'create', draft: { prompt: firstPrompt, modelKey: 'demo/demo', count: 4, quality: 'medium' } })
    expect(mainButton(state(trial))).toEqual({ label: 'Generate 4 on the canvas', price: 'free', blocked: null })
  })
  it('comes back with the draft, the prompts and the ledger, whatever is broken in them', async () => {
    const trial = await tryApp({ withKey: true, stored: {
      draft: { prompt: 'mine', modelKey: 'paid/paint-1', count: 'many', scaleMode: 'FIT', quality: 'gone', references: [{}], ratio: { kind: 'preset', id: '1:1', ratio: 1 } },
      prompts: { prompts: ['one', 'two'], recentModels: ['paid/paint-1'] }, ledger: [{ at: 5 }, 'x'],
    } })
    expect(state(trial).draft).toMatchObject({ prompt: 'mine', modelKey: 'paid/paint-1', scaleMode: 'FIT', quality: 'medium', count: 4, references: [], ratio: { kind: 'preset', id: '1:1' } })
    expect(state(trial)).toMatchObject({ promptHistory: ['one', 'two'], recentModels: ['paid/paint-1'], ledger: [] })
  })
  it.each([['demo/demo', 'demo/demo'], ['paint-1', 'paid/paint-1'], ['paid', 'paid/paint-1'], ['nonsense', 'demo/demo']])('takes %s as the default model', async (defaultModel, key) => {
    expect(state(await tryApp({ settings: { defaultModel } })).draft.modelKey).toBe(key)
  })
  it('opens filled in from the recipe of the layer that was asked for again, and sends nothing', async () => {
    const trial = await tryApp({ command: 'generate', snapshot: snapshotOf([layerOf('Hero', { recipe: { prompt: 'a blue door', modelId: 'demo', variations: 1 } })]), auto: true })
    expect(state(trial).draft.prompt).toBe('a blue door')
    expect(trial.demo.calls).toEqual([])
  })
  it('says so when Figma does not answer', async () => {
    const trial = await tryApp({ wire: { loses: () => true } })
    await trial.time.advance(16_000)
    expect(state(trial).fatal).toMatchObject({ code: 'protocol.timeout', message: 'Figma did not answer.' })
  })
  it('saves what changed after a moment, and never the references', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Mood', { role: 'reference' })]) })
    trial.app.actions.editDraft({ prompt: 'a' })
    trial.app.actions.editDraft({ prompt: 'ab' })
    await settle()
    expect(trial.app.isIdle()).toBe(false)
    await trial.time.advance(1_000)
    expect(trial.sandbox.state.stored['draft']).toMatchObject({ prompt: 'ab' })
    expect(trial.sandbox.state.stored['draft']).not.toHaveProperty('references')
    expect(trial.app.isIdle()).toBe(true)
  })
})

describe('the selection', () => {
  it('decides the count until the designer does', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()) })
    expect(state(trial).draft.count).toBe(1)
    await trial.select(snapshotOf([]))
    expect(state(trial).draft.count).toBe(4)
    trial.app.actions.editDraft({ count: 2 })
    await trial.select(snapshotOf(threeFrames()))
    expect(state(trial).draft.count).toBe(2)
  })
  it('lends references that go with it, keeps those added by hand, and does not bring back removed ones', async () => {
    const mood = layerOf('Mood', { role: 'reference' }), photo = layerOf('Photo', { role: 'source' })
    const trial = await tryApp({ snapshot: snapshotOf([mood, photo]) })
    trial.app.actions.chooseTool('generate')
    trial.app.actions.changeReference('selected id:Photo', { role: 'layout' })
    trial.app.actions.addReferenceLayers(['id:Mood', 'id:Far'])
    trial.app.actions.removeReference('selected id:Photo')
    const names = (): string[] => state(trial).draft.references.map(({ name, role }) => `${name} ${role}`)
    expect(names()).toEqual(['Mood style', 'Layer style'])
    await trial.select(snapshotOf([mood, photo]))
    expect(names()).toEqual(['Mood style', 'Layer style'])
    await trial.select(snapshotOf([layerOf('Card')]))
    expect(names()).toEqual(['Mood style', 'Layer style'])
    await trial.select(snapshotOf([photo]))
    expect(names()).toEqual(['Mood style', 'Layer style'])
    trial.app.actions.chooseTool('generate')
    expect(names()).toEqual(['Mood style', 'Layer style', 'Photo subject'])
  })
  it('keeps a role that was chosen while the layer is selected', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Photo', { role: 'source' })]) })
    expect(mainButton(state(trial)).label).toBe('Edit Photo')
    trial.app.actions.setRole('id:Photo', 'target')
    expect(mainButton(state(trial)).label).toBe('Generate into Photo')
    await settle()
    expect(mainButton(state(trial)).label).toBe('Generate into Photo')
    await trial.select(snapshotOf([]))
    expect(state(trial).rolesChosen).toEqual({})
  })
  it('gives thumbnails back when their layer changed or left', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()) })
    trial.app.actions.requestThumbnail('id:Hero', 'look')
    trial.app.actions.requestThumbnail('id:Social', 'look')
    trial.app.actions.requestThumbnail('id:Hero', 'look')
    await settle()
    expect([trial.sandbox.state.exports.length, trial.urls.size]).toEqual([2, 2])
    await trial.select(snapshotOf([layerOf('Hero', { width: 1440, height: 1024, fillsSignature: 'other' })]))
    expect([Object.keys(state(trial).thumbnails), trial.urls.size]).toEqual([[], 0])
  })
})

describe('why a press does not run', () => {
  it.each<[string, Parameters<typeof tryApp>[0], (trial: Awaited<ReturnType<typeof tryApp>>) => void, string, string[]]>([
    ['no key', {}, (trial) => trial.usePaid(), 'Paint 1 needs an OpenPaint key.', ['open-settings', 'use-demo']],
    ['a key for another address', { withKey: true, settings: { endpoints: { paid: 'https://other.test/v1' } } }, (trial) => trial.usePaid(), 'Paint 1 needs an OpenPaint key.', ['open-settings', 'use-demo']],
    ['no prompt', {}, (trial) => trial.app.actions.editDraft({ prompt: '' }), 'Say what you want to see first.', ['edit-prompt']],
    ['offline', { withKey: true }, (trial) => { trial.usePaid(); trial.setOnline(false) }, 'You are offline. The prompt is kept.', ['retry']],
    ['the day\'s cap', { withKey: true, settings: { capPerDayUsd: 0.05 } }, (trial) => trial.usePaid(), 'This run would pass today\'s cap: $0.00 spent, $0.10 planned, $0.05 allowed.', ['open-settings']],
  ])('%s', async (_name, start, prepare, message, kinds) => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, ...start })
    prepare(trial)
    expect(mainButton(state(trial))).toMatchObject({ label: 'Generate into Hero', blocked: message })
    trial.app.actions.run()
    await settle()
    const notice = state(trial).notices[0]!
    expect(notice).toMatchObject({ message, at: 'foot' })
    expect(notice.actions.map(({ kind }) => kind)).toEqual(kinds)
    expect([jobsOf(trial), trial.paid.calls, trial.demo.calls]).toEqual([[], [], []])
  })
  it('offers Demo instead, which then runs', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true })
    trial.usePaid()
    trial.app.actions.run()
    const notice = noticeOf(trial, 'auth.key-missing')!
    trial.app.actions.act(notice.actions[1]!, notice)
    expect(state(trial).notices).toEqual([])
    trial.app.actions.run()
    await settle()
    expect(statesOf(trial)).toEqual(['done'])
  })
  it('lets Demo work offline, and takes the offline notice away by itself', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, withKey: true })
    trial.usePaid()
    trial.setOnline(false)
    trial.app.actions.run()
    expect(noticeOf(trial, 'network.offline')).toBeDefined()
    trial.setOnline(true)
    expect(noticeOf(trial, 'network.offline')).toBeUndefined()
    trial.setOnline(false)
    trial.app.actions.editDraft({ modelKey: 'demo/demo' })
    expect(mainButton(state(trial)).blocked).toBeNull()
  })
  it('says which model the account lacks, and that a model is gone', async () => {
    const trial = await tryApp({ withKey: true, snapshot: snapshotOf([layerOf('Hero')]), deps: { cards: [cardOf(), paidCard(), paidCard({ id: 'paint-2', label: 'Paint 2' }), paidCard({ id: 'paint-0', label: 'Paint 0', successorId: 'paint-2', shutdownDate: '2026-10-23' })] } })
    trial.paid.models = [{ id: 'paint-2', shutdownDate: null }]
    await trial.app.actions.testKey('paid')
    trial.usePaid()
    expect(mainButton(state(trial)).blocked).toBe('Your OpenPaint account cannot use Paint 1.')
    trial.app.actions.run()
    const lacking = noticeOf(trial, 'auth.not-permitted')!
    trial.app.actions.act(lacking.actions[0]!, lacking)
    expect(state(trial).draft.modelKey).toBe('paid/paint-2')
    trial.app.actions.editDraft({ modelKey: 'paid/paint-0' })
    expect(mainButton(state(trial)).blocked).toBe('Paint 0 has been shut down.')
  })
})

describe('money', () => {
  it('runs the part that fits under a cap and says what is left', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), auto: true, withKey: true, settings: { capPerRunUsd: 0.25 } })
    trial.usePaid()
    expect(mainButton(state(trial))).toEqual({ label: 'Run 2 of 3 frames', price: '$0.20', blocked: null })
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls).toHaveLength(2)
    expect(noticeOf(trial, 'request.over-cap')?.message).toBe('This run would pass the cap per run: $0.30 planned, $0.25 allowed.')
  })
  it('counts what still runs against the day, and what was spent after it', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), withKey: true, settings: { capPerDayUsd: 0.5 } })
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    expect(mainButton(state(trial)).label).toBe('Run 2 of 3 frames')
    trial.paid.calls.forEach((call) => call.answer())
    await settle()
    expect(state(trial).ledger.map(({ usd, pictures, estimated }) => [usd, pictures, estimated])).toEqual([[0.1, 1, false], [0.1, 1, false], [0.1, 1, false]])
    expect(mainButton(state(trial)).label).toBe('Run 2 of 3 frames')
    await trial.time.advance(1_000)
    expect(trial.sandbox.state.stored['ledger']).toHaveLength(3)
  })
  it('keeps what another window of this user spent', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, withKey: true })
    trial.sandbox.state.stored['ledger'] = [{ at: trial.time.clock(), jobId: 'elsewhere', modelId: 'm', pictures: 1, usd: 4.9, estimated: false }]
    trial.usePaid()
    trial.app.actions.run()
    await trial.time.advance(1_000)
    expect(trial.sandbox.state.stored['ledger']).toHaveLength(2)
    expect(mainButton(state(trial)).blocked).toMatch(/today's cap: \$5\.00 spent/)
  })
  it('takes back what another window set aside and gave back, and keeps what that one spent', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true, withKey: true })
    const entry = (jobId: string, pictures: number) => ({ at: trial.time.clock(), jobId, modelId: 'm', pictures, usd: 1, estimated: pictures === 0 })
    const run = async (): Promise<void> => { trial.app.actions.run(); await trial.time.advance(3_000) }
    trial.usePaid()
    trial.sandbox.state.stored['ledger'] = [entry('held', 0), entry('spent', 1)]
    await run()
    expect(spentToday(state(trial).ledger, trial.time.clock()).usd).toBeCloseTo(2.1)
    trial.sandbox.state.stored['ledger'] = []
    await run()
    expect(state(trial).ledger.map(({ jobId, usd }) => (jobId.startsWith('job-') ? usd : jobId))).toEqual(['spent', 0.1, 0.1])
    expect(trial.sandbox.state.stored['ledger']).toHaveLength(3)
  })
  it('writes the ledger down while a run goes on, however fast its answers come', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), withKey: true, settings: { concurrentRequests: 3 } })
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    for (const call of trial.paid.calls) {
      await trial.time.advance(300)
      call.answer()
      await settle()
    }
    expect((trial.sandbox.state.stored['ledger'] as unknown[]).length).toBe(3)
    await trial.time.advance(500)
    expect(trial.sandbox.state.stored['ledger']).toMatchObject([{ pictures: 1 }, { pictures: 1 }, { pictures: 1 }])
  })
  it('holds a paid model to its rate and a free one to none', async () => {
    const six = snapshotOf(Array.from({ length: 6 }, (_, index) => layerOf(`Card ${index}`)))
    const trial = await tryApp({ snapshot: six, auto: true, withKey: true, settings: { concurrentRequests: 8 } })
    trial.app.actions.run()
    await settle()
    expect(trial.demo.calls).toHaveLength(6)
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls).toHaveLength(5)
    expect(jobsOf(trial).find((job) => job.state === 'queued')?.waiting?.reason).toBe('this model makes a few pictures a minute')
    await trial.time.advance(61_000)
    expect(trial.paid.calls).toHaveLength(6)
  })
  it('sends nothing when another window has spent the last cent meanwhile, and says so', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), auto: true, withKey: true, settings: { capPerDayUsd: 0.5 } })
    trial.usePaid()
    trial.sandbox.state.stored['ledger'] = [{ at: trial.time.clock(), jobId: 'elsewhere', modelId: 'm', pictures: 1, usd: 0.35, estimated: false }]
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls).toHaveLength(1)
    expect(jobsOf(trial).map((job) => [job.state, job.error?.code ?? null])).toEqual([['done', null], ['failed', 'request.over-cap'], ['failed', 'request.over-cap']])
    expect(noticeOf(trial, 'request.over-cap')?.message).toBe("This run would pass today's cap: $0.45 spent, $0.10 planned, $0.50 allowed.")
    trial.app.actions.saveSettings({ capPerDayUsd: 5 })
    trial.app.actions.retryFailed()
    await settle()
    expect(trial.paid.calls).toHaveLength(3)
    expect(spentToday(state(trial).ledger, trial.time.clock()).usd).toBeCloseTo(0.65)
  })
  it('holds a request back while those under way may still turn out cheaper, and lets two runs never share the last cent', async () => {
    const dear = paidCard({ price: { kind: 'tokens', rates: { textIn: 0, imageIn: 0, imageOut: 100 }, exact: false, outputTokens: () => ({ low: 500, high: 1000 }), inputImageTokens: () => 0, tokensPerPartial: 0 } })
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), withKey: true, deps: { cards: [cardOf(), dear] }, settings: { capPerDayUsd: 0.3 } })
    trial.usePaid()
    trial.app.actions.run()
    trial.sandbox.state.stored['ledger'] = [{ at: trial.time.clock(), jobId: 'elsewhere', modelId: 'm', pictures: 1, usd: 0.05, estimated: false }]
    await settle()
    expect(trial.paid.calls).toHaveLength(2)
    expect(jobsOf(trial).map((job) => job.state)).toEqual(['running', 'running', 'preparing'])
    trial.paid.calls[0]!.answer({ usage: { inputTextTokens: 0, inputImageTokens: 0, outputImageTokens: 400, outputTextTokens: 0 } })
    await settle()
    expect(trial.paid.calls).toHaveLength(3)
    trial.paid.calls.forEach((call) => call.answer({ usage: { inputTextTokens: 0, inputImageTokens: 0, outputImageTokens: 1000, outputTextTokens: 0 } }))
    await settle()
    expect(spentToday(state(trial).ledger, trial.time.clock()).usd).toBeCloseTo(0.29)
    expect(jobsOf(trial).map((job) => job.state)).toEqual(['done', 'done', 'done'])
  })
})

describe('keys', () => {
  it('keeps a key out of the state, of other messages and of everything that is stored', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]) })
    await trial.app.actions.saveKey('paid', `  ${testKey}\n`, 'device')
    trial.paid.models = [{ id: 'paint-1', shutdownDate: null }]
    await trial.app.actions.testKey('paid')
    expect(state(trial).keyTests['paid']).toEqual({ state: 'works', message: 'Key ending in 7f2Q works. 1 image model is open to it.' })
    expect(state(trial).draft.modelKey).toBe('paid/paint-1')
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls[0]!.context).toMatchObject({ key: testKey, baseURL: 'https://api.paint.test/v1' })
    trial.paid.calls[0]!.fail(new PluginError('auth.key-rejected', `OpenPaint did not accept ${testKey}.`, { hint: `Incorrect API key provided: ${testKey}`, details: { echoed: testKey } }))
    await trial.time.advance(5_000)
    expect(statesOf(trial)).toEqual(['failed'])
    expect(JSON.stringify(state(trial))).not.toContain(testKey)
    expect(JSON.stringify([trial.sandbox.state.stored, trial.sandbox.state.records, trial.sandbox.state.settings])).not.toContain(testKey)
    const carriers = trial.log.filter((message) => message.includes(testKey)).map((message) => (JSON.parse(message) as { kind: string; type: string }))
    expect([...new Set(carriers.map(({ kind, type }) => `${kind} ${type}`))].sort()).toEqual(['ask secret.save', 'reply secret.read'])
  })
  it('takes out a key of an unknown form that a gateway echoes', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]) })
    await trial.app.actions.saveKey('paid', 'our.team/pass', 'session')
    trial.app.actions.run()
    await settle()
    trial.paid.calls[0]!.fail(new PluginError('provider.bad-response', 'Cannot read.', { hint: 'token our.team/pass is unknown' }))
    await settle()
    trial.paid.models = new PluginError('auth.key-rejected', 'our.team/pass is unknown')
    await trial.app.actions.testKey('paid')
    expect(JSON.stringify([state(trial), trial.sandbox.state.records])).not.toContain('our.team/pass')
  })
  it.each([['blanks inside', 'sk-a b c d e f g'], ['too short', 'sk'], ['a line from an e-mail', 'your key: sk-1234567890']])('refuses what is no key: %s', async (_name, typed) => {
    const trial = await tryApp()
    await trial.app.actions.saveKey('paid', typed, 'device')
    expect(state(trial).keyTests['paid']).toMatchObject({ state: 'failed', error: { message: 'This does not look like a key.' } })
    expect(trial.sandbox.state.secrets).toEqual({})
  })
  it('binds a key to the address it was entered for, and forgets what was known when that changes', async () => {
    const trial = await tryApp({ withKey: true })
    trial.paid.models = [{ id: 'paint-1', shutdownDate: null }]
    await trial.app.actions.testKey('paid')
    trial.app.actions.saveSettings({ endpoints: { paid: 'https://gateway.test/v1/' } })
    expect([state(trial).availability, state(trial).keyTests]).toEqual([{}, {}])
    await trial.app.actions.testKey('paid')
    expect(state(trial).keyTests['paid']).toMatchObject({ state: 'failed', error: { message: 'There is no key to test yet.' } })
    await trial.app.actions.saveKey('paid', 'gateway-key-1', 'session')
    expect(trial.sandbox.state.secrets).toMatchObject({ 'paid https://gateway.test': 'gateway-key-1' })
    expect(state(trial).keys).toEqual([{ providerId: 'paid', origin: 'https://gateway.test', lastFour: 'ey-1', keep: 'session' }])
  })
  it('shows what the service said of a key, and forgets it', async () => {
    const trial = await tryApp({ withKey: true })
    trial.paid.models = new PluginError('auth.key-rejected', 'OpenPaint did not accept this key.')
    await trial.app.actions.testKey('paid')
    expect(state(trial).keyTests['paid']).toMatchObject({ state: 'failed', error: { code: 'auth.key-rejected' } })
    await trial.app.actions.forgetKey('paid')
    expect([state(trial).keys, trial.sandbox.state.secrets, state(trial).keyTests]).toEqual([[], {}, {}])
  })
})

describe('results', () => {
  const finished = async (count = 1) => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]), auto: true })
    trial.app.actions.editDraft({ prompt: 'a "red" chair: by the window', count })
    trial.app.actions.run()
    await settle()
    return { trial, job: jobsOf(trial)[0]! }
  }
  it('brings a hidden variation forward on Place, and shows a picture that is in place', async () => {
    const { trial, job } = await finished(2)
    trial.app.actions.place(job.results[1]!.key)
    await settle()
    expect(trial.sandbox.state.variations).toEqual([job.results[1]!.outcome!.imageHash])
    trial.app.actions.place(job.results[0]!.key)
    await settle()
    expect([trial.sandbox.state.shown, trial.sandbox.state.placed.length]).toEqual([['id:Hero'], 2])
  })
  it('undoes a run, says what was left alone, and can place again', async () => {
    const { trial, job } = await finished()
    trial.sandbox.override['run.undo'] = () => ({ restored: ['Social', 'Phone', 'Card'], skipped: [{ name: 'Hero', why: 'was changed since' }] })
    trial.app.actions.undoRun(job.runId)
    await settle()
    expect(noticeOf(trial, 'undone')?.message).toBe('3 layers put back. Hero was changed since and left alone.')
    expect(state(trial).runs[0]!.undone).toBe(true)
    expect(jobsOf(trial)[0]!.results[0]).toMatchObject({ placed: 'results', outcome: null })
    trial.app.actions.place(job.results[0]!.key)
    await settle()
    expect(trial.sandbox.state.placed.at(-1)!.plan.mode).toBe('add-paint')
  })
  it('saves, copies and drops a picture on a layer', async () => {
    const { trial, job } = await finished()
    const { key, bytes } = job.results[0]!
    trial.app.actions.saveResult(key)
    await trial.app.actions.copyResult(key)
    expect([trial.saved, trial.copied]).toEqual([['a red chair by the window.png'], [bytes]])
    trial.sandbox.drop({ resultKey: key, nodeId: 'id:Card', x: 1, y: 2 })
    trial.sandbox.drop({ resultKey: key, nodeId: null, x: 30, y: 40 })
    await settle()
    expect(trial.sandbox.state.placed.slice(1).map(({ plan }) => [plan.mode, plan.targetId, plan.near?.x])).toEqual([['add-paint', 'id:Card', 0], ['new-layer', null, 30]])
  })
  it('says when the clipboard is closed', async () => {
    const trial = await tryApp({ auto: true, deps: { page: { copyText: async () => { throw new Error('denied') }, copyPicture: async () => { throw new Error('denied') }, download: () => undefined } } })
    trial.app.actions.run()
    await settle()
    await trial.app.actions.copyResult(jobsOf(trial)[0]!.results[0]!.key)
    expect(noticeOf(trial, 'clipboard')?.message).toBe('The clipboard did not take the picture. Save it to disk instead.')
  })
})

describe('words', () => {
  it('speaks at most once in five seconds, and always of the end', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), withKey: true })
    const said: string[] = []
    trial.app.store.subscribe(() => { const { status } = state(trial).spoken; if (status && status !== said.at(-1)) said.push(status) })
    trial.usePaid()
    trial.app.actions.run()
    await settle()
    trial.paid.calls[0]!.answer()
    await settle()
    trial.paid.calls[1]!.answer()
    await trial.time.advance(5_000)
    trial.paid.calls[2]!.answer()
    await trial.time.advance(10_000)
    expect(said).toEqual(['Making 3 pictures, $0.30', 'Social is in place, 2 of 3', '3 pictures in place, $0.30'])
  })
  it('walks the prompts that were used, and back to what was being written', async () => {
    const trial = await tryApp({ auto: true })
    for (const prompt of ['one', 'two', 'one']) {
      trial.app.actions.editDraft({ prompt })
      trial.app.actions.run()
    }
    trial.app.actions.editDraft({ prompt: 'half' })
    const walked = ([-1, -1, -1, 1, 1, 1] as const).map((step) => { trial.app.actions.recallPrompt(step); return state(trial).draft.prompt })
    expect(walked).toEqual(['one', 'two', 'two', 'one', 'half', 'half'])
  })
  it('leaves no timer behind when everything has ended', async () => {
    const trial = await tryApp({ snapshot: snapshotOf(threeFrames()), auto: true })
    trial.app.actions.run()
    await trial.time.advance(30_000)
    expect([trial.time.pending(), trial.app.isIdle()]).toEqual([0, true])
  })
})
