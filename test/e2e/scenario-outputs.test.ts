// Every output of a scenario, and what must never stand in one.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { policy, useScenarios } from '../support/scenario'

const { play } = useScenarios('scenario outputs')
const frame = (id: string, name: string, x = 0, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width: 400, height: 300, fills: [], ...more })
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const linesOf = <T>(text: string): T[] => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as T)
const allText = (dir: string): string =>
  readdirSync(dir).map((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? allText(path) : /\.jsonl?$/.test(name) ? readFileSync(path, 'utf8') : ''
  }).join('\n')

describe('outputs', () => {
  it('holds the document, its pictures, the results, the traffic and the times, without any key', async () => {
    const typed = 'myOwnSecretWord42', given = 'sk-given-SECRET-0123456789'
    const played = await play('everything', {
      scene: { pages: [{ id: '0:1', name: 'One', children: [frame('1:1', 'Hero / main'), frame('1:2', 'Hidden', 500, { visible: false })] }, { id: '0:2', name: 'Two', children: [frame('2:1', 'Elsewhere', 0, { fills: [{ type: 'IMAGE', image: 'scenarios/coffee.png' }], pluginData: { note: 'kept' } })] }] },
      providers: { openai: { key: given } }, settings: { showPartials: false, keepRecipes: 'on' },
      steps: [
        { dump: 'before' }, { select: ['Hero / main'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair' }, { ui: 'read', name: 'Prompt', as: 'prompt' }, { ui: 'read', name: 'Model', as: 'model' },
        { ui: 'click', action: 'run' }, { await: { requests: 1 } }, { await: 'idle' }, { shot: 'both', of: 'both' }, { shot: 'canvas', of: 'canvas' }, { shot: 'hero', of: 'node:Hero / main' },
        { ui: 'click', name: 'Settings' }, { ui: 'fill', name: 'OpenAI key', value: typed }, { ui: 'click', name: 'Test key' }, { await: 'idle' }, { shot: 'window', of: 'window' }, { dump: 'key typed' },
      ],
    }, { nodes: true })
    expect(played.report.failed).toBeNull()
    expect(played.report).toMatchObject({ exit: 0, policy, clock: 'real', virtualMs: null, baseURLs: { openai: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/) as string }, versions: { inlay: expect.any(String) as string } })
    expect(played.report.originsAdded).toHaveLength(1)
    const written = allText(played.dir)
    expect(written).not.toContain('SECRET')
    expect(written).not.toContain(typed)
    expect(written).toContain('[secret]')

    const [request] = played.requests
    expect(request).toMatchObject({ n: 1, method: 'POST', path: '/v1/images/generations', auth: 'present', status: 200, fields: { prompt: 'a red chair' } })
    const result = played.jobs[0]!.results[0]!
    expect(request!.answer!.files[0]!.sha256).toBe(result.sha256)
    expect(sha256(played.bytes(`results/${result.sha256}.png`))).toBe(result.sha256)
    expect(played.document).toMatchObject({ type: 'DOCUMENT', children: [{ type: 'PAGE', name: 'One' }, { type: 'PAGE', name: 'Two' }] })
    expect(played.node('Elsewhere')).toMatchObject({ pluginData: { note: 'kept' } })
    const hash = String(played.node('Hero / main')!.fills!.at(-1)!['imageHash'])
    expect(played.files('images').some((name) => name.startsWith(hash))).toBe(true)
    expect(played.dump('before').document.undoDepth).toBe(0)
    expect(played.document.undoDepth).toBe(1)

    const nodes = JSON.parse(played.text('nodes.json')) as { file: string | null; id: string; name: string }[]
    expect(nodes.map(({ id, name }) => [id, name])).toEqual([['1:1', 'Hero / main'], ['1:2', 'Hidden'], ['2:1', 'Elsewhere']])
    expect(nodes[1]!.file).toBeNull()
    for (const { file } of nodes) if (file) expect(played.bytes(file).toString('latin1', 1, 4)).toBe('PNG')
    expect(played.files('shots')).toEqual(['1-both.png', '2-canvas.png', '3-hero.png', '4-window.png'])
    expect(played.reads).toEqual({ prompt: 'a red chair', model: 'GPT Image 2' })
    expect(played.a11y[0]!.controls).toEqual(expect.arrayContaining([expect.objectContaining({ role: 'radiogroup', name: 'Places', value: 'Create' }), expect.objectContaining({ role: 'combobox', name: 'Model', value: 'GPT Image 2' }), expect.objectContaining({ role: 'textbox', name: 'Prompt', value: 'a red chair' })]))

    type Message = { timeMs: number; direction: string; message: { kind: string; type: string; body: { bytes?: unknown } } }
    const messages = linesOf<Message>(played.text('messages.jsonl'))
    const place = messages.find(({ message }) => message.type === 'place' && message.kind === 'ask')!
    expect(place).toMatchObject({ direction: 'to-sandbox', message: { body: { bytes: { bytes: request!.answer!.files[0]!.bytes, sha256: result.sha256 } } } })
    expect(place.timeMs).toBeGreaterThan(request!.timeMs)
    expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
    expect(JSON.parse(played.text('storage.json'))['inlay/secret/openai']).toBe('[secret]')
  })

  it('keeps a result whose window was closed and whose document was opened again', async () => {
    const played = await play('kept result', {
      scene: { nodes: [frame('1:1', 'Hero')] }, settings: { whenReady: 'keep' },
      steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'hills' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { host: 'reopenDocument' }, { plugin: 'open' }, { plugin: 'close' }],
    })
    expect(played.report).toMatchObject({ failed: null, notes: [] })
    expect(played.jobs[0]!.results[0]).toMatchObject({ placed: 'results', imageHash: null })
    expect(played.files('results')).toEqual([`${played.jobs[0]!.results[0]!.sha256}.png`])
    expect(played.files('images')).toEqual([])
  })

  it('tells the reason and writes everything when a step fails', async () => {
    const played = await play('failed', { scene: { nodes: [frame('1:1', 'Hero')] }, steps: [{ shot: 'first', of: 'canvas' }, { await: { notification: 'Hello' }, timeoutMs: 200 }] })
    expect(played.report).toMatchObject({ exit: 1, failed: { index: 1, step: { await: { notification: 'Hello' } }, why: 'waited 200 ms for the notification "Hello"; there were []' } })
    expect(played.files('shots')).toEqual(['1-first.png'])
    expect(played.node('Hero')).toBeDefined()
  })
})

describe('a server of somebody else', () => {
  it('streams through the recording proxy, piece by piece', async () => {
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const server = http.createServer((request, response) => {
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*' }
      if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end()
      request.resume().on('end', () => {
        const event = (type: string, more: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, created_at: 1, size: '1024x1024', quality: 'low', background: 'opaque', output_format: 'png', b64_json: pixel, ...more })}\n\n`
        response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
        response.write(event('image_generation.partial_image', { partial_image_index: 0 }))
        const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2, input_tokens_details: { text_tokens: 1, image_tokens: 0 } }
        setTimeout(() => response.end(event('image_generation.completed', { usage })), 700)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const played = await play('foreign stream', {
      scene: { nodes: [frame('1:1', 'Hero')] }, providers: { openai: { baseURL: `${origin}/v1`, key: 'sk-other' } },
      steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'hills' }, { ui: 'click', action: 'run' }, { await: { partial: 1 } }, { await: 'running' }, { await: 'idle' }],
    })
    server.close()
    expect(played.report.failed).toBeNull()
    expect(played.report.baseURLs).toMatchObject({ openai: `${origin}/v1` })
    expect(played.requests[0]).toMatchObject({ origin, path: '/v1/images/generations', fields: { stream: true }, status: 200, answer: { type: 'text/event-stream', files: [{ width: 1, height: 1 }, { width: 1, height: 1 }] } })
    expect(played.jobs[0]).toMatchObject({ state: 'done' })
  })
})
