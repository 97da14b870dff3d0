import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { schemaFault } from '../../../playground/server/validate'
import { readImageHeader } from '../../../ui/pixels/image-header'
import { base, bytesOf, file, key, png, useServer } from './support'

const { server, client } = useServer()

async function pixels(bytes: Buffer): Promise<(x: number, y: number) => number[]> {
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return (x, y) => [...context.getImageData(x, y, 1, 1).data]
}

describe('generations', () => {
  it('gives n different pictures of the size and format asked for, and says what they cost', async () => {
    const answer = await client().images.generate({ ...base, prompt: 'a red chair', n: 2, output_format: 'webp', output_compression: 80 })
    expect(schemaFault('ImagesResponse', answer)).toBeNull()
    expect(answer).toMatchObject({ size: '816x816', quality: 'low', output_format: 'webp', background: 'opaque' })
    const [first, second] = (answer.data ?? []).map((image) => bytesOf(image.b64_json))
    expect(readImageHeader(first!)).toMatchObject({ mime: 'image/webp', widthPx: 816, heightPx: 816 })
    expect(first!.equals(second!)).toBe(false)
    expect(answer.usage).toEqual({ input_tokens: 18, input_tokens_details: { text_tokens: 18, image_tokens: 0 }, output_tokens: 342, output_tokens_details: { image_tokens: 342, text_tokens: 0 }, total_tokens: 360 })
  })

  it.each([
    ['gpt-image-2', 'low', '1024x1024', 196], ['gpt-image-2', 'medium', '1536x1024', 1372], ['gpt-image-2', 'high', '1024x1024', 7024],
    ['gpt-image-2.5-flare', 'medium', '1024x1024', 439], ['gpt-image-2.5-sunburst', 'xhigh', '1024x1024', 3122], ['gpt-image-1.5', 'low', '1024x1536', 408],
  ] as const)('%s %s %s is billed with %i output tokens', async (model, quality, size, tokens) => {
    const { usage } = await client().images.generate({ prompt: 'x', model, quality, size })
    expect(usage?.output_tokens).toBe(tokens)
  })

  it('turns auto into a size and a quality, and leaves a transparent background transparent', async () => {
    const answer = await client().images.generate({ model: 'gpt-image-2.5-flare', prompt: 'an icon', background: 'transparent' })
    expect(answer).toMatchObject({ size: '1024x1024', quality: 'medium', background: 'transparent' })
    const at = await pixels(bytesOf(answer.data?.[0]?.b64_json))
    const corners = [at(0, 0), at(1023, 0), at(0, 1023), at(1023, 1023)]
    expect(corners.some(([, , , alpha]) => alpha === 0)).toBe(true)
  })

  it('draws another picture when the same prompt comes again', async () => {
    const ask = async (): Promise<string | undefined> => (await client().images.generate({ ...base, prompt: 'again' })).data?.[0]?.b64_json
    expect(await ask()).not.toBe(await ask())
  })

  it('streams partial pictures, coarser first, and bills them', async () => {
    const events = []
    for await (const event of await client().images.generate({ ...base, prompt: 'a red chair', stream: true, partial_images: 2 })) events.push(event)
    expect(events.map((event) => [event.type, 'partial_image_index' in event ? event.partial_image_index : null])).toEqual([
      ['image_generation.partial_image', 0], ['image_generation.partial_image', 1], ['image_generation.completed', null],
    ])
    expect(events.map((event) => schemaFault(event.type === 'image_generation.completed' ? 'ImageGenCompletedEvent' : 'ImageGenPartialImageEvent', event))).toEqual([null, null, null])
    expect(events[2]).toMatchObject({ usage: { output_tokens: 171 + 200 } })
    expect(new Set(events.map((event) => event.b64_json)).size).toBe(3)
  })
})

describe('edits', () => {
  it('takes one picture as "image" and paints only where the mask is open', async () => {
    const mask = createCanvas(816, 816)
    mask.getContext('2d').fillRect(0, 0, 408, 816) // the right half stays open
    const answer = await client().images.edit({ ...base, prompt: 'swap the right half', image: await file(png(816, 816)), mask: await file(mask.toBuffer('image/png'), 'mask.png') })
    expect(schemaFault('ImagesResponse', answer)).toBeNull()
    const at = await pixels(bytesOf(answer.data?.[0]?.b64_json))
    expect(at(10, 10)).toEqual([200, 60, 60, 255])
    expect(at(400, 800)).toEqual([200, 60, 60, 255])
    expect(at(800, 10)).not.toEqual([200, 60, 60, 255])
    expect(server().requests[0]?.files.map(({ field, type }) => [field, type])).toEqual([['image', 'image/png'], ['mask', 'image/png']])
  })

  it('takes two pictures as "image[]" in order and bills both', async () => {
    const [red, blue] = [png(816, 816), png(512, 512, [0, 0, 255, 255])]
    const answer = await client().images.edit({ ...base, prompt: 'both', image: [await file(red), await file(blue, 'image-2.png')], n: 1 })
    const { files, fields } = server().requests[0]!
    expect(files.map(({ field, name }) => [field, name])).toEqual([['image[]', 'image-1.png'], ['image[]', 'image-2.png']])
    expect(files[0]!.bytes.equals(red) && files[1]!.bytes.equals(blue)).toBe(true)
    expect(fields).toEqual({ ...base, prompt: 'both', n: 1 })
    expect(answer.usage?.input_tokens_details).toEqual({ text_tokens: 7, image_tokens: 2048 })
  })

  it('streams with its own event names', async () => {
    const types = []
    for await (const event of await client().images.edit({ ...base, prompt: 'x', image: await file(png(64, 64)), stream: true, partial_images: 1 })) {
      types.push(event.type)
      expect(schemaFault(event.type === 'image_edit.completed' ? 'ImageEditCompletedEvent' : 'ImageEditPartialImageEvent', event)).toBeNull()
    }
    expect(types).toEqual(['image_edit.partial_image', 'image_edit.completed'])
  })

  it('takes the JSON form with data URLs', async () => {
    const image_url = `data:image/png;base64,${png(64, 48).toString('base64')}`
    const answer = await client().post<{ data: { b64_json: string }[] }>('/images/edits', { body: { ...base, prompt: 'x', images: [{ image_url }], moderation: 'low' } })
    expect(readImageHeader(bytesOf(answer.data[0]?.b64_json))).toMatchObject({ widthPx: 816, heightPx: 816 })
  })
})

describe('models', () => {
  it('lists the image models with their end', async () => {
    const list = await client().models.list()
    const ends = Object.fromEntries(list.data.map(({ id, shutdown_date }) => [id, shutdown_date]))
    expect(ends).toMatchObject({ 'gpt-image-2': null, 'gpt-image-2.5-flare': null, 'gpt-image-2.5-sunburst': null, 'gpt-image-2.6-flare': null, 'gpt-image-2.6-sunburst': null, 'gpt-image-1-mini': '2026-12-01', 'gpt-image-1.5': '2026-12-01' })
    expect(Object.keys(ends)).not.toContain('gpt-image-1')
    expect(schemaFault('ListModelsResponse', { object: 'list', data: list.data })).toBeNull()
    expect(await client().models.retrieve('gpt-image-2')).toMatchObject({ id: 'gpt-image-2', shutdown_date: null })
  })
})

describe('a page', () => {
  it('of origin "null" may send what the SDK sends and read the request id', async () => {
    const asked = 'authorization,content-type,x-stainless-lang'
    const preflight = await fetch(`${server().url}/v1/images/edits`, { method: 'OPTIONS', headers: { origin: 'null', 'access-control-request-method': 'POST', 'access-control-request-headers': asked } })
    expect(preflight.ok).toBe(true)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toBe(asked)
    expect(server().requests).toEqual([])
    const answer = await fetch(`${server().url}/v1/models`, { headers: { origin: 'null', authorization: `Bearer ${key}` } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toBe('X-Request-ID')
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/)
  })
})
