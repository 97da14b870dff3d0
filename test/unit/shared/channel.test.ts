import * as z from 'zod/mini'
import { describe, expect, it } from 'vitest'
import { createChannel, type AskContext, type Handlers } from '../../../src/shared/channel'
import { PluginError } from '../../../src/shared/errors'
import { bytes, protocolVersion } from '../../../src/shared/protocol'
import { createClock, joinPorts, settle, type Weather } from './joined-ports'

const asks = {
  double: { body: z.object({ n: z.number() }), reply: z.object({ n: z.number() }), timeoutMs: 1000 },
  picture: { body: z.object({ bytes }), reply: z.object({ bytes }), timeoutMs: 1000 },
} as const
const notices = { moved: z.object({ x: z.number() }) } as const

function join(weather: Weather = {}, handlers: Partial<Handlers<typeof asks>> = {}) {
  const clock = createClock(), ports = joinPorts(clock, weather), heard: number[] = [], problems: PluginError[] = []
  const window = createChannel({ port: ports.a, prefix: 'u', asks, notices, handled: {}, heard: {}, handlers: {}, listeners: {}, timers: clock.timers, onProblem: (error) => problems.push(error) })
  const sandbox = createChannel({
    port: ports.b, prefix: 's', asks: {}, notices: {}, handled: asks, heard: notices, timers: clock.timers, onProblem: (error) => problems.push(error),
    handlers: { double: ({ n }) => ({ n: n * 2 }), picture: ({ bytes }) => ({ bytes: bytes.slice().reverse() }), ...handlers },
    listeners: { moved: ({ x }) => heard.push(x) },
  })
  return { clock, ports, window, sandbox, heard, problems }
}

describe('channel', () => {
  it('answers each ask with its own reply, whatever order the messages arrive in', async () => {
    const { clock, window } = join({ delayMs: (index) => [90, 10, 50, 70, 5, 30][index % 6]! })
    const answers = Promise.all([1, 2, 3, 4, 5].map((n) => window.ask('double', { n })))
    await clock.wind(500)
    expect(await answers).toEqual([2, 4, 6, 8, 10].map((n) => ({ n })))
    expect(clock.open()).toBe(0)
  })

  it('carries bytes both ways', async () => {
    const { clock, window } = join()
    const answer = window.ask('picture', { bytes: new Uint8Array([1, 2, 250]) })
    await clock.wind(10)
    expect([...(await answer).bytes]).toEqual([250, 2, 1])
  })

  it('ends a lost ask with protocol.timeout, tells the other side, and leaves no timer', async () => {
    const { clock, window, ports } = join({ lose: (index) => index === 0 })
    const answer = window.ask('double', { n: 1 }).catch((error: PluginError) => error)
    await clock.wind(999)
    expect(window.stats().open).toBe(1)
    await clock.wind(1)
    expect(await answer).toMatchObject({ code: 'protocol.timeout', retryable: true })
    expect(ports.sent.map((message) => (message as { kind: string }).kind)).toEqual(['ask', 'cancel'])
    await clock.wind(10)
    expect(clock.open()).toBe(0)
    expect(window.stats().open).toBe(0)
  })

  it('ignores and counts a reply that comes too late or twice', async () => {
    const { clock, window, ports } = join({ delayMs: (index) => (index === 1 ? 2000 : 0) })
    const answer = window.ask('double', { n: 1 }).catch((error: PluginError) => error.code)
    await clock.wind(3000)
    expect(await answer).toBe('protocol.timeout')
    expect(window.stats().late).toBe(1)
    const second = window.ask('double', { n: 2 })
    await clock.wind(10)
    await second
    ports.a.post(ports.sent[0])
    await clock.wind(10)
    expect(window.stats().late).toBe(2)
  })

  it('rejects at once on abort, tells the handler, drops its answer and removes its listener', async () => {
    let seen: AskContext | null = null
    const gate = { release: () => {} }
    const { clock, window, ports } = join({}, { double: (_body, context) => new Promise((resolve) => { seen = context; gate.release = () => resolve({ n: 0 }) }) })
    const listeners = new Set<() => void>()
    const signal = { aborted: false, addEventListener: (_type: 'abort', run: () => void) => { listeners.add(run) }, removeEventListener: (_type: 'abort', run: () => void) => { listeners.delete(run) } }
    const answer = window.ask('double', { n: 1 }, { signal }).catch((error: Error) => error.name)
    await clock.wind(10)
    expect(listeners.size).toBe(1)
    signal.aborted = true
    listeners.forEach((run) => run())
    expect(await answer).toBe('AbortError')
    await clock.wind(10)
    expect(seen!.cancelled()).toBe(true)
    gate.release()
    await clock.wind(10)
    expect(ports.sent.map((message) => (message as { kind: string }).kind)).toEqual(['ask', 'cancel'])
    expect([listeners.size, clock.open(), window.stats().open]).toEqual([0, 0, 0])
    await expect(window.ask('double', { n: 1 }, { signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('brings an error across as its report: code, actions, no cause', async () => {
    const { clock, window } = join({}, { double: () => { throw new PluginError('selection.locked', 'Hero is locked.', { actions: [{ kind: 'choose-layer', label: 'Choose' }], cause: new Error('inner') }) } })
    const answer = window.ask('double', { n: 1 }).catch((error: PluginError) => error)
    await clock.wind(10)
    expect(await answer).toMatchObject({ code: 'selection.locked', message: 'Hero is locked.', actions: [{ kind: 'choose-layer', label: 'Choose' }] })
    expect(((await answer) as { cause?: unknown }).cause).toBeUndefined()
  })

  it('turns whatever a handler throws into internal, without keys', async () => {
    const { clock, window } = join({}, { double: () => Promise.reject(new Error('boom sk-abcdef1234567890abcdef')) })
    const answer = window.ask('double', { n: 1 }).catch((error: PluginError) => error)
    await clock.wind(10)
    expect(await answer).toMatchObject({ code: 'internal', hint: 'boom [key removed]' })
  })

  it.each([
    ['a body of the wrong shape', { type: 'double', body: { n: 'one' } }, /double: n/],
    ['an unknown message', { type: 'explode', body: {} }, /unknown message explode/],
  ])('answers %s with protocol.invalid, naming what was wrong', async (_name, message, hint) => {
    const { clock, ports, problems } = join()
    ports.inject({ v: protocolVersion, kind: 'ask', id: 'x1', ...message })
    await clock.wind(10)
    expect(ports.sent[0]).toMatchObject({ kind: 'fail', id: 'x1', body: { code: 'protocol.invalid' } })
    expect((ports.sent[0] as { body: { hint: string } }).body.hint).toMatch(hint)
    expect(problems).toHaveLength(1)
  })

  it('refuses a reply of the wrong shape', async () => {
    const { clock, window } = join({}, { double: () => ({ n: 'two' }) as never })
    const answer = window.ask('double', { n: 1 }).catch((error: PluginError) => error.code)
    await clock.wind(10)
    expect(await answer).toBe('protocol.invalid')
  })

  it('refuses to send a body of the wrong shape', async () => {
    const { window, ports } = join()
    await expect(window.ask('double', { n: 'one' } as never)).rejects.toMatchObject({ code: 'protocol.invalid' })
    expect(ports.sent).toEqual([])
  })

  it('ends with protocol.version when the other side speaks another version', async () => {
    const { clock, ports, problems } = join()
    ports.inject({ v: protocolVersion + 1, kind: 'ask', id: 'x1', type: 'double', body: { n: 1 } })
    await clock.wind(10)
    expect(ports.sent[0]).toMatchObject({ kind: 'fail', id: 'x1', body: { code: 'protocol.version' } })
    expect(problems[0]).toMatchObject({ code: 'protocol.version' })
  })

  it.each([null, 'hello', 7, { type: 'double' }, { pluginMessage: {} }])('leaves messages of others alone: %j', async (message) => {
    const { clock, ports, problems } = join()
    ports.inject(message)
    await clock.wind(10)
    expect([ports.sent, problems]).toEqual([[], []])
  })

  it('hears notices, and reports the ones it does not understand', async () => {
    const { clock, window, ports, heard, problems } = join()
    window.notify('moved', { x: 3 })
    ports.inject({ v: protocolVersion, kind: 'notify', id: '', type: 'moved', body: { x: 'far' } })
    ports.inject({ v: protocolVersion, kind: 'notify', id: '', type: 'gone', body: {} })
    await clock.wind(10)
    expect(heard).toEqual([3])
    expect(problems.map((problem) => problem.code)).toEqual(['protocol.invalid', 'protocol.invalid'])
  })

  it('rejects everything open on close, and keeps neither timers nor listeners', async () => {
    const { clock, window, sandbox, ports } = join({}, { double: () => new Promise(() => {}) })
    const answers = [1, 2].map((n) => window.ask('double', { n }).catch((error: PluginError) => error.code))
    await clock.wind(10)
    window.close()
    window.close()
    expect(await Promise.all(answers)).toEqual(['protocol.closed', 'protocol.closed'])
    await expect(window.ask('double', { n: 1 })).rejects.toMatchObject({ code: 'protocol.closed' })
    expect(sandbox.stats().answering).toBe(2)
    sandbox.close()
    await settle()
    expect([clock.open(), ports.listeners(), window.stats().open]).toEqual([0, 0, 0])
  })
})
