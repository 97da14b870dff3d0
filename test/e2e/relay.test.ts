// The window behind a relay: a wrong token and a spent budget in plain words, partial pictures as they come, and neither token nor key in what was sent to the wrong place.
import type { AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type LocalServer } from '../../playground/server'
import { createRelay } from '../../relay/app'
import { memoryStore } from '../../relay/store'
import { useScenarios } from '../support/scenario'

const { play } = useScenarios('relay')
const token = 'team-token-0123456789', poorToken = 'poor-token-0123456789', key = 'sk-provider-secret'
let service: LocalServer, relay: ServerType, baseURL: string

beforeAll(async () => {
  service = await startServer({ port: 0 })
  const team = { name: 'design', token, requestsPerMinute: 100, usdPerDay: 10 }
  const app = createRelay({ teams: [team, { ...team, name: 'poor', token: poorToken, usdPerDay: 0.001 }], keys: { openai: key }, store: memoryStore(), origins: { openai: service.url } })
  relay = await new Promise<ServerType>((ready) => { const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made)) })
  baseURL = `http://127.0.0.1:${(relay.address() as AddressInfo).port}/openai/v1`
})
afterAll(async () => {
  relay.close()
  await service.close()
})

const scene = { nodes: [{ type: 'FRAME', name: 'Hero', width: 300, height: 300 }] }
const press = [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'click', name: 'Generate' }, { await: 'idle', timeoutMs: 60_000 }, { shot: 'end', of: 'window' }]

describe('a team behind a relay', () => {
  it('reads why it refuses, and sees pictures form through it', { timeout: 180_000 }, async () => {
    const wrong = await play('wrong token', { scene, providers: { openai: { baseURL, key: 'team-token-9999999999' } }, steps: press })
    expect(wrong.jobs.map(({ state, error }) => [state, error?.code])).toEqual([['failed', 'auth.key-rejected']])
    const poor = await play('spent budget', { scene, providers: { openai: { baseURL, key: poorToken } }, steps: press })
    expect(poor.jobs.map(({ state, error }) => [state, error?.code])).toEqual([['failed', 'provider.quota-exceeded']])
    expect(service.requests).toEqual([])
    const good = await play('stream', { scene, providers: { openai: { baseURL, key: token } }, steps: press })
    expect(good.report.failed).toBeNull()
    expect(good.jobs).toMatchObject([{ state: 'done', results: [{ placed: 'target' }] }])
    expect(good.jobs[0]!.partials).toBeGreaterThan(0)
    // The service saw its own key; the window's requests and outputs never did.
    expect(service.requests.length).toBeGreaterThan(0)
    for (const file of ['requests.jsonl', 'messages.jsonl', 'storage.json', 'console.jsonl']) expect(good.text(file)).not.toContain(key)
  })
})
