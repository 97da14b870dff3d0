// Text models: shaped as OpenAI's, read by the SDK itself.
import { createCanvas } from '@napi-rs/canvas'
import { zodTextFormat } from 'openai/helpers/zod'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { failure, useServer } from './support'

const { server, client } = useServer()
const rendered = z.object({ lines: z.array(z.object({ text: z.string(), certain: z.boolean() })) })
const sign = (words: string): string => {
  const context = createCanvas(640, 320).getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, 640, 320)
  context.fillStyle = 'black'
  context.font = 'bold 72px sans-serif'
  context.fillText(words, 60, 180)
  return `data:image/png;base64,${context.canvas.toBuffer('image/png').toString('base64')}`
}
const ask = (words = 'OPEN LATE', more: object = {}) => client().responses.parse({
  model: 'gpt-6-luna', store: false, reasoning: { effort: 'none' }, ...more,
  input: [{ role: 'user', content: [{ type: 'input_text', text: 'Read it.' }, { type: 'input_image', image_url: sign(words), detail: 'high' }] }],
  text: { format: zodTextFormat(rendered, 'rendered_text') },
})

describe('a text model', () => {
  it('reads the words of a picture into the schema, with usage', async () => {
    const answer = await ask()
    expect(answer.output_parsed).toEqual({ lines: [{ text: 'OPEN LATE', certain: true }] })
    expect(answer).toMatchObject({ object: 'response', status: 'completed', model: 'gpt-6-luna', store: false })
    expect(answer.usage!.total_tokens).toBe(answer.usage!.input_tokens + answer.usage!.output_tokens)
  })
  it('says what a program wants, also what keeps to no schema', async () => {
    server().setPrograms([{ when: { path: '/v1/responses' }, times: 1, do: { text: 'OPEM LATE\nSALE' } }, { when: { path: '/v1/responses' }, do: { text: '{"lines":3}' } }])
    expect((await ask()).output_parsed!.lines.map(({ text }) => text)).toEqual(['OPEM LATE', 'SALE'])
    await expect(ask()).rejects.toThrow()
  })
  it('refuses as the service does', async () => {
    expect(await failure(ask('A', { model: 'gpt-5' }))).toMatchObject({ status: 404, code: 'model_not_found' })
    expect(await failure(ask('A', { colour: 'red' }))).toMatchObject({ status: 400, code: 'unknown_parameter' })
    const loose = client().responses.create({ model: 'gpt-6-luna', input: 'x', text: { format: { type: 'json_schema', name: 'a', strict: true, schema: { type: 'object', properties: {}, required: [] } } } })
    expect((await failure(loose)).status).toBe(400)
    server().setPrograms([{ when: { path: '/v1/responses' }, do: { status: 429, code: 'rate_limit_exceeded' } }])
    expect(await failure(ask())).toMatchObject({ status: 429 })
  })
})
