import { describe, expect, it } from 'vitest'
import { createQueue, waitReasons, waitSentence, type QueueOptions, type Waiting } from '../../../ui/jobs/queue'
import { createVirtualTime, settle } from '../../support/virtual-time'

function tryQueue(more: Partial<QueueOptions> = {}) {
  const time = createVirtualTime(0)
  const started: string[] = [], ends = new Map<string, () => void>(), waiting = new Map<string, Waiting>()
  let atOnce = 2, perMinute: number | null = 4
  const queue = createQueue({
    clock: time.clock, timers: time.timers, limits: (lane) => ({ perMinute: lane === 'free' ? null : perMinute, inFlight: atOnce }),
    start: (id) => { started.push(id); waiting.delete(id); return new Promise((resolve) => ends.set(id, resolve)) },
    onWaiting: (id, why) => void waiting.set(id, why), ...more,
  })
  return { queue, time, started, waiting, end: async (id: string) => { ends.get(id)?.(); await settle() }, allow: (count: number) => { atOnce = count }, rate: (count: number | null) => { perMinute = count } }
}
const items = (ids: string, lane = 'free', weight = 1) => [...ids].map((id) => ({ id, lane, weight }))

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
    expect(waiting.get('c')).toEqual({ reason: waitReasons.rate, untilMs: 61_000 })
    await time.advance(60_000)
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
  it('counts the minute from when a request has left, and reads a changed rate at the next start', async () => {
    const { queue, started, time, rate, allow } = tryQueue()
    allow(8)
    queue.add(items('abcdef', 'paid'))
    await settle()
    await time.advance(5_000)
    for (const id of started) queue.sent(id)
    await time.advance(60_000)
    expect(started).toHaveLength(4)
    rate(null)
    queue.pump()
    expect(started).toHaveLength(6)
  })
  it('keeps its limit for each model by itself', async () => {
    const { queue, started } = tryQueue()
    queue.add([...items('abc', 'one'), ...items('def', 'two')])
    await settle()
    expect(started).toEqual(['a', 'b', 'd', 'e'])
  })
  it('adds at the front, moves to the front, and stands still while it is paused', async () => {
    const { queue, started, waiting, end } = tryQueue()
    queue.add(items('abcd'))
    await settle()
    queue.add(items('xy'), 'front')
    expect(queue.toFront('d')).toBe(true)
    expect(queue.toFront('a')).toBe(false)
    expect(queue.waitingIds()).toEqual(['d', 'x', 'y', 'c'])
    queue.pause(true)
    await end('a')
    expect(started).toEqual(['a', 'b'])
    expect(waitSentence(waiting.get('d')!, 0)).toBe('Waiting for you to resume the queue')
    queue.pause(false)
    await settle()
    expect(started).toEqual(['a', 'b', 'd'])
  })
  it('gives a place away as soon as its job says that it needs it no more', async () => {
    const started: string[] = [], frees: (() => void)[] = [], time = createVirtualTime(0)
    const queue = createQueue({ clock: time.clock, timers: time.timers, limits: () => ({ perMinute: null, inFlight: 1 }), start: (id, free) => { started.push(id); frees.push(free); return new Promise(() => undefined) }, onWaiting: () => undefined })
    queue.add(items('abc'))
    await settle()
    frees[0]!()
    frees[0]!()
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
