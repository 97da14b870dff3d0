import { expect, it } from 'vitest'
import { queuedRequests, restoreQueued, resumeQueued } from '../../../ui/jobs/queue-state'
import { layerOf, snapshotOf } from '../../support/builders'
import { jobsOf, tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'
import type { JobPlan } from '../../../ui/jobs/context'

async function waitingRun() {
  const trial = await tryApp({ snapshot: snapshotOf(Array.from({ length: 4 }, (_, index) => layerOf(`Card ${index + 1}`))), settings: { concurrentRequests: 1 } })
  trial.app.actions.editDraft({ prompt: 'a red chair' })
  trial.app.actions.run()
  await settle()
  const plans = new Map(jobsOf(trial).map((job): [string, JobPlan] => [job.id, { references: [], ratio: 'match', snapshotRevision: 1, composite: null }]))
  return { trial, plans }
}

it('lists what was not sent, in order, and comes back whole from what was stored', async () => {
  const { trial, plans } = await waitingRun()
  const queued = queuedRequests(trial.app.store.get(), plans)
  expect(queued.map(({ targetName }) => targetName)).toEqual(['Card 2', 'Card 3', 'Card 4'])
  expect(restoreQueued(JSON.parse(JSON.stringify(queued)))).toEqual(queued)
})
it('leaves out what needs pictures that are gone, and drops what is broken', async () => {
  const { trial, plans } = await waitingRun()
  const [, second] = jobsOf(trial)
  plans.set(second!.id, { ...plans.get(second!.id)!, references: [{ id: 'f', role: 'style', name: 'Board', sticky: true, from: { kind: 'file', image: { bytes: new Uint8Array(1), mime: 'image/png', widthPx: 1, heightPx: 1, name: 'Board' } } }] })
  const queued = queuedRequests(trial.app.store.get(), plans)
  expect(queued.map(({ targetName }) => targetName)).toEqual(['Card 3', 'Card 4'])
  expect(restoreQueued([{ ...queued[0], request: {} }, queued[1], 7])).toEqual([queued[1]])
  expect(restoreQueued('nothing')).toEqual([])
})
it('waits again under the same ids, in the same run', async () => {
  const { trial, plans } = await waitingRun()
  const resumed = resumeQueued(queuedRequests(trial.app.store.get(), plans), 5000)
  expect(resumed.runs).toHaveLength(1)
  expect(resumed.runs[0]!.jobIds).toEqual(resumed.jobs.map(({ id }) => id))
  expect(resumed.jobs.map(({ state, queuedAt }) => [state, queuedAt])).toEqual([['queued', 5000], ['queued', 5000], ['queued', 5000]])
  expect(jobsOf(trial).slice(1).map(({ id }) => id)).toEqual(resumed.jobs.map(({ id }) => id))
})
