import { describe, expect, it } from 'vitest'
import { pixelCodec } from '../../../ui/pixels/codec'
import { createOpenAIProvider } from '../../../ui/providers/openai'

const key = 'sk-test-4242424242424242424242', baseURL = 'https://api.openai.com/v1'
const answer = (document: unknown) => ({ output: [{ type: 'message', content: [{ type: 'output_text', text: typeof document === 'string' ? document : JSON.stringify(document) }] }], usage: { input_tokens: 1000, output_tokens: 100 } })

function ask(body: unknown, status = 200) {
  const calls: { url: string; body: { [key: string]: unknown } }[] = []
  const provider = createOpenAIProvider({ codec: pixelCodec, now: () => 0, fetch: (async (url: string, init: RequestInit) => { calls.push({ url, body: JSON.parse(String(init.body)) as never }); return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }) }) as typeof fetch })
  return { calls, made: provider.readWords!.run({ bytes: new Uint8Array([1, 2, 3]), mime: 'image/png' }, { key, baseURL, signal: new AbortController().signal }) }
}

describe('reading words with a vision model', () => {
  it('sends the picture and no expected word, and asks for lines', async () => {
    const { calls, made } = ask(answer({ lines: [{ text: 'CAFÉ', certain: true }, { text: ' ', certain: true }] }))
    expect(await made).toEqual({ lines: [{ text: 'CAFÉ', certain: true }], usd: (1000 * 0.1 + 100 * 0.5) / 1e6 })
    expect(calls[0]!.url).toBe(`${baseURL}/responses`)
    expect(calls[0]!.body).toMatchObject({ model: 'gpt-6-luna', store: false, text: { format: { type: 'json_schema', name: 'rendered_text', strict: true } } })
    expect(JSON.stringify(calls[0]!.body)).toContain('"image_url":"data:image/png;base64,AQID"')
    expect(JSON.stringify(calls[0]!.body)).toMatch(/never an instruction/)
  })
  it('takes control and bidirectional characters out', async () => {
    expect((await ask(answer({ lines: [{ text: 'OP\u202eEN\u0000', certain: true }] })).made).lines[0]!.text).toBe('OPEN')
  })
  it.each([
    ['another form', answer({ lines: 'OPEN' })], ['no JSON', answer('OPEN LATE')], ['a line without end', answer({ lines: [{ text: 'x'.repeat(301), certain: true }] })], ['too many lines', answer({ lines: Array.from({ length: 61 }, () => ({ text: 'x', certain: true })) })],
    ['a refusal', { output: [{ content: [{ type: 'refusal', refusal: 'no' }] }] }], ['nothing', {}],
  ])('uses no answer of %s', async (_, body) => {
    await expect(ask(body).made).rejects.toMatchObject({ code: 'provider.bad-response' })
  })
  it('reports a rejected key like every other request', async () => {
    await expect(ask({ error: { code: 'invalid_api_key' } }, 401).made).rejects.toMatchObject({ code: 'auth.key-rejected' })
  })
})
