import { readFileSync } from 'node:fs'
import { APIConnectionError, type OpenAI } from 'openai'
import { describe, expect, it } from 'vitest'
import { faults } from '../../../playground/server/faults'
import { schemaFault } from '../../../playground/server/validate'
import { base, bytesOf, clientFor, failure, key, useServer } from './support'

const { server, client } = useServer({ sleep: () => Promise.resolve() })
const ask = (prompt: string, openai: OpenAI = client()) => openai.images.generate({ ...base, prompt })

describe('keys', () => {
  it('a request without one is refused in the service\'s words', async () => {
    const answer = await fetch(`${server().url}/v1/models`)
    expect(answer.status).toBe(401)
    const body: unknown = await answer.json()
    expect(schemaFault('ErrorResponse', body)).toBeNull()
    expect(body).toMatchObject({ error: { message: expect.stringContaining("You didn't provide an API key"), code: null } })
  })

  it('a wrong one is refused and echoed with stars only', async () => {
    const wrong = 'sk-bad-0123456789abcdef'
    const error = await failure(ask('x', clientFor(server(), wrong)))
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' })
    expect(error.message).toContain('sk-ba***')
    expect(error.message).not.toContain(wrong)
  })
})

const refusals: [string, Record<string, unknown>, string][] = [
  ['moderation', { status: 400, code: 'moderation_blocked', type: 'image_generation_user_error', error: { moderation_details: { moderation_stage: 'input', categories: ['sexual', 'self-harm'] } } }, 'safety_violations=[sexual, self-harm]'],
  ['moderation-output', { status: 400, code: 'moderation_blocked', error: { moderation_details: { moderation_stage: 'output', categories: ['violence'] } } }, 'safety_violations=[violence]'],
  ['transparent', { status: 400, code: 'invalid_value', param: 'background' }, 'Transparent background is not supported'],
  ['size', { status: 400, code: null }, "Invalid size '816x816'"],
  ['bad-image', { status: 400, code: 'invalid_image_file' }, 'Invalid image file'],
  ['image-too-large', { status: 400, code: 'image_too_large' }, 'too large'],
  ['billing-limit', { status: 400, code: 'billing_hard_limit_reached' }, 'hard limit'],
  ['key', { status: 401, code: 'invalid_api_key' }, 'sk-te***'],
  ['key-echo', { status: 401, code: 'invalid_api_key' }, key],
  ['unverified', { status: 403, code: null, type: 'invalid_request_error' }, 'must be verified to use the model `gpt-image-2`'],
  ['country', { status: 403, code: 'unsupported_country_region_territory' }, 'Country'],
  ['scope', { status: 403, code: null }, 'Missing scopes'],
  ['model', { status: 404, code: 'model_not_found' }, '`gpt-image-2` does not exist'],
  ['rate-limit', { status: 429, code: 'rate_limit_exceeded' }, 'Please try again in 5s.'],
  ['slow-down', { status: 429, code: 'slow_down', type: 'rate_limit_error' }, 'slow down'],
  ['no-credit', { status: 429, code: 'credit_balance_exhausted', type: 'insufficient_quota' }, 'no credit'],
  ['org-spend-limit', { status: 429, code: 'organization_spend_limit_exceeded', type: 'insufficient_quota' }, 'organization'],
  ['project-spend-limit', { status: 429, code: 'project_spend_limit_exceeded', type: 'insufficient_quota' }, 'project'],
  ['org-usage-limit', { status: 429, code: 'organization_usage_limit_exceeded', type: 'insufficient_quota' }, 'usage limit'],
  ['server-error', { status: 500, type: 'server_error' }, 'had an error'],
  ['overloaded', { status: 503, code: 'server_is_overloaded' }, 'overloaded'],
  ['gateway', { status: 502 }, ''],
  ['gateway-timeout', { status: 524 }, ''],
]

describe('faults by keyword', () => {
  it.each(refusals)('%s', async (name, shape, words) => {
    const error = await failure(ask(`a chair [fault:${name}]`))
    expect(error).toMatchObject(shape)
    expect(error.message).toContain(words)
    if (error.error) expect(schemaFault('ErrorResponse', { error: error.error })).toBeNull()
  })

  it('every one of the table is tried in this file', () => {
    const elsewhere = ['cut', 'stream-error', 'drop', 'no-cors', 'slow', 'not-a-picture']
    expect(faults.map(({ name }) => name).sort()).toEqual([...refusals.map(([name]) => name), ...elsewhere].sort())
  })

  const raw = (prompt: string) => fetch(`${server().url}/v1/images/generations`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ ...base, prompt }) })

  it('a gateway answers with HTML that holds the key', async () => {
    const answer = await raw('[fault:gateway]')
    expect(answer.headers.get('content-type')).toBe('text/html')
    expect(await answer.text()).toContain(key)
  })

  it('a rate limit says in the header when to come back, hidden from pages', async () => {
    const answer = await raw('[fault:rate-limit]')
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(answer.headers.get('access-control-expose-headers')).toBe('X-Request-ID')
  })

  it('no-cors leaves the headers out that a page needs', async () => {
    const answer = await raw('[fault:no-cors]')
    expect(answer.status).toBe(200)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('drop and cut break the connection', async () => {
    await expect(ask('[fault:drop]')).rejects.toBeInstanceOf(APIConnectionError)
    await expect(raw('[fault:cut]').then((answer) => answer.text())).rejects.toThrow()
  })

  const stream = async (prompt: string): Promise<string[]> => {
    const seen: string[] = []
    try {
      for await (const event of await client().images.generate({ ...base, prompt, stream: true, partial_images: 2 })) seen.push(event.type)
    } catch (error) {
      seen.push(`failed: ${(error as Error).message}`)
    }
    return seen
  }

  it('cut breaks a stream after its first event', async () => {
    const [first, second, ...rest] = await stream('[fault:cut]')
    expect(first).toBe('image_generation.partial_image')
    expect(second).toMatch(/^failed: /)
    expect(rest).toEqual([])
  })

  it('stream-error sends an error inside the stream', async () => {
    expect(await stream('[fault:stream-error]')).toEqual(['image_generation.partial_image', expect.stringContaining('had an error while processing')])
  })

  it('not-a-picture answers with text in place of a picture', async () => {
    expect(bytesOf((await ask('[fault:not-a-picture]')).data?.[0]?.b64_json).toString()).toBe('This is not a picture.')
  })

  it('"x2" fails twice and then works, for this prompt alone', async () => {
    const prompt = 'a chair [fault:overloaded x2]'
    expect([(await failure(ask(prompt))).status, (await failure(ask(prompt))).status]).toEqual([503, 503])
    expect((await ask(prompt)).data).toHaveLength(1)
    expect((await failure(ask(`${prompt} in red`))).status).toBe(503)
  })

  it('an unknown name is no fault', async () => {
    expect((await ask('[fault:nonsense]')).data).toHaveLength(1)
  })
})

describe('time', () => {
  it('goes by per picture, spread over its partial pictures, and slow takes a minute', async () => {
    const waits: number[] = []
    const { startServer } = await import('../../../playground/server/index')
    const timed = await startServer({ port: 0, pictureMs: 3000, sleep: async (ms) => void waits.push(ms) })
    const openai = clientFor(timed)
    for await (const event of await openai.images.generate({ ...base, prompt: 'x', stream: true, partial_images: 2 })) expect(event.b64_json).not.toBe('')
    await openai.images.generate({ ...base, prompt: 'x', n: 2 })
    await ask('[fault:slow]', openai)
    await timed.close()
    expect(waits).toEqual([1000, 1000, 1000, 6000, 60_000, 3000])
  })
})

describe('the README', () => {
  it('lists every fault with its meaning', () => {
    const readme = readFileSync('playground/server/README.md', 'utf8')
    for (const { name, means } of faults) expect(readme).toContain(`| \`[fault:${name}]\` | ${means} |`)
  })
})
