import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useScenarios } from '../support/scenario'

const { play } = useScenarios('errors')
const key = 'sk-test-SECRETsecret4242424242424242SECRET'
const scene = { nodes: [{ type: 'FRAME', id: '1:1', name: 'Hero', x: 0, y: 0, width: 1024, height: 1024, fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }] }] }

/** openai-images.md section 4 and ui.md 4.13: what the service answers, the code it becomes and what the designer reads. */
const table: { name: string; answer: Record<string, unknown>; code: string; says: RegExp }[] = [
  { name: 'moderation', answer: { status: 400, code: 'moderation_blocked', type: 'image_generation_user_error', categories: ['violence'] }, code: 'provider.refused', says: /declined this prompt \(violence\)/ },
  { name: 'no credit', answer: { status: 429, code: 'credit_balance_exhausted', type: 'insufficient_quota' }, code: 'provider.quota-exceeded', says: /no credit left/ },
  { name: 'unverified organisation', answer: { status: 403, type: 'invalid_request_error', message: 'Your organization must be verified to use the model `gpt-image-2`.' }, code: 'auth.not-permitted', says: /must be verified before it can use GPT Image 2/ },
  { name: 'wrong key', answer: { status: 401, code: 'invalid_api_key', echoKey: true }, code: 'auth.key-rejected', says: /OpenAI did not accept this key/ },
  { name: 'gateway page that echoes the key', answer: { status: 502, html: '<html>Bad gateway</html>', echoKey: true }, code: 'provider.unavailable', says: /not answering/ },
  { name: 'gateway timeout', answer: { status: 524, html: '<html>A timeout occurred</html>' }, code: 'provider.timeout', says: /may have been charged/ },
  { name: 'server error', answer: { status: 500 }, code: 'provider.unavailable', says: /not answering/ },
  { name: 'size refused', answer: { status: 400, type: 'invalid_request_error', message: "Invalid size '1024x1024'. Width and height must both be divisible by 16." }, code: 'request.extent-illegal', says: /did not accept 1024 x 1024/ },
  { name: 'model gone', answer: { status: 404, code: 'model_not_found' }, code: 'provider.model-gone', says: /GPT Image 2/ },
]

const allText = (dir: string): string =>
  readdirSync(dir).map((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? allText(path) : /\.(json|jsonl)$/.test(name) ? readFileSync(path, 'utf8') : ''
  }).join('\n')

/** As many as the queue lets go in one minute. */
const groups = [table.slice(0, 4), table.slice(4, 8), table.slice(8)]

describe('every answer that is not a picture', () => {
  it.each(groups.map((group) => [group.map(({ name }) => name).join(', '), group] as const))('%s', async (name, group) => {
    const played = await play(name, {
      scene, providers: { openai: { key } }, settings: { showPartials: false },
      server: group.map(({ answer }, index) => ({ when: { path: '/v1/images/generations', nth: index + 1 }, do: answer })),
      steps: [
        { select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { dump: 'before' },
        ...group.flatMap(({ name: answer }, index) => [{ ui: 'click', action: 'run' }, { await: 'idle' }, { shot: answer, of: 'window' }, { dump: `after ${index}` }, { ui: 'read', name: 'Prompt', as: `prompt ${index}` }]),
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests.filter(({ method }) => method === 'POST')).toHaveLength(group.length)
    group.forEach(({ code, says }, index) => {
      const error = played.jobs[index]!.error!
      expect(error.code).toBe(code)
      expect(error.message).toMatch(says)
      expect(played.dump(`after-${index}`).document).toEqual(played.dump('before').document)
      expect(played.reads[`prompt ${index}`]).toBe('a red chair')
    })
    expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
    expect(allText(played.dir)).not.toContain('SECRETsecret')
  })

  it('shows a countdown for a rate limit and goes on by itself', async () => {
    const played = await play('rate limit', {
      scene, providers: { openai: { key } }, settings: { showPartials: false },
      server: [{ when: { nth: 1 }, do: { status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached. Please try again in 1s.' } }],
      steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'click', action: 'run' }, { await: { text: 'asks to wait' } }, { shot: 'countdown', of: 'window' }, { await: 'idle' }],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests.map(({ status }) => status)).toEqual([429, 200])
    expect(played.jobs[0]!.state).toBe('done')
  })

  it('tells offline from a blocked host', async () => {
    const offline = await play('offline', { scene, providers: { openai: { key } }, settings: { showPartials: false }, steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { network: 'off' }, { ui: 'click', action: 'run' }, { await: { text: 'You are offline' } }, { shot: 'offline', of: 'window' }, { ui: 'read', name: 'Prompt', as: 'prompt' }] })
    expect(offline.report.failed).toBeNull()
    expect(offline.requests).toEqual([])
    expect(offline.reads['prompt']).toBe('a red chair')
    const blocked = await play('blocked', { scene, settings: { showPartials: false, endpoints: { openai: 'http://127.0.0.1:9/v1' } }, storage: { 'inlay/secret/openai': { key, origin: 'http://127.0.0.1:9' } }, steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { shot: 'blocked', of: 'window' }] })
    expect(blocked.jobs[0]!.error!.code).toBe('network.blocked')
  })

  it('asks for a key instead of running without one', async () => {
    const played = await play('no key', { scene, settings: { hintsDone: true }, steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'press', keys: 'Control+Enter' }, { await: { text: 'needs an OpenAI key' } }, { shot: 'no key', of: 'window' }] })
    expect(played.report.failed).toBeNull()
    expect(played.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
