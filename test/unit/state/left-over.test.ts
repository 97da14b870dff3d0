// What the end of a window cuts off: kept while it waits or runs, offered at the next opening, never sent by itself.
import { describe, expect, it } from 'vitest'
import { restoreLeftOver } from '../../../ui/state/left-over'
import { layerOf, snapshotOf } from '../../support/builders'
import { jobsOf, noticeOf, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const frames = () => snapshotOf(['Hero', 'Post', 'Phone'].map((name) => layerOf(name)))
async function closed(): Promise<Trial> {
  const trial = await tryApp({ snapshot: frames(), withKey: true, settings: { concurrentRequests: 1 } })
  trial.usePaid()
  trial.app.actions.editDraft({ prompt: 'misty hills' })
  trial.app.actions.run()
  await settle()
  await trial.time.advance(1_500)
  trial.app.dispose()
  return trial
}
/** The job log is the sandbox's: a fake one keeps none. */
const reopened = (trial: Trial, more: Parameters<typeof tryApp>[0] = {}): Promise<Trial> => tryApp({ snapshot: frames(), withKey: true, stored: trial.sandbox.state.stored, ...more })
const kept = (trial: Trial) => Object.keys(trial.sandbox.state.stored).filter((name) => name.startsWith('waiting-'))

describe('a window that closes during a run', () => {
  it('leaves what waited and what was sent, and the next one offers both with their prices', async () => {
    const first = await closed()
    expect(kept(first)).toHaveLength(1)
    expect(JSON.stringify(first.sandbox.state.stored)).not.toMatch(/sk-test|https?:/)
    const second = await reopened(first)
    await settle()
    const notice = noticeOf(second, 'left-over')!
    expect(notice.message).toBe('When Inlay was closed, 2 pictures were still waiting; 1 picture was being made and may have been charged. What was finished is in History.')
    expect(notice.actions.map(({ label }) => label)).toEqual([expect.stringMatching(/^Go on with 2 · /), expect.stringMatching(/^Make that one again · /), 'Leave them'])
    expect(second.paid.calls).toEqual([])

    second.app.actions.act(notice.actions[0]!, notice)
    await settle()
    expect(jobsOf(second).map(({ targetName }) => targetName)).toEqual(['Post', 'Phone'])
    expect(second.paid.calls).toHaveLength(2)
    const rest = noticeOf(second, 'left-over')!
    second.app.actions.act(rest.actions[0]!, rest)
    await settle()
    expect(jobsOf(second).map(({ targetName }) => targetName)).toEqual(['Post', 'Phone', 'Hero'])
    expect(jobsOf(second)[2]!.id).not.toBe(jobsOf(first)[0]!.id)
    expect(noticeOf(second, 'left-over')).toBeUndefined()
  })

  it('offers it again until it is decided, and not in a file without those layers', async () => {
    const first = await closed()
    const second = await reopened(first)
    await second.time.advance(1_500)
    second.app.dispose()
    const elsewhere = await reopened(second, { snapshot: snapshotOf([layerOf('Other')]) })
    await settle()
    expect(noticeOf(elsewhere, 'left-over')).toBeUndefined()
    const third = await reopened(second)
    await settle()
    third.app.actions.leaveLeft()
    await settle()
    expect(kept(third)).toEqual([])
    expect(third.paid.calls).toEqual([])
  })

  it('leaves nothing after a run that ended', async () => {
    const trial = await tryApp({ snapshot: frames(), auto: true })
    trial.app.actions.run()
    await trial.time.advance(3_000)
    await settle()
    expect(kept(trial)).toEqual([])
  })

  it.each([['nothing', null], ['a text', 'x'], ['rubbish', { requests: [{ id: 7 }], sent: 'x', others: [1] }]])('restores %s without a word', (_, stored) => expect(restoreLeftOver(stored, new Set(), new Set())).toBeNull())
})
