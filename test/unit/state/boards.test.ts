import { describe, expect, it } from 'vitest'
import { layerOf, snapshotOf } from '../../support/builders'
import { PluginError } from '../../../src/shared/errors'
import { targetGone } from '../../support/joined-channel'
import { jobsOf, noticeOf, statesOf, tryApp } from '../../support/try-app'
import { selectedCell } from '../../../ui/state/board-cells'
import { settle } from '../../support/virtual-time'

const hero = layerOf('Hero', { width: 1200, height: 800 })

async function comparing(more: Parameters<typeof tryApp>[0] = {}) {
  const trial = await tryApp({ snapshot: snapshotOf([hero]), withKey: true, ...more })
  trial.app.actions.editDraft({ prompt: 'a red chair', modelKey: 'demo/demo' })
  trial.app.actions.editCompare({ on: true, models: ['paid/paint-1'] })
  return trial
}
const boardOf = ({ app }: Awaited<ReturnType<typeof tryApp>>) => Object.values(app.store.get().boards)[0]!

describe('a comparison', () => {
  it('lays its board first, lands each picture in its cell with its facts, and says why one failed', async () => {
    const trial = await comparing(), { app, sandbox, demo, paid } = trial
    app.actions.run()
    await settle()
    expect([sandbox.state.boards.length, statesOf(trial)]).toEqual([1, ['running', 'running']])
    const [first, second] = boardOf(trial).cells
    demo.calls[0]!.answer()
    await settle()
    expect(sandbox.state.placed.map(({ plan }) => [plan.targetId, plan.mode])).toEqual([[first!.layers.picture, 'add-paint']])
    expect(sandbox.state.written.filter(({ commit }) => !commit).map(({ nodeId, look }) => [nodeId, look['characters'] ?? look['visible']])).toEqual([[first!.layers.message, false], [first!.layers.meta, expect.stringContaining('Standard ·')]])
    paid.calls[0]!.fail(new PluginError('provider.refused', 'The safety system declined this prompt.'))
    await settle()
    expect(sandbox.state.written.at(-1)).toMatchObject({ nodeId: second!.layers.message, look: { visible: true, characters: 'The safety system declined this prompt.' }, commit: true })
    expect(statesOf(trial)).toEqual(['done', 'failed'])
  })

  it('is remembered picture by picture, each with its own prompt', async () => {
    const trial = await comparing({ auto: true })
    trial.app.actions.editCompare({ models: [], prompts: ['a blue chair'] })
    trial.app.actions.run()
    await settle()
    expect(trial.app.store.get().history.entries.map(({ prompt }) => prompt).sort()).toEqual(['a blue chair', 'a red chair'])
  })

  it('sends nothing when the board cannot be laid', async () => {
    const trial = await comparing(), { app, sandbox, demo } = trial
    sandbox.override['board.lay'] = () => { throw new Error('no') }
    app.actions.run()
    await settle()
    expect([jobsOf(trial).length, demo.calls.length, app.store.get().notices.length]).toEqual([0, 0, 1])
  })

  it('places the winner as a variation that shows, each press a run of its own; the cell keeps its picture', async () => {
    const trial = await comparing({ auto: true }), { app, sandbox } = trial
    app.actions.run()
    await settle()
    const [first, second] = boardOf(trial).cells
    app.actions.useCell(second!.jobId!)
    await settle()
    const used = sandbox.state.placed.at(-1)!
    expect([used.plan.targetId, used.plan.mode, used.plan.show, used.plan.recipe?.prompt, boardOf(trial).chosenJobId]).toEqual([hero.id, 'variation', true, 'a red chair', second!.jobId])
    app.actions.useCell(first!.jobId!)
    await settle()
    expect(new Set(sandbox.state.placed.map(({ plan }) => plan.runId)).size).toBe(3)
    expect(sandbox.state.written.slice(-4).map(({ nodeId }) => nodeId)).toEqual([second!.layers.cell, second!.layers.chosen, first!.layers.cell, first!.layers.chosen])
    expect(jobsOf(trial).map(({ results }) => results[0]?.outcome?.nodeId)).toEqual([first!.layers.picture, second!.layers.picture])
  })

  it('takes "Chosen" back when the winner could not be placed', async () => {
    const trial = await comparing({ auto: true }), { app, sandbox } = trial
    app.actions.run()
    await settle()
    sandbox.override.place = () => { throw new Error('no') }
    app.actions.useCell(boardOf(trial).cells[0]!.jobId!)
    await settle()
    expect([boardOf(trial).chosenJobId, noticeOf(trial, 'internal')?.at]).toEqual([null, 'results'])
  })

  it('lands on its board even when pictures are to be kept in Results', async () => {
    const trial = await comparing({ auto: true, settings: { whenReady: 'keep' } })
    trial.app.actions.run()
    await settle()
    expect(trial.sandbox.state.placed).toHaveLength(2)
  })

  it('knows a cell that is selected on the canvas', async () => {
    const trial = await comparing({ auto: true })
    trial.app.actions.run()
    await settle()
    const [, second] = boardOf(trial).cells
    await trial.select(snapshotOf([layerOf('Picture', { id: second!.layers.picture })]))
    expect(selectedCell(trial.app.store.get())?.cell).toBe(second)
    await trial.select(snapshotOf([hero]))
    expect(selectedCell(trial.app.store.get())).toBeNull()
  })

  it('is used after reopening, from what the document kept with it', async () => {
    const first = await comparing({ auto: true })
    first.app.actions.run()
    await settle()
    const { data } = first.sandbox.state.boards[0]!, { runId, cells: [one, two] } = boardOf(first)
    expect(data).not.toMatch(/sk-|https?:|\$/)
    const picture = layerOf('Picture 1.2, Paint 1', { id: two!.layers.picture, recipe: { prompt: 'a red chair', modelId: 'paint-1', variations: 1 } }), ids = first.sandbox.state.boards[0]!.parts.map((_, index) => `board 1, part ${index}`)
    const next = await tryApp({ snapshot: { ...snapshotOf([picture]), board: JSON.stringify([ids, data]) } })
    const found = selectedCell(next.app.store.get())!
    expect([found.board.runId, found.cell.label, found.board.target?.name, found.cell.layers]).toEqual([runId, two!.label, 'Hero', two!.layers])
    next.app.actions.useCell(found.cell.jobId!)
    await settle()
    expect(next.sandbox.state.placed).toMatchObject([{ bytes: null, plan: { mode: 'variation', show: true, targetId: hero.id, recipe: { prompt: 'a red chair' } } }])
    expect(next.sandbox.state.written.map(({ nodeId }) => nodeId)).toEqual([one!.layers.cell, one!.layers.chosen, two!.layers.cell, two!.layers.chosen])
    next.sandbox.override.place = () => { throw targetGone('Hero') }
    next.app.actions.useCell(found.cell.jobId!)
    await settle()
    expect([boardOf(next).chosenJobId, noticeOf(next, 'placement.target-gone') !== undefined]).toEqual([null, true])
    const foreign = await tryApp({ snapshot: { ...snapshotOf([picture]), board: '["x", {}]' } })
    expect(foreign.app.store.get().boards).toEqual({})
  })

  it('says of quoted words that they were not checked, and what was read once a reader is there', async () => {
    const trial = await comparing({ auto: true }), { app, sandbox } = trial
    app.actions.editDraft({ prompt: 'a sign that reads "OPEN LATE"' })
    app.actions.run()
    await settle()
    const [cell] = boardOf(trial).cells, job = jobsOf(trial)[0]!, facts = () => sandbox.state.written.filter(({ nodeId, look }) => nodeId === cell!.layers.meta && look['characters']).map(({ look }) => look['characters'])
    expect(facts().at(-1)).toMatch(/ · text not checked$/)
    app.store.set({ wordChecks: { [job.results[0]!.key]: { state: 'done', extent: { width: 8, height: 8 }, by: '', problem: null, verdicts: [{ expected: 'OPEN LATE', verdict: 'differs', read: 'OPEM LATE', wrong: 'OPEM', only: null, why: '', box: null }] } } })
    await settle()
    expect([facts().length, facts().at(-1)]).toEqual([2, expect.stringMatching(/ · differs: OPEM$/)])
  })

  it('is refused without the key of one of its models, before anything is laid', async () => {
    const trial = await comparing({ withKey: false })
    trial.app.actions.run()
    await settle()
    expect([noticeOf(trial, 'auth.key-missing') !== undefined, trial.sandbox.state.boards.length]).toEqual([true, 0])
  })
})
