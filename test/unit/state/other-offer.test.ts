import { describe, expect, it } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { cardOf, layerOf, paidCard, snapshotOf } from '../../support/builders'
import { createFakeProvider, paidProvider } from '../../support/fake-provider'
import { settle } from '../../support/virtual-time'
import { jobsOf, noticeOf, testKey, tryApp } from '../../support/try-app'

const down = (): PluginError => new PluginError('provider.unavailable', 'OpenPaint is not answering.', { actions: [{ kind: 'retry', label: 'Try again' }] })
const elsewhere = paidProvider({ id: 'other', label: 'Elsewhere', hosts: ['https://api.else.test'], defaultBaseURL: 'https://api.else.test' })

async function failed(otherCard: Parameters<typeof paidCard>[0], otherKey = true) {
  const paid = paidProvider({ auto: false })
  const origins = [['paid', 'https://api.paint.test'], ...(otherKey ? [['other', 'https://api.else.test']] : [])] as const
  const trial = await tryApp({
    snapshot: snapshotOf([layerOf('Hero')]),
    keys: origins.map(([providerId, origin]) => ({ providerId, origin, lastFour: '7f2Q', keep: 'device' as const })), secrets: Object.fromEntries(origins.map(([id, origin]) => [`${id} ${origin}`, testKey])),
    deps: { providers: [createFakeProvider(), paid, elsewhere], cards: [cardOf(), paidCard(), paidCard({ id: 'paint-b', providerId: 'other', label: 'Paint B', price: { kind: 'per-image', usd: 0.2, exact: true }, ...otherCard })] },
  })
  trial.app.actions.editDraft({ modelKey: 'paid/paint-1', prompt: 'a red chair', count: 1 })
  trial.app.actions.run()
  await settle()
  paid.calls[0]!.fail(down())
  await settle()
  return trial
}

describe('a service that does not answer', () => {
  it('another model is offered with its price, and one press runs the same there', async () => {
    const trial = await failed({})
    const notice = noticeOf(trial, 'provider.unavailable')!
    expect(notice.actions.map(({ label }) => label)).toEqual(['Use Paint B · $0.20', 'Try again'])
    trial.app.actions.act(notice.actions[0]!, notice)
    await settle()
    const [, again] = jobsOf(trial)
    expect([again!.providerId, again!.request.modelId, again!.request.prompt, again!.placements[0]!.targetId, again!.estimate]).toEqual(['other', 'paint-b', 'a red chair', jobsOf(trial)[0]!.placements[0]!.targetId, { low: 0.2, high: 0.2, exact: true }])
    expect(noticeOf(trial, 'provider.unavailable')).toBeUndefined()
  })

  it.each([
    ['has no key', {}, false],
    ['starts from a picture', { needsPicture: true as const }, true],
    ['takes no words', { wordless: true as const }, true],
    ['was shut down', { successorId: 'paint-1' }, true],
  ])('none is offered that %s', async (_why, card, key) => {
    const trial = await failed(card, key)
    expect(noticeOf(trial, 'provider.unavailable')!.actions.map(({ kind }) => kind)).toEqual(['retry'])
  })
})
