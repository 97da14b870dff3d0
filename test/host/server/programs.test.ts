import { createCanvas, loadImage } from '@napi-rs/canvas'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ProgramError, startServer } from '../../../playground/server/index'
import { base, bytesOf, failure, file, key, png, useServer } from './support'

const folder = mkdtempSync(join(tmpdir(), 'inlay-server-'))
const own = png(300, 200, [10, 20, 30, 255])
writeFileSync(join(folder, 'own.png'), own)
writeFileSync(join(folder, 'words.png'), 'no picture')
afterAll(() => rmSync(folder, { recursive: true }))

const { server, client } = useServer({ baseDir: folder })
const ask = (prompt: string, more: object = {}) => client().images.generate({ ...base, ...more, prompt })
const status = async (prompt: string, more: object = {}): Promise<number> => {
  try {
    await ask(prompt, more)
    return 200
  } catch (error) {
    return (error as { status: number }).status
  }
}
const served = async (prompt: string): Promise<Buffer> => bytesOf((await ask(prompt)).data?.[0]?.b64_json)

describe('which request a program is for', () => {
  it('the first that matches by path, prompt and model', async () => {
    server().setPrograms([
      { when: { path: '/v1/images/edits' }, do: { status: 500 } },
      { when: { prompt: 'Card 3' }, do: { status: 503 } },
      { when: { model: 'gpt-image-2.5-flare' }, do: { status: 429 } },
      { when: { prompt: 'Card' }, do: { status: 400 } },
    ])
    expect(await status('Card 3')).toBe(503)
    expect(await status('Card 4')).toBe(400)
    expect(await status('Other', { model: 'gpt-image-2.5-flare' })).toBe(429)
    expect(await status('Other')).toBe(200)
    expect((await failure(client().images.edit({ ...base, prompt: 'Card 3', image: await file(png(64, 64)) }))).status).toBe(500)
  })

  it('nth counts the requests that match the rest', async () => {
    server().setPrograms([{ when: { nth: 2, prompt: 'Card' }, do: { status: 503 } }])
    expect([await status('Card'), await status('Other'), await status('Card'), await status('Card')]).toEqual([200, 200, 503, 200])
  })

  it('times ends it, and the next program takes over', async () => {
    server().setPrograms([{ times: 2, do: { status: 503 } }, { times: 1, do: { status: 500 } }])
    expect([await status('x'), await status('x'), await status('x'), await status('x')]).toEqual([503, 503, 500, 200])
  })

  it('without a path it leaves the model list alone; with one it can fail it', async () => {
    server().setPrograms([{ do: { status: 503 } }])
    expect((await client().models.list()).data.length).toBeGreaterThan(4)
    server().setPrograms([{ when: { path: '/v1/models' }, do: { status: 503 } }])
    expect((await failure(client().models.list())).status).toBe(503)
  })
})

describe('what it does', () => {
  it('a code alone brings its status, type and message', async () => {
    server().setPrograms([{ do: { code: 'credit_balance_exhausted' } }])
    expect(await failure(ask('x'))).toMatchObject({ status: 429, type: 'insufficient_quota', message: expect.stringContaining('no credit') })
    server().setPrograms([{ do: { status: 429 } }])
    expect(await failure(ask('x'))).toMatchObject({ code: 'rate_limit_exceeded' })
    server().setPrograms([{ do: { categories: ['hate'] } }])
    expect(await failure(ask('x'))).toMatchObject({ status: 400, code: 'moderation_blocked', error: { moderation_details: { moderation_stage: 'input', categories: ['hate'] } } })
    server().setPrograms([{ do: { status: 418, code: 'tea', type: 'pot', message: 'short and stout' } }])
    expect(await failure(ask('x'))).toMatchObject({ status: 418, code: 'tea', type: 'pot', message: '418 short and stout' })
  })

  it('echoKey puts the whole key into the error, html makes a page of it', async () => {
    server().setPrograms([{ do: { echoKey: true } }])
    expect((await failure(ask('x'))).message).toContain(key)
    server().setPrograms([{ do: { status: 504, html: '<p>{key}</p>', echoKey: true } }])
    const answer = await fetch(`${server().url}/v1/images/generations`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ ...base, prompt: 'x' }) })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([504, 'text/html', `<p>${key}</p>`])
  })

  it('retryAfter is a header', async () => {
    server().setPrograms([{ do: { status: 429, retryAfter: 12 } }])
    const error = await failure(ask('x'))
    expect(error.headers?.get('retry-after')).toBe('12')
    expect(error.message).toContain('try again in 12s')
  })

  it('hold waits for its gate, released before or after', async () => {
    server().setPrograms([{ when: { prompt: 'first' }, do: { hold: 'g1' } }])
    const done: string[] = []
    const first = ask('first').then(() => done.push('first'))
    await ask('second').then(() => done.push('second'))
    server().release('g1')
    await first
    expect(done).toEqual(['second', 'first'])
    server().setPrograms([{ do: { hold: 'g2', status: 503 } }])
    server().release('g2')
    expect(await status('x')).toBe(503)
  })

  it('hold in a stream lets the partial pictures through', async () => {
    server().setPrograms([{ do: { hold: 'g1' } }])
    const types: string[] = []
    for await (const event of await client().images.generate({ ...base, prompt: 'x', stream: true, partial_images: 1 })) {
      types.push(event.type)
      server().release('g1')
    }
    expect(types).toEqual(['image_generation.partial_image', 'image_generation.completed'])
  })

  it('a client that leaves while held costs nothing and breaks nothing', async () => {
    server().setPrograms([{ do: { hold: 'g1' } }])
    const controller = new AbortController()
    const pending = client().images.generate({ ...base, prompt: 'x' }, { signal: controller.signal })
    while (server().requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    controller.abort()
    await expect(pending).rejects.toThrow('aborted')
    server().release('g1')
    server().setPrograms([])
    expect(await status('x')).toBe(200)
    expect(server().requests[0]?.status).toBeNull()
  })

  it('cutAfterEvents counts events; 0 breaks before the first', async () => {
    for (const events of [0, 1, 2]) {
      server().setPrograms([{ do: { cutAfterEvents: events } }])
      let seen = 0
      const read = async (): Promise<void> => {
        for await (const event of await client().images.generate({ ...base, prompt: 'x', stream: true, partial_images: 3 })) seen += event.b64_json ? 1 : 0
      }
      await expect(read()).rejects.toThrow()
      expect(seen).toBe(events)
    }
  })

  it('file is served byte for byte, picture or not', async () => {
    server().setPrograms([{ when: { prompt: 'own' }, do: { file: './own.png' } }, { do: { file: 'words.png' } }])
    expect((await served('own')).equals(own)).toBe(true)
    expect((await served('words')).toString()).toBe('no picture')
  })

  it('shift, scale and gain distort; text changes the letters', async () => {
    const half = createCanvas(200, 100)
    const context = half.getContext('2d')
    context.fillStyle = 'rgb(100, 100, 100)'
    context.fillRect(0, 0, 100, 100)
    context.fillStyle = 'rgb(200, 200, 200)'
    context.fillRect(100, 0, 100, 100)
    writeFileSync(join(folder, 'half.png'), half.toBuffer('image/png'))
    const at = async (action: object, x: number): Promise<number[]> => {
      server().setPrograms([{ do: { file: 'half.png', ...action } }])
      const image = await loadImage(await served('x'))
      const canvas = createCanvas(image.width, image.height).getContext('2d')
      canvas.drawImage(image, 0, 0)
      return [...canvas.getImageData(x, 50, 1, 1).data.slice(0, 3)]
    }
    expect(await at({ shift: [0.2, 0] }, 120)).toEqual([100, 100, 100])
    expect(await at({ shift: [0.2, 0] }, 150)).toEqual([200, 200, 200])
    expect(await at({ scale: 2, shift: [0.25, 0] }, 140)).toEqual([100, 100, 100])
    expect(await at({ gain: [1.05, 1, 0.5] }, 50)).toEqual([105, 100, 50])
    const lettered = async (text: string): Promise<string> => {
      const fresh = await startServer({ port: 0, programs: [{ do: { text } }] })
      const answer = await fetch(`${fresh.url}/v1/images/generations`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ ...base, prompt: 'a sign "OPEN LATE"' }) })
      await fresh.close()
      return ((await answer.json()) as { data: { b64_json: string }[] }).data[0]!.b64_json
    }
    expect(await lettered('OPEM LATE')).not.toBe(await lettered('OPEN LATE'))
    expect(await lettered('OPEN LATE')).toBe(await lettered('OPEN LATE'))
  })
})

describe('a wrong program', () => {
  it.each([
    [[{ do: { status: '429' } }], 'server[0].do.status: expected number'],
    [[{ do: {} }, { do: { statsu: 429 } }], 'server[1].do: unknown key "statsu"'],
    [[{ when: { nth: 0 }, do: {} }], 'server[0].when.nth: expected at least 1'],
    [[{ when: { nth: 1.5 }, do: {} }], 'server[0].when.nth: expected a whole number'],
    [[{ when: {} }], 'server[0].do: expected object'],
    [[{ do: { gain: [1, 1] } }], 'server[0].do.gain: expected at least 3 items'],
    [[{ do: { html: 3 } }], 'server[0].do.html: expected true, false or a text'],
    [[{ do: { categories: ['a', 1] } }], 'server[0].do.categories[1]: expected string'],
    [[{ do: { file: 'nowhere.png' } }], 'server[0].do.file: there is no file'],
    [['x'], 'server[0]: expected object'],
  ])('%j', async (programs, message) => {
    expect(() => server().setPrograms(programs)).toThrow(ProgramError)
    expect(() => server().setPrograms(programs)).toThrow(message)
    await expect(startServer({ port: 0, programs, baseDir: folder })).rejects.toThrow(message)
  })
})
