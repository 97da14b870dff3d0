import { afterEach, describe, expect, it } from 'vitest'
import type { Provider } from '../../../ui/providers/provider'
import { createFakeProvider, paidProvider } from '../../support/fake-provider'
import { jobsOf, tryApp, type Trial } from '../../support/try-app'

const trials: Trial[] = []
afterEach(() => { for (const { app } of trials.splice(0)) app.dispose() })
const label = 'Seer 1'

async function mockup(settings: object, run: NonNullable<Provider['readWords']>['run'] = async () => ({ lines: [{ text: 'CAFÉ', certain: true }], usd: 0.0003 })) {
  const calls: { mime: string }[] = []
  const readWords: Provider['readWords'] = { label, usd: 0.0007, run: (picture, context) => { calls.push(picture); return run(picture, context) } }
  const trial = await tryApp({ withKey: true, deps: { providers: [createFakeProvider({ auto: true }), paidProvider({ auto: true, readWords })] } }), { actions, store } = trial.app
  trials.push(trial)
  trial.usePaid()
  actions.saveSettings(settings)
  actions.chooseTool('text')
  actions.editText({ typed: 'CAFÉ' })
  actions.editDraft({ count: 1 })
  actions.run()
  await trial.time.advance(5000)
  const [job] = jobsOf(trial), result = job!.results[0]!
  return { trial, calls, check: () => store.get().wordChecks[result.key], again: async () => { actions.checkWords(result.key); await trial.time.advance(1000) }, spent: () => store.get().ledger.filter(({ modelId }) => modelId === label) }
}

describe('reading words with a vision model', () => {
  it('happens only where the designer allowed it', async () => {
    const { calls, check } = await mockup({})
    expect([calls.length, check()?.by, check()?.verdicts[0]?.verdict]).toEqual([0, '', 'unsure'])
  })
  it('says who read it, and is counted', async () => {
    const { calls, check, spent, again } = await mockup({ visionReads: true })
    expect(check()).toMatchObject({ state: 'done', by: `Read by ${label}`, verdicts: [{ verdict: 'reads', read: 'CAFÉ', box: null }] })
    expect([calls.length, spent().map(({ usd }) => usd)]).toEqual([1, [0.0003]])
    await again()
    expect([calls.length, check()?.state]).toEqual([2, 'done'])
  })
  it('keeps to the cap, and tells a failure', async () => {
    const { calls, check } = await mockup({ visionReads: true, capPerDayUsd: 0.1003 })
    expect([calls.length, check()?.state, check()?.problem?.code]).toEqual([0, 'failed', 'request.over-cap'])
    const broken = await mockup({ visionReads: true }, async () => { throw new Error('no') })
    expect([broken.check()?.state, broken.check()?.verdicts]).toEqual(['failed', []])
  })
})
