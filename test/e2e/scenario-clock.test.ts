// clock: "virtual" in a scenario's outputs: virtual times, gates, and the same record for the same seed (virtual-clock.test.ts holds order and limits).
import { describe, expect, it } from 'vitest'
import { useScenarios } from '../support/scenario'

const { play } = useScenarios('scenario clock')
const frame = (index: number) => ({ type: 'FRAME', id: `1:${index}`, name: `Card ${index}`, x: index * 500, y: 0, width: 400, height: 300, fills: [] })
const scene = { nodes: [frame(1), frame(2), frame(3)] }
const virtual = { scene, clock: 'virtual', providers: { openai: { key: 'sk-test' } } }
const ask = [{ ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'click', action: 'run' }]
const all = { select: ['Card 1', 'Card 2', 'Card 3'] }
const close = (value: number, wanted: number): void => expect(Math.abs(value - wanted)).toBeLessThan(1500)

describe('virtual clock', () => {
  it('lets a minute of a service pass in seconds, and tells virtual times', async () => {
    const played = await play('slow service', { ...virtual, settings: { showPartials: false }, server: [{ when: {}, do: { delayMs: 60_000 } }], steps: [{ select: ['Card 1'] }, ...ask, { await: 'idle' }] })
    expect(played.report.failed).toBeNull()
    expect(played.report).toMatchObject({ clock: 'virtual', exit: 0 })
    expect(played.report.wallMs).toBeLessThan(40_000)
    expect(played.report.virtualMs).toBeGreaterThanOrEqual(60_000)
    expect(played.jobs[0]).toMatchObject({ state: 'done', timingsMs: { running: 60_000 } })
    const told = played.text('messages.jsonl').trim().split('\n').map((line) => JSON.parse(line) as { timeMs: number; message: { type: string } })
    close(told.find(({ message }) => message.type === 'place')!.timeMs, 60_000)
  })
  it('stands still at a gate until the script releases it, and draws partial pictures on the way', async () => {
    const played = await play('gate', { ...virtual, server: [{ when: {}, do: { hold: 'g', delayMs: 8000 } }], steps: [{ select: ['Card 1'] }, ...ask, { await: { partial: 1 } }, { host: 'delete', node: 'Card 1' }, { server: 'release', gate: 'g' }, { await: 'idle' }] })
    expect(played.report.failed).toBeNull()
    expect(played.jobs[0]!.results[0]).toMatchObject({ placed: 'rescued' })
    expect(played.report.virtualMs).toBeLessThan(30_000)
  })
  it('gives the same record for the same seed', async () => {
    const file = { ...virtual, seed: 7, providers: {}, steps: [all, { ui: 'fill', name: 'Prompt', value: 'misty hills' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'click', action: 'run' }, { await: 'idle' }] }
    const [one, other] = [await play('seed 1', file), await play('seed 2', file)]
    expect(one.jobs).toHaveLength(3)
    expect(other.jobs.map(({ id, results }) => [id, results])).toEqual(one.jobs.map(({ id, results }) => [id, results]))
  })
})
