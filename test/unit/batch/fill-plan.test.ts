import { describe, expect, it } from 'vitest'
import type { CardNode } from '../../../src/shared/cards'
import { mainButton, planNotes } from '../../../ui/state/selectors'
import { checkFinals, planRowsOf } from '../../../ui/state/actions/fill'
import { rowJobs } from '../../../ui/batch/row-job'
import { rowWindow } from '../../../ui/panels/fill/fill-view'
import { layerOf, paidCard, cardOf, snapshotOf } from '../../support/builders'
import { jobsOf, noticeOf, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'
import { PluginError } from '../../../src/shared/errors'

const names = ['Deep sky', 'Rocket yard', 'Café', 'Café']
const layers = () => names.map((name, index) => layerOf(`Card ${index + 1}`, { name: index === 3 ? 'Card 3' : `Card ${index + 1}`, bounds: { x: index * 500, y: 0, width: 400, height: 300 } }))
const nodes = (): CardNode[] => layers().flatMap((layer, index) => [
  { id: layer.id, parentId: null, name: layer.name, type: 'FRAME', bounds: layer.bounds },
  { id: `t${index}`, parentId: layer.id, name: 'Title', type: 'TEXT', bounds: { ...layer.bounds, height: 20 }, text: names[index]!, fontSize: 20 },
])
const state = ({ app }: Trial) => app.store.get()
async function tryPlan(more: Parameters<typeof tryApp>[0] = {}) {
  const trial = await tryApp({ snapshot: snapshotOf(layers()), withKey: true, settings: { picturesPerMinute: null }, ...more })
  const asked: string[][] = []
  trial.sandbox.override['cards.read'] = ({ nodeIds }) => { asked.push(nodeIds); return { nodes: nodes() } }
  trial.usePaid()
  trial.app.actions.fillEach(true)
  trial.app.actions.editFill({ pattern: 'photo of {title}' })
  await settle()
  return { ...trial, asked }
}
const prompts = (trial: Trial) => planRowsOf(state(trial)).map(({ prompt }) => prompt)

describe('the fill plan', () => {
  it('gives each frame its own words, and the press sends one request a row', async () => {
    const trial = await tryPlan()
    expect(trial.asked).toEqual([layers().map(({ id }) => id)])
    expect(prompts(trial)).toEqual(['photo of Deep sky', 'photo of Rocket yard', 'photo of Café', 'photo of Café'])
    expect(planRowsOf(state(trial)).map(({ name }) => name)).toEqual(['Card 1', 'Card 2', 'Card 3', 'Card 3 (2)'])
    expect(mainButton(state(trial))).toEqual({ label: 'Generate 4 rows', price: '$0.40', blocked: null })
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls.map(({ request }) => request.prompt)).toEqual(prompts(trial))
    expect(jobsOf(trial).map(({ words }) => words)).toEqual(prompts(trial))
  })
  it('leaves out rows that are off or empty, and says so', async () => {
    const trial = await tryPlan()
    trial.app.actions.editRow('id:Card 1', { off: true })
    trial.app.actions.editRow('id:Card 2', { prompt: ' ' })
    expect(mainButton(state(trial))).toMatchObject({ label: 'Generate 3 rows', price: '$0.20' })
    expect(planNotes(state(trial))).toEqual(['1 row cannot be sent and is left out: Card 2 (has no prompt).'])
    trial.app.actions.allRows(false)
    expect(mainButton(state(trial)).blocked).toBe('Switch on at least one row.')
    trial.app.actions.allRows(true)
    trial.app.actions.editRow('id:Card 2', { prompt: undefined })
    expect(mainButton(state(trial))).toMatchObject({ label: 'Generate 4 rows', price: '$0.40', blocked: null })
  })
  it('asks once for rows that ask for the same, and lands in each of them', async () => {
    const trial = await tryPlan()
    trial.app.actions.editFill({ share: true })
    expect(mainButton(state(trial)).price).toBe('$0.30')
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls).toHaveLength(3)
    trial.paid.calls.forEach((call) => call.answer())
    await settle()
    expect(trial.sandbox.state.placed.map(({ plan }) => plan.targetId)).toEqual(['id:Card 1', 'id:Card 2', 'id:Card 3', 'id:Card 4'])
    expect(state(trial).ledger.map(({ pictures, usd }) => [pictures, usd])).toEqual([[1, 0.1], [1, 0.1], [1, 0.1]])
    expect([...rowJobs(state(trial)).values()].every(({ result }) => result?.placed === 'target')).toBe(true)
  })
  it('gives a row a model of its own, with its own price and size', async () => {
    const dear = paidCard({ id: 'paint-2', label: 'Paint 2', price: { kind: 'per-image', usd: 1, exact: true }, extents: { kind: 'list', extents: [{ widthPx: 512, heightPx: 512 }] } })
    const trial = await tryPlan({ deps: { cards: [cardOf(), paidCard(), dear] } })
    trial.app.actions.editRow('id:Card 2', { modelKey: 'paid/paint-2' })
    expect(mainButton(state(trial)).price).toBe('$1.30')
    trial.app.actions.run()
    await settle()
    expect(trial.paid.calls.map(({ request, context }) => [request.modelId, request.extent.widthPx, context.card.id])).toContainEqual(['paint-2', 512, 'paint-2'])
  })
  it('sends failed rows again alone', async () => {
    const trial = await tryPlan()
    trial.app.actions.run()
    await settle()
    trial.paid.calls.forEach((call, index) => (index % 2 === 0 ? call.answer() : call.fail(new PluginError('provider.bad-request', 'Refused.'))))
    await settle()
    trial.app.actions.retryFailed()
    await settle()
    expect(trial.paid.calls.slice(4).map(({ request }) => request.prompt)).toEqual(['photo of Rocket yard', 'photo of Café'])
  })
  it('stays while some of its frames are selected, or nothing, and is made anew for others', async () => {
    const trial = await tryPlan()
    trial.app.actions.editRow('id:Card 2', { prompt: 'by hand' })
    await trial.select(snapshotOf([layers()[1]!]))
    expect(prompts(trial)).toHaveLength(4)
    expect(state(trial).fillTargets?.selected).toEqual(['id:Card 2'])
    await trial.select(snapshotOf([]))
    expect(prompts(trial)[1]).toBe('by hand')
    await trial.select(snapshotOf([layerOf('Other'), layerOf('Second')]))
    expect(planRowsOf(state(trial)).map(({ name }) => name)).toEqual(['Other', 'Second'])
    expect(trial.asked).toHaveLength(2)
  })
  it('reads the words again when those of a frame have changed, and only then', async () => {
    const trial = await tryPlan()
    await trial.select(snapshotOf(layers().map((layer) => ({ ...layer, fillsSignature: 'new' }))))
    expect(trial.asked).toHaveLength(1)
    await trial.select(snapshotOf(layers().map((layer) => ({ ...layer, texts: ['other words'] }))))
    expect(trial.asked).toHaveLength(2)
  })
  it('takes a table, and gives one without formulas', async () => {
    const trial = await tryPlan()
    trial.app.actions.pasteRows('Card 3 (2)\t=SUM(A1)\nCard 1\tnew words\nNobody\tx', null)
    expect(prompts(trial)).toEqual(['new words', 'photo of Rocket yard', 'photo of Café', '=SUM(A1)'])
    expect(noticeOf(trial, 'pasted rows')?.message).toBe('2 rows pasted. One line fits no frame here: Nobody.')
    trial.app.actions.copyRows()
    await settle()
    expect(String(trial.copied[0]).split('\n')[4]).toMatch(/^Card 3 \(2\)\t'=SUM\(A1\)\t/)
  })
})

describe('drafts and finals', () => {
  it('makes finals of approved rows only, in High, at their price', async () => {
    const trial = await tryPlan()
    trial.app.actions.editDraft({ quality: 'low' })
    trial.app.actions.run()
    await settle()
    trial.paid.calls.forEach((call) => call.answer())
    await settle()
    expect(checkFinals(state(trial))).toBeNull()
    await trial.select(snapshotOf([layers()[0]!, layers()[2]!]))
    trial.app.actions.approveSelected()
    expect(checkFinals(state(trial))?.estimate).toMatchObject({ high: 0.2 })
    trial.app.actions.makeFinals()
    await settle()
    expect(trial.paid.calls.slice(4).map(({ request }) => [request.prompt, request.quality])).toEqual([['photo of Deep sky', 'medium'], ['photo of Café', 'medium']])
    expect(planRowsOf(state(trial)).some((row) => row.approved)).toBe(false)
    trial.paid.calls.slice(4).forEach((call) => call.answer())
    await settle()
    expect([...rowJobs(state(trial))].filter(([, { final }]) => final).map(([id]) => id)).toEqual(['id:Card 1', 'id:Card 3'])
  })
  it('approves only frames that have a picture of the plan', async () => {
    const trial = await tryPlan()
    await trial.select(snapshotOf([layers()[0]!]))
    trial.app.actions.approveSelected()
    expect(checkFinals(state(trial))).toBeNull()
  })
})

it('draws all of a short plan, and of a long one what is in view', () => {
  expect(rowWindow(12, 49, { top: 0, height: 600 })).toEqual({ from: 0, to: 12 })
  expect(rowWindow(200, 49, { top: 4900, height: 490 })).toEqual({ from: 88, to: 122 })
  expect(rowWindow(200, 49, { top: 0, height: 490 })).toEqual({ from: 0, to: 22 })
})
