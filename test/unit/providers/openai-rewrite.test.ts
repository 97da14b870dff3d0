import { describe, expect, it } from 'vitest'
import { pixelCodec } from '../../../ui/pixels/codec'
import { createOpenAIProvider } from '../../../ui/providers/openai'
import { rewriteUsd } from '../../../ui/providers/openai-rewrite'

const key = 'sk-test-4242424242424242424242', baseURL = 'https://api.openai.com/v1'
const answer = (prompt: unknown, more: object = {}) => ({ output: [{ type: 'reasoning' }, { type: 'message', content: [{ type: 'output_text', text: JSON.stringify({ prompt }) }] }], usage: { input_tokens: 300, output_tokens: 100 }, ...more })

function ask(body: unknown, { status = 200, prompt = 'A sign that reads “OPEN”, like @Mug' } = {}) {
  const calls: { url: string; init: RequestInit }[] = []
  const provider = createOpenAIProvider({ codec: pixelCodec, now: () => 0, fetch: (async (url: string, init: RequestInit) => { calls.push({ url, init }); return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }) }) as typeof fetch })
  return { calls, made: provider.rewrite!.run(prompt, { key, baseURL, signal: new AbortController().signal }) }
}

describe('improving a prompt with a text model', () => {
  it('sends the prompt alone, to the key\'s own address, and asks for one field', async () => {
    const { calls, made } = ask(answer('A weathered sign that reads “OPEN”, beside @Mug, at dusk'))
    expect(await made).toEqual({ text: 'A weathered sign that reads “OPEN”, beside @Mug, at dusk', usd: (300 * 0.1 + 100 * 0.5) / 1e6 })
    expect(calls.map(({ url }) => url)).toEqual([`${baseURL}/responses`])
    const body = JSON.parse(String(calls[0]!.init.body)) as Record<string, never>
    expect(body).toMatchObject({ model: 'gpt-6-luna', store: false, text: { format: { type: 'json_schema', strict: true } } })
    expect(JSON.stringify(body)).not.toContain(key)
    expect(new Headers(calls[0]!.init.headers).get('authorization')).toBe(`Bearer ${key}`)
  })
  it.each([['words in quotation marks', 'A sign that reads OPEN, like @Mug'], ['a name', 'A sign that reads “OPEN”']])('refuses an answer that dropped %s', async (_, text) => {
    await expect(ask(answer(text)).made).rejects.toMatchObject({ code: 'provider.bad-response' })
  })
  it.each([['no prompt', answer(3)], ['no JSON', { output: [{ content: [{ type: 'output_text', text: '{"pro' }] }] }], ['a refusal', { output: [{ content: [{ type: 'refusal', refusal: 'no' }] }] }], ['nothing', {}]])('keeps the own prompt when there is %s', async (_, body) => {
    await expect(ask(body).made).rejects.toMatchObject({ code: 'provider.bad-response', message: 'The text model gave no prompt. Yours is kept.' })
  })
  it('takes control and bidirectional characters out of the answer', async () => {
    expect((await ask(answer('A “OPEN” @Mug \u202esign\u0000')).made).text).toBe('A “OPEN” @Mug sign')
  })
  it('reports a rejected key like every other request', async () => {
    await expect(ask({ error: { code: 'invalid_api_key' } }, { status: 401 }).made).rejects.toMatchObject({ code: 'auth.key-rejected' })
  })
  it('costs a small part of a cent', () => expect(rewriteUsd(4000)).toBeLessThan(0.001))
})
