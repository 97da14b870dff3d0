import { describe, expect, it } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { footNotice } from '../../../ui/panels/notices-view'
import { matches, byDay } from '../../../ui/panels/history-view'
import { entriesOfFile } from '../../../ui/state/history-entries'
import { activeLine, leftText, nameOf, progressOf, queueChip, waitingText } from '../../../ui/panels/results/job-view'
import { runStrip } from '../../../ui/panels/run-strip-view'
import type { Job } from '../../../ui/jobs/job'
import { layerOf, snapshotOf, threeFrames } from '../../support/builders'
import { jobsOf, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const state = ({ app }: Trial) => app.store.get()
const started = async (): Promise<Trial> => {
  const trial = await tryApp({ snapshot: snapshotOf(threeFrames()) })
  trial.app.actions.run()
  await settle()
  return trial
}
const answer = async (trial: Trial, count: number): Promise<void> => {
  trial.demo.open().slice(0, count).forEach((call) => call.answer())
  await trial.time.advance(50)
  await settle()
}

describe('the run strip', () => {
  it('counts what forms, names what has landed, then tells the end for 8 seconds', async () => {
    const trial = await started()
    expect(runStrip(state(trial))).toMatchObject({ headline: 'Making 3 pictures', ended: false })
    expect(queueChip(state(trial))).toBe('0 of 3')
    await answer(trial, 1)
    expect(runStrip(state(trial))).toMatchObject({ headline: 'Hero is in place' })
    expect(runStrip(state(trial))?.detail).toMatch(/^2 more forming/)
    expect(queueChip(state(trial))).toBe('1 of 3')
    await answer(trial, 2)
    expect(runStrip(state(trial))).toMatchObject({ headline: '3 in place · free', ended: true, failed: 0 })
    expect(queueChip(state(trial))).toBeNull()
    await trial.time.advance(9_000)
    expect(runStrip(state(trial))).toBeNull()
  })
  it('stays when something failed', async () => {
    const trial = await started()
    trial.demo.open()[2]?.fail(new PluginError('provider.refused', 'Declined.'))
    await answer(trial, 2)
    await trial.time.advance(9_000)
    expect(runStrip(state(trial))).toMatchObject({ headline: '2 in place, 1 not · free', failed: 1 })
  })
})

describe('a job in words', () => {
  const job = (more: Partial<Job>): Job => ({ ...(jobOfTrial as Job), ...more })
  let jobOfTrial: Job | undefined
  it('tells honest progress: stage, partial pictures, elapsed time, and never more than 90 %', async () => {
    const trial = await started()
    jobOfTrial = jobsOf(trial)[0]
    const now = { ...state(trial), nowMs: 10_000 }
    const request = { ...job({}).request, partialImages: 3 }
    expect(progressOf(now, job({ state: 'queued' }))).toBe(0)
    expect(progressOf(now, job({ state: 'running', startedAt: 9_000 }))).toBe(50)
    expect(progressOf(now, job({ state: 'running', startedAt: 0 }))).toBe(90)
    expect(progressOf(now, job({ state: 'running', startedAt: 9_900, request, partials: 2 }))).toBe(50)
    expect(progressOf(now, job({ state: 'running', startedAt: 0, request: { ...request, quality: 'unheard of' }, partials: 0 }))).toBeNull()
    expect(progressOf(now, job({ state: 'placing' }))).toBe(95)
    expect(leftText(now, [job({ state: 'running', startedAt: 9_500 })])).toBe('a few seconds left')
  })
  it('counts a wait down and says who asked for it', () => {
    expect(waitingText(job({ waiting: { reason: 'the service asked for it', untilMs: 12_000 } }), 0)).toBe('Waiting 12 s, the service asked for it')
    expect(activeLine(job({ state: 'queued', waiting: null }), 0)).toBe('Next in line')
    expect(activeLine(job({ state: 'running', startedAt: 0, partials: 1, request: { ...job({}).request, partialImages: 2 } }), 14_000)).toBe('Preview 1 of 2 · 14 s')
  })
  it('calls a picture on the page by its prompt, numbered when there are several', async () => {
    const trial = await tryApp()
    trial.app.actions.editDraft({ prompt: 'A blue door', count: 1 })
    trial.app.actions.run()
    await settle()
    const [one] = jobsOf(trial)
    expect(one && nameOf(one)).toBe('A blue door')
  })
})

describe('history', () => {
  it('lists results newest first, by day, and finds every word in prompt, layer or model', async () => {
    const trial = await tryApp({ snapshot: snapshotOf([layerOf('Hero')]) })
    trial.app.actions.editDraft({ prompt: 'A red chair', count: 1 })
    trial.app.actions.run()
    await settle()
    await answer(trial, 1)
    const [entry] = entriesOfFile(state(trial))
    expect(entriesOfFile(state(trial))).toHaveLength(1)
    expect(entry && ['red', 'hero demo', 'CHAIR  red', 'sofa'].map((search) => matches(entry, 'Demo', search))).toEqual([true, true, true, false])
    const now = entry?.at ?? 0
    expect(byDay(entry ? [entry, { ...entry, at: now - 86_400_000 }] : [], now).map(({ day }) => day)).toEqual(['Today', 'Yesterday'])
  })
})

it('shows what stopped something above the main button, before what is newer', () => {
  const notice = { key: 'a', tone: 'bad' as const, message: 'It stopped.', actions: [], at: 'foot' as const, jobId: null }
  expect(footNotice({ notices: [notice, { ...notice, key: 'b', tone: 'info' }] })?.key).toBe('a')
  expect(footNotice({ notices: [{ ...notice, at: 'results' }] })).toBeNull()
})
