import { createCanvas } from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { correct } from '../../../playground/server/schema/correct'
import { schemaFault } from '../../../playground/server/validate'
import { base, failure, file, key, png, pngWithoutAlpha, useServer } from './support'

const { server, client } = useServer({ programs: [] })
const schemaFile = (name: string) => JSON.parse(readFileSync(`playground/server/schema/${name}.json`, 'utf8'))

/** A generation whose picture is not drawn: what passes the checks meets a 418. */
async function verdict(fields: Record<string, unknown>): Promise<{ status: number | undefined; code: unknown; param: unknown; message: string }> {
  server().setPrograms([{ do: { status: 418, code: 'taken', message: 'taken' } }])
  const { status, code, param, message } = await failure(client().post('/images/generations', { body: { ...base, prompt: 'x', ...fields } }))
  return { status, code, param, message }
}
const taken = { status: 418 }

describe('the schema', () => {
  it('is what the script makes of the published one', () => {
    expect(schemaFile('corrected')).toEqual(JSON.parse(JSON.stringify(correct(schemaFile('published')))))
    expect(JSON.stringify(schemaFile('corrected'))).not.toContain('nullable')
  })

  it.each<[Record<string, unknown>, string, string]>([
    [{ prompt: undefined }, 'missing_required_parameter', 'prompt'],
    [{ model: undefined }, 'missing_required_parameter', 'model'],
    [{ model: null }, 'missing_required_parameter', 'model'],
    [{ prompt: '' }, 'empty_string', 'prompt'],
    [{ prompt: 'x'.repeat(32_001) }, 'string_above_max_length', 'prompt'],
    [{ prompt: 7 }, 'invalid_type', 'prompt'],
    [{ n: 0 }, 'integer_below_min_value', 'n'],
    [{ n: 11 }, 'integer_above_max_value', 'n'],
    [{ n: '2' }, 'invalid_type', 'n'],
    [{ n: 1.5 }, 'invalid_type', 'n'],
    [{ background: 'purple' }, 'invalid_value', 'background'],
    [{ quality: 'hd' }, 'invalid_value', 'quality'],
    [{ partial_images: 4, stream: true }, 'integer_above_max_value', 'partial_images'],
    [{ output_compression: 101, output_format: 'jpeg' }, 'integer_above_max_value', 'output_compression'],
    [{ response_format: 'b64_json' }, 'unknown_parameter', 'response_format'],
    [{ style: 'vivid' }, 'unknown_parameter', 'style'],
    [{ seed: 1 }, 'unknown_parameter', 'seed'],
    [{ input_fidelity: 'high' }, 'unknown_parameter', 'input_fidelity'],
  ])('refuses %o', async (fields, code, param) => {
    const found = await verdict(fields)
    expect(found).toMatchObject({ status: 400, code, param })
    expect(schemaFault('ErrorResponse', { error: { message: found.message, type: 'invalid_request_error', param, code } })).toBeNull()
  })

  it.each([
    [{ prompt: 'x'.repeat(32_000) }], [{ n: 10 }], [{ n: null, size: null, quality: null, background: null, complexity: null, output_compression: null }],
    [{ moderation: 'low', user: 'u', safety_identifier: 's' }], [{ stream: true, partial_images: 3 }], [{ output_format: 'jpeg', output_compression: 0 }],
  ])('takes %o', async (fields) => expect(await verdict(fields)).toMatchObject(taken))

  it('a body that is no JSON, or of another type', async () => {
    const send = async (type: string, body: string): Promise<number> => (await fetch(`${server().url}/v1/images/generations`, { method: 'POST', body, headers: { authorization: `Bearer ${key}`, 'content-type': type } })).status
    expect([await send('application/json', '{'), await send('application/json', '[]'), await send('text/plain', '{}')]).toEqual([400, 400, 400])
  })

  it('an address that is not there', async () => {
    expect(await failure(client().get('/images/nothing'))).toMatchObject({ status: 404, message: expect.stringContaining('Invalid URL (GET /v1/images/nothing)') })
    expect((await failure(client().post('/images/variations', { body: {} }))).status).toBe(404)
  })
})

describe('sizes', () => {
  const valid = 'auto 1024x1024 1536x1024 1024x1536 1536x864 1792x944 1024x640 640x1024 816x816 1440x480 1408x480 480x1408 976x704 2048x1152 2048x2048 2560x1440 3824x2160 3840x2160 2160x3840 2880x2880 3840x1280 1280x3840 1920x1088'
  it.each(valid.split(' '))('%s is taken', async (size) => expect(await verdict({ size })).toMatchObject(taken))

  it.each([
    ...'1000x1000 1080x1080 1920x1080 1792x936'.split(' ').map((size) => [size, 'divisible by 16']),
    ...'800x800 1024x624 512x512 256x256 1392x464'.split(' ').map((size) => [size, 'at least 655360 pixels']),
    ...'1456x480 3840x1264'.split(' ').map((size) => [size, 'aspect ratio']),
    ['3856x2144', 'at most 3840'],
    ...'3840x2176 2896x2880'.split(' ').map((size) => [size, 'at most 8294400 pixels']),
    ...['1024X1024', '1024*1024', '1024x', '01024x1024', '1024x1024.0', ''].map((size) => [size, 'WIDTHxHEIGHT']),
  ])('%s is refused', async (size, words) => {
    expect(await verdict({ size })).toMatchObject({ status: 400, param: 'size', message: expect.stringContaining(words!) })
  })

  it('the 1.5 family has three', async () => {
    for (const size of ['1024x1024', '1536x1024', '1024x1536', 'auto']) expect(await verdict({ model: 'gpt-image-1.5', size })).toMatchObject(taken)
    expect(await verdict({ model: 'gpt-image-1-mini', size: '2048x1152' })).toMatchObject({ status: 400, param: 'size' })
  })
})

describe('models', () => {
  it.each(['gpt-image-1', 'dall-e-3', 'no-such-model'])('%s is gone', async (model) => {
    expect(await verdict({ model })).toMatchObject({ status: 404, code: 'model_not_found' })
    expect(await failure(client().models.retrieve(model))).toMatchObject({ status: 404, code: 'model_not_found' })
  })

  it.each<[Record<string, unknown>, string | null]>([
    [{ quality: 'xhigh' }, 'quality'], [{ quality: 'max' }, 'quality'], [{ complexity: 'low' }, 'complexity'],
    [{ model: 'gpt-image-2.5-flare', quality: 'max' }, null], [{ model: 'gpt-image-2.6-flare', quality: 'xhigh', complexity: 'low' }, null],
    [{ model: 'gpt-image-2.5-flare', complexity: 'low' }, 'complexity'], [{ model: 'gpt-image-1.5', quality: 'xhigh', size: 'auto' }, 'quality'],
    [{ background: 'transparent', output_format: 'jpeg' }, 'background'], [{ background: 'transparent', output_format: 'webp' }, null],
    [{ output_compression: 50 }, 'output_compression'], [{ frame_count: 4 }, 'frame_count'], [{ svg: {} }, 'svg'],
    [{ output_format: 'gif' }, 'output_format'], [{ output_format: 'svg', n: 2 }, 'output_format'], [{ output_format: 'svg', stream: true }, 'output_format'],
  ])('%o', async (fields, param) => {
    expect(await verdict(fields)).toMatchObject(param === null ? taken : { status: 400, param })
  })
})

describe('pictures of an edit', () => {
  type Fields = Parameters<ReturnType<typeof client>['images']['edit']>[0]
  const red = () => file(png(64, 48))
  const edit = async (fields: Partial<Fields> & Record<string, unknown>) => {
    server().setPrograms([{ do: { status: 418, code: 'taken', message: 'taken' } }])
    const { status, code, param } = await failure(client().images.edit({ ...base, prompt: 'x', image: await red(), ...fields } as Fields))
    return { status, code, param }
  }
  const mask = async (bytes: Buffer, more: object = {}) => edit({ mask: await file(bytes, 'mask.png'), ...more })
  const hole = png(64, 48, [0, 0, 0, 0])

  it("takes a mask of the first picture's size, sixteen pictures, JPEG and WebP", async () => {
    expect(await mask(hole)).toMatchObject(taken)
    expect(await mask(hole, { image: [await red(), await file(png(300, 20))] })).toMatchObject(taken)
    expect(await edit({ image: await Promise.all(Array.from({ length: 16 }, red)) })).toMatchObject(taken)
    const canvas = createCanvas(64, 48)
    expect(await edit({ image: [await file(canvas.toBuffer('image/jpeg'), 'a.jpg', 'image/jpeg'), await file(canvas.toBuffer('image/webp'), 'b.webp', 'image/webp')] })).toMatchObject(taken)
    expect(await edit({ n: 2, stream: false, output_compression: 90, output_format: 'webp' })).toMatchObject(taken)
  })

  it('refuses seventeen', async () => {
    expect(await edit({ image: await Promise.all(Array.from({ length: 17 }, red)) })).toMatchObject({ code: 'array_above_max_length', param: 'image' })
  })

  it('refuses a request without a picture', async () => {
    expect(await edit({ image: undefined })).toMatchObject({ code: 'missing_required_parameter', param: 'image' })
    expect(await edit({ image: 'text' as never })).toMatchObject({ status: 400, code: 'invalid_type', param: 'image' })
  })

  it('refuses what is no picture, whatever it is called', async () => {
    expect(await edit({ image: await file(Buffer.from('no picture')) })).toMatchObject({ status: 400, code: 'invalid_image_file', param: 'image' })
    expect(await edit({ image: await file(png(64, 48).subarray(0, 60)) })).toMatchObject({ status: 400, code: 'invalid_image_file' })
    expect(await edit({ image: await file(Buffer.alloc(0)) })).toMatchObject({ status: 400, code: 'empty_image_file' })
    expect(await edit({ image: await file(png(64, 48), 'image', 'application/octet-stream') })).toMatchObject({ status: 400, code: 'unsupported_file_mimetype' })
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    expect(await edit({ image: await file(gif) })).toMatchObject({ status: 400, code: 'invalid_image_file' })
  })

  it('refuses a mask of another size, without alpha, of another kind or of 4 MB', async () => {
    expect(await mask(png(48, 64, [0, 0, 0, 0]))).toMatchObject({ status: 400, code: 'invalid_image_file', param: 'mask' })
    expect(await mask(pngWithoutAlpha(64, 48))).toMatchObject({ status: 400, code: 'invalid_image_file', param: 'mask' })
    expect(await edit({ mask: await file(createCanvas(64, 48).toBuffer('image/webp'), 'mask.webp', 'image/webp') })).toMatchObject({ status: 400, param: 'mask' })
    expect(await mask(Buffer.concat([hole, Buffer.alloc(4 * 1024 * 1024)]))).toMatchObject({ status: 400, code: 'image_too_large', param: 'mask' })
  })

  it('takes markup from 2.5 on, with transparent pixels and without a mask', async () => {
    const markup = await file(hole, 'markup.png')
    const model = 'gpt-image-2.5-flare'
    expect(await edit({ model, markup })).toMatchObject(taken)
    expect(await edit({ markup })).toMatchObject({ status: 400, param: 'markup' })
    expect(await edit({ model, markup, mask: await file(hole, 'mask.png') })).toMatchObject({ status: 400, param: 'markup' })
    expect(await edit({ model, markup: await red() })).toMatchObject({ status: 400, param: 'markup' })
  })

  it('refuses input_fidelity from gpt-image-2 on, and moderation in a form', async () => {
    expect(await edit({ input_fidelity: 'high' })).toMatchObject({ status: 400, param: 'input_fidelity' })
    expect(await edit({ model: 'gpt-image-1.5', size: 'auto', input_fidelity: 'high' })).toMatchObject(taken)
    expect(await edit({ model: 'gpt-image-1-mini', size: 'auto', input_fidelity: 'high' })).toMatchObject({ status: 400, param: 'input_fidelity' })
    expect(await edit({ moderation: 'low' })).toMatchObject({ status: 400, code: 'unknown_parameter', param: 'moderation' })
  })

  it('reads numbers and switches of a form, and refuses what only looks like one', async () => {
    expect(await edit({ n: 11 })).toMatchObject({ code: 'integer_above_max_value', param: 'n' })
    expect(await edit({ n: 'many' as never })).toMatchObject({ code: 'invalid_type', param: 'n' })
    expect(await edit({ stream: 'yes' as never })).toMatchObject({ code: 'invalid_type', param: 'stream' })
  })

  it('refuses a name given twice', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...base, prompt: 'x' })) form.append(name, value)
    for (let i = 0; i < 2; i++) form.append('image', await red())
    const answer = await fetch(`${server().url}/v1/images/edits`, { method: 'POST', body: form, headers: { authorization: `Bearer ${key}` } })
    expect(await answer.json()).toMatchObject({ error: { code: 'duplicate_parameter', param: 'image', message: expect.stringContaining("'image[]=<value>'") } })
  })

  it('in JSON: exactly one key per picture, nothing that must be downloaded', async () => {
    const send = async (images: unknown) => {
      const { status, param } = await failure(client().post('/images/edits', { body: { ...base, prompt: 'x', images } }))
      return [status, param]
    }
    const image_url = `data:image/png;base64,${hole.toString('base64')}`
    expect(await send([])).toEqual([400, 'images'])
    expect((await send([{ image_url, file_id: 'f' }]))[0]).toBe(400)
    expect((await send([{}]))[0]).toBe(400)
    expect(await send([{ image_url }, { file_id: 'file-1' }])).toEqual([400, 'images[1].file_id'])
    expect(await send([{ image_url: 'https://example.com/a.png' }])).toEqual([400, 'images[0].image_url'])
    expect(await send([{ image_url: 'data:image/png;base64,AAAA' }])).toEqual([400, 'images[0]'])
  })
})
