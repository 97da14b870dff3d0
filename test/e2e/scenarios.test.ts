import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { useScenarios } from '../support/scenario'

const { play } = useScenarios('scenarios')
const run = promisify(execFile)
const folder = (): string => mkdtempSync(join(tmpdir(), 'inlay-scenario-'))
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

async function cli(file: string, out: string): Promise<{ code: number; stderr: string }> {
  try {
    const { stderr } = await run(process.execPath, ['playground/build/run.js', 'playground/scenario/main.ts', file, '--out', out])
    return { code: 0, stderr }
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string }
    return { code, stderr }
  }
}
const written = (scenario: unknown): string => {
  const file = join(folder(), 'scenario.json')
  writeFileSync(file, typeof scenario === 'string' ? scenario : JSON.stringify(scenario))
  return file
}

describe('the three examples of the README, through the command', () => {
  it.each(['fill-three-frames', 'slow-service', 'undo-and-reopen'])('%s', async (name) => {
    const out = folder()
    expect(await cli(`test/fixtures/scenarios/${name}.json`, out)).toMatchObject({ code: 0 })
    for (const file of ['run.json', 'document.json', 'storage.json', 'jobs.json', 'reads.json', 'a11y.json', 'notifications.json', 'console.jsonl', 'requests.jsonl', 'messages.jsonl', 'nodes.json']) expect([file, existsSync(join(out, file))]).toEqual([file, true])
    expect(readdirSync(join(out, 'shots')).length).toBeGreaterThan(0)
    expect(readFileSync(join(out, 'console.jsonl'), 'utf8')).not.toContain('unhandled')
  })
})

describe('exit codes', () => {
  it('2 for a wrong file, with the place and what was expected there, before any browser starts', async () => {
    const out = folder()
    const { code, stderr } = await cli(written({ version: 1, scene: 'Empty', steps: [{ ui: 'fill', name: 'Prompt', value: 3 }] }), out)
    expect(stderr).toMatch(/steps\[0\]\.value: expected string, found 3/)
    expect(code).toBe(2)
    expect(readdirSync(out)).toEqual([])
  })
  it('1 for a step that cannot be done, with its number, the reason and all outputs', async () => {
    const out = folder()
    const { code, stderr } = await cli(written({ version: 1, scene: 'Empty', steps: [{ dump: 'a' }, { ui: 'click', name: 'Fly', timeoutMs: 300 }] }), out)
    expect(code).toBe(1)
    expect(stderr).toMatch(/steps\[1\].*no button.*named "Fly"/s)
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))).toMatchObject({ exit: 1, failed: { index: 1 } })
    expect(existsSync(join(out, 'dumps/a.json'))).toBe(true)
  })
})

describe('steps', () => {
  const frame = (id: string, name: string, x: number, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width: 400, height: 300, fills: [], ...more })

  it("plays every kind of other people's edits", async () => {
    const played = await play('host steps', {
      scene: { pages: [{ id: '0:1', name: 'One', children: [frame('1:1', 'A', 0), frame('1:2', 'B', 500), frame('1:3', 'C', 1000), { type: 'TEXT', id: '1:4', name: 'T', x: 0, y: 500, width: 100, height: 20, characters: 'one' }] }, { id: '0:2', name: 'Two', children: [] }], variables: [{ name: 'colour/brand', resolvedType: 'STRING', value: 'red' }] },
      steps: [
        { host: 'insert', node: { type: 'RECTANGLE', name: 'New', x: 5, y: 6, width: 70, height: 80 } }, { host: 'move', node: 'A', x: 11, y: 12 }, { host: 'resize', node: 'A', width: 410, height: 310 }, { host: 'rotate', node: 'B', degrees: 90 },
        { host: 'rename', node: 'C', name: 'Sea' }, { host: 'reparent', node: 'New', parent: 'Sea' }, { host: 'setFills', node: 'A', fills: [{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }] }, { host: 'setText', node: 'T', characters: 'two' },
        { host: 'setVariable', name: 'colour/brand', value: 'blue' }, { host: 'lock', node: 'B', locked: true }, { host: 'convert', node: 'B', to: 'component' }, { host: 'dropFile', file: 'scenarios/coffee.png', x: 50, y: 900 },
        { host: 'delete', node: 'Sea' }, { host: 'undo' }, { host: 'redo' }, { host: 'undo' }, { host: 'switchPage', page: 'Two' }, { host: 'switchPage', page: 'One' }, { host: 'deletePage', page: 'Two' }, { host: 'reopenDocument' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.node('A')).toMatchObject({ x: 11, y: 12, width: 410, height: 310, fills: [{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }] })
    expect(played.node('B')).toMatchObject({ type: 'COMPONENT', locked: true, rotation: 90 })
    expect(played.node('Sea')!.children!.map(({ name }) => name)).toEqual(['New'])
    expect(played.node('T')).toMatchObject({ characters: 'two' })
    expect(played.document.children!.map(({ name }) => name)).toEqual(['One'])
    expect(played.files('images')).toHaveLength(1)
  })

  it('works switches, places, menus, keys and reads, and tells of a name that fits twice', async () => {
    const played = await play('controls', {
      scene: { nodes: [frame('1:1', 'A', 0)] },
      steps: [
        { select: ['A'] }, { ui: 'fill', name: 'Prompt', value: 'hills' }, { ui: 'choose', name: 'Quality', value: 'High' }, { ui: 'choose', name: 'Aspect ratio', value: '16:9' }, { ui: 'fill', name: 'Count', value: '3' }, { ui: 'read', name: 'Count', as: 'count' }, { ui: 'read', name: 'Aspect ratio', as: 'ratio' },
        { ui: 'press', name: 'Prompt', keys: 'End !' }, { ui: 'read', name: 'Prompt', as: 'prompt' },
        { ui: 'click', name: 'Settings' }, { ui: 'check', name: 'Show pictures while they form', value: false }, { ui: 'choose', name: 'Keep the key', value: 'Until' }, { ui: 'click', name: 'Back' }, { await: 'idle' }, { ui: 'click', name: 'Results' }, { shot: 'results', of: 'window' }, { shot: 'canvas', of: 'canvas' },
        { ui: 'choose', name: 'C', value: 'x', timeoutMs: 300 },
      ],
    })
    expect(played.reads).toMatchObject({ count: '3', prompt: 'hills!' })
    expect(played.reads['ratio']).toContain('16:9')
    expect(JSON.parse(played.text('storage.json'))['inlay/settings']).toMatchObject({ showPartials: false })
    expect(played.report.failed).toMatchObject({ index: 17 })
    expect(played.a11y[0]!.controls.every(({ role, name }) => role && name)).toBe(true)
  })

  it('waits for partial pictures and plays the network off and on', async () => {
    const played = await play('partials', {
      scene: { nodes: [frame('1:1', 'A', 0)] }, providers: { openai: { key: 'sk-test' } }, server: [{ when: {}, do: { hold: 'g' } }],
      steps: [{ select: ['A'] }, { ui: 'fill', name: 'Prompt', value: 'hills' }, { ui: 'click', action: 'run' }, { await: { partial: 1 } }, { server: 'release', gate: 'g' }, { await: 'idle' }, { network: 'off' }, { ui: 'click', action: 'run' }, { await: { text: 'You are offline' } }, { network: 'on' }],
    })
    expect(played.report.failed).toBeNull()
    expect(played.jobs[0]!.partials).toBeGreaterThan(0)
  })
})

describe('a server of somebody else', () => {
  it('is reached through the recording proxy, with every field and file written down', async () => {
    const bodies: string[] = []
    const server = http.createServer((request, response) => {
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*', 'content-type': 'application/json' }
      if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end()
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString('latin1'))
        response.writeHead(200, headers).end(JSON.stringify({ created: 1, data: [{ b64_json: onePixel }] }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/custom/v1`
    const played = await play('foreign', {
      scene: { nodes: [{ type: 'FRAME', id: '1:1', name: 'A', x: 0, y: 0, width: 1024, height: 1024, fills: [] }, { type: 'TEXT', id: '1:2', name: 'Words', x: 1100, y: 0, width: 200, height: 40, characters: 'Hi' }] },
      providers: { openai: { baseURL, key: 'sk-other' } }, settings: { showPartials: false },
      steps: [{ select: ['A'] }, { ui: 'fill', name: 'Prompt', value: 'hills' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { select: ['A', 'Words'] }, { await: 'idle' }, { ui: 'click', action: 'run' }, { await: 'idle' }],
    })
    server.close()
    expect(played.report.failed).toBeNull()
    expect(played.requests.map(({ path }) => path)).toEqual(['/custom/v1/images/generations', '/custom/v1/images/edits'])
    expect(played.requests[0]).toMatchObject({ method: 'POST', auth: 'present', status: 200, fields: { prompt: 'hills', model: 'gpt-image-2', size: '1024x1024' }, answer: { files: [{ width: 1, height: 1 }] } })
    const [file] = played.requests[1]!.files, sent = played.bytes(file!.path)
    expect(file).toMatchObject({ field: 'image', type: 'image/png', bytes: sent.length, sha256: createHash('sha256').update(sent).digest('hex') })
    expect(bodies).toHaveLength(2)
    expect(bodies[1]).toContain(sent.toString('latin1'))
  })
})
