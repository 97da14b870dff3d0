import { describe, expect, it } from 'vitest'
import { useScenarios, type Played } from '../support/scenario'

const { play } = useScenarios('virtual clock')
const frame = (index: number) => ({ type: 'FRAME', id: `1:${index}`, name: `Frame ${index}`, x: index * 600, y: 0, width: 512, height: 512, fills: [] })
const frames = (count: number) => Array.from({ length: count }, (_, index) => frame(index + 1))
const names = (count: number): string[] => frames(count).map(({ name }) => name)
const paid = { clock: 'virtual', providers: { openai: { key: 'sk-test-4242424242424242' } }, settings: { showPartials: false } }
const run = (count: number, prompt = 'a red chair') => [
  { select: names(count) }, { ui: 'fill', name: 'Prompt', value: prompt }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'choose', name: 'Quality', value: 'Draft' }, { ui: 'click', action: 'run' },
]

type Told = { timeMs: number; id: string; state: string }
/** Changes of the jobs' states as they crossed the bridge. */
function states(played: Played): Told[] {
  const last = new Map<string, string>()
  return played.text('messages.jsonl').split('\n').filter(Boolean).flatMap((line) => {
    const { timeMs, message } = JSON.parse(line) as { timeMs: number; message: { type?: string; body?: { job?: { id: string; state: string } } } }
    const job = message.type === 'job.changed' ? message.body?.job : undefined
    if (!job || last.get(job.id) === job.state) return []
    last.set(job.id, job.state)
    return [{ timeMs, id: job.id, state: job.state }]
  })
}
const startsOf = (played: Played): number[] => played.requests.map(({ timeMs }) => timeMs)

describe('virtual time', () => {
  it('passes the wait that a service asks for at once', async () => {
    const played = await play('asked to wait', {
      ...paid, scene: { nodes: frames(1) },
      server: [{ when: { nth: 1 }, do: { status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached. Please try again in 40s.' } }],
      steps: [...run(1), { await: 'idle' }],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests.map(({ status }) => status)).toEqual([429, 200])
    const [first, second] = startsOf(played)
    expect(second! - first!).toBeGreaterThanOrEqual(40_000)
    expect(second! - first!).toBeLessThan(60_000)
    expect(played.report).toMatchObject({ clock: 'virtual' })
    expect(played.report.virtualMs).toBeGreaterThanOrEqual(second!)
    expect(played.report.wallMs).toBeLessThan(25_000)
    expect(played.jobs[0]).toMatchObject({ state: 'done', error: null })
  })

  it("keeps the queue's limit of five pictures a minute", { timeout: 120_000 }, async () => {
    const played = await play('ten requests', { ...paid, scene: { nodes: frames(10) }, steps: [...run(10), { await: 'idle' }] })
    expect(played.report.failed).toBeNull()
    const starts = startsOf(played)
    expect(starts).toHaveLength(10)
    for (let index = 5; index < 10; index += 1) expect(starts[index]! - starts[index - 5]!).toBeGreaterThan(60_000)
    expect(starts[9]! - starts[0]!).toBeLessThan(120_000)
    expect(played.report.wallMs).toBeLessThan(60_000)
    expect(played.jobs.map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'done'))
  })

  it('keeps the order of answers that take longer and shorter', async () => {
    const played = await play('two delays', {
      ...paid, scene: { nodes: frames(2) }, server: [{ when: { nth: 1 }, do: { delayMs: 30_000 } }, { when: { nth: 2 }, do: { delayMs: 10_000 } }],
      steps: [...run(2), { await: 'idle' }],
    })
    expect(played.report.failed).toBeNull()
    const ended = states(played).filter(({ state }) => state === 'done')
    expect(ended.map(({ id }) => id)).toEqual([played.jobs[1]!.id, played.jobs[0]!.id])
    expect(ended[0]!.timeMs).toBeLessThan(30_000)
    expect(ended[1]!.timeMs - ended[0]!.timeMs).toBeGreaterThanOrEqual(19_000)
    expect(played.report.wallMs).toBeLessThan(25_000)
  })

  it('keeps the order of delays that lie close together', async () => {
    const played = await play('close delays', {
      ...paid, scene: { nodes: frames(2) }, server: [{ when: { nth: 1 }, do: { delayMs: 300 } }, { when: { nth: 2 }, do: { delayMs: 100 } }],
      steps: [...run(2), { await: 'idle' }],
    })
    expect(played.report.failed).toBeNull()
    expect(states(played).filter(({ state }) => state === 'done').map(({ id }) => id)).toEqual([played.jobs[1]!.id, played.jobs[0]!.id])
  })

  it('runs the Demo model at its own pace', async () => {
    const played = await play('demo', { clock: 'virtual', scene: { nodes: frames(3) }, steps: [{ select: names(3) }, { ui: 'fill', name: 'Prompt', value: 'misty hills' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'click', action: 'run' }, { await: 'idle' }] })
    expect(played.report.failed).toBeNull()
    expect(played.jobs.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(played.report.virtualMs).toBeGreaterThan(100)
    expect(played.report.virtualMs).toBeLessThan(60_000)
  })

  it('stands still while an answer is held, so that nothing times out', async () => {
    const played = await play('held', {
      ...paid, scene: { nodes: frames(1) }, server: [{ when: {}, do: { hold: 'g' } }],
      steps: [...run(1), { await: { requests: 1 } }, { await: { text: 'words that never come' }, timeoutMs: 1500 }],
    })
    expect(played.report.failed).toMatchObject({ index: 6 })
    expect(played.jobs[0]).toMatchObject({ state: 'running', error: null })
    expect(played.report.virtualMs! - startsOf(played)[0]!).toBeLessThan(1000)
  })

  it('goes on where it stood when a gate is released', async () => {
    const played = await play('released', {
      ...paid, scene: { nodes: frames(1) }, server: [{ when: {}, do: { hold: 'g' } }],
      steps: [...run(1), { await: { requests: 1 } }, { await: 'running' }, { server: 'release', gate: 'g' }, { await: 'idle' }],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests.map(({ status }) => status)).toEqual([200])
    expect(played.jobs[0]).toMatchObject({ state: 'done', error: null })
  })

  it('plays the same scenario the same way every time', { timeout: 120_000 }, async () => {
    const once = async (round: number) => {
      const played = await play(`again ${round}`, {
        ...paid, scene: { nodes: frames(3) },
        server: [{ when: { nth: 1 }, do: { delayMs: 900 } }, { when: { nth: 2 }, do: { status: 503, code: 'server_is_overloaded' } }, { when: { nth: 3 }, do: { delayMs: 200 } }],
        steps: [...run(3), { await: 'idle' }],
      })
      expect(played.report.failed).toBeNull()
      const index = new Map(played.jobs.map(({ id }, at) => [id, at]))
      return { requests: played.requests.map(({ status, fields }) => [status, fields['size'], fields['prompt']]), states: states(played).map(({ id, state }) => `${index.get(id)} ${state}`) }
    }
    const first = await once(1)
    expect(first.requests).toHaveLength(4)
    expect(await once(2)).toEqual(first)
  })
})
