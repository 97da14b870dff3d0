import { describe, expect, it } from 'vitest'
import { createQueue, waitReasons, waitSentence, type QueueOptions, type Waiting } from '../../../ui/jobs/queue'
import { createVirtualTime, settle } from '../../support/virtual-time'

function tryQueue(more: Partial<QueueOptions> = {}) {
  const time = createVirtualTime(0)
  const started: string[] = [], ends = new Map<string, () => void>(), waiting = new Map<string, Waiting>()
  let atOnce = 2
  const queue = createQueue({
    clock: time.clock, timers: time.timers, concurrency: () => atOnce, rate: { starts: 4, perMs: 60_000 },
    start: (id) => { started.push(id); waiting.delete(id); return new Promise((resolve) => ends.set(id, resolve)) },
    onWaiting: (id, why) => void waiting.set(id, why), ...more,
  })
  return { queue, time, started, waiting, end: async (id: string) => { ends.get(id)?.(); await settle() }, allow: (count: number) => { atOnce = count } }
}
const items = (ids: string, lane: string | null = null, weight = 1) => [...ids].map((id) => ({ id, lane, weight }))

describe('the queue', () => {
  it('starts so many at a time, in order, and says that the others wait their turn', async () => {
    const { queue, started, waiting, end } = tryQueue()
    queue.add(items('abcd'))
    await settle()
    expect(started).toEqual(['a', 'b'])
    expect(waiting.get('c')).toEqual({ reason: waitReasons.turn, untilMs: null })
    await end('b')
    expect(started).toEqual(['a', 'b', 'c'])
  })
  it('reads the number at a time before each start', async () => {
    const { queue, started, allow } = tryQueue()
    queue.add(items('abcd'))
    await settle()
    allow(3)
    queue.pump()
    expect(started).toEqual(['a', 'b', 'c'])
  })
  it('holds a paid model to its pictures a minute with a countdown, and lets other models pass', async () => {
    const { queue, started, waiting, time, end } = tryQueue()
    queue.add([...items('ab', 'paid', 2), ...items('c', 'paid', 2), ...items('d')])
    await settle()
    await end('a')
    await end('b')
    expect(started).toEqual(['a', 'b', 'd'])
    expect(waiting.get('c')).toEqual({ reason: waitReasons.rate, untilMs: 60_000 })
    await time.advance(59_000)
    expect(started).not.toContain('c')
    await time.advance(1_000)
    expect(started).toContain('c')
  })
  it('lets one request of more pictures than the rate through when its lane is empty', async () => {
    const { queue, started } = tryQueue()
    queue.add([...items('a', 'paid', 10), ...items('b', 'paid')])
    await settle()
    expect(started).toEqual(['a'])
  })
  it('puts a job that is sent again back at its place, and closes its lane when the service asked for it', async () => {
    const { queue, started, waiting, time, end } = tryQueue()
    queue.add(items('abc', 'paid'))
    await settle()
    queue.again({ id: 'a', lane: 'paid', weight: 1 }, 10_000, waitReasons.asked, true)
    await end('a')
    expect(started).toEqual(['a', 'b'])
    expect(waiting.get('c')).toEqual({ reason: waitReasons.asked, untilMs: 10_000 })
    await end('b')
    await time.advance(10_000)
    expect(started).toEqual(['a', 'b', 'a', 'c'])
  })
  it('takes a waiting job out and leaves a running one to its owner', async () => {
    const { queue, started, end } = tryQueue()
    queue.add(items('abc'))
    await settle()
    expect(queue.remove('c')).toBe(true)
    expect(queue.remove('a')).toBe(false)
    await end('a')
    expect(started).toEqual(['a', 'b'])
  })
  it('leaves no timer behind when it is stopped', async () => {
    const { queue, time } = tryQueue()
    queue.add(items('abcde', 'paid', 4))
    await settle()
    expect(time.pending()).toBe(1)
    queue.stop()
    expect(time.pending()).toBe(0)
  })
})

it('says how long a job waits', () => {
  expect(waitSentence({ reason: waitReasons.asked, untilMs: 12_000 }, 100)).toBe('Waiting 12 s, the service asked for it')
  expect(waitSentence({ reason: waitReasons.turn, untilMs: null }, 0)).toBe('Waiting for its turn')
})
