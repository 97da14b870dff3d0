// Writes the pictures and the successful replies of test/fixtures/replies: `node test/support/make-replies.ts`. One-bit pictures: right extent, few bytes.
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const folder = new URL('../fixtures/replies/', import.meta.url)
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4), check = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
const png = (width: number, height: number, bit: 0 | 1): string => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1 // one bit, grey
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.ceil(width / 8), bit * 255)])))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]).toString('base64')
}
const usage = (image: number, text: number, output: number) => ({ input_tokens: image + text, input_tokens_details: { image_tokens: image, text_tokens: text }, output_tokens: output, total_tokens: image + text + output })
const common = { background: 'opaque', output_format: 'png', quality: 'medium', size: '1024x1024' }
const write = (name: string, value: unknown): void => writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(value, null, 1)}\n`)
const partial = (kind: string, index: number) => ({ type: `${kind}.partial_image`, partial_image_index: index, b64_json: png(256, 256, index ? 1 : 0), created_at: 1790000000, ...common })

write('generation', { created: 1790000000, data: [{ b64_json: png(1024, 1024, 0) }], ...common, usage: { ...usage(0, 14, 1756), output_tokens_details: { image_tokens: 1756, text_tokens: 0 } } })
write('generation-two', { created: 1790000000, data: [{ b64_json: png(1024, 1024, 0) }, { b64_json: png(1024, 1024, 1) }], ...common, usage: usage(0, 28, 3512) })
write('edit', { created: 1790000000, data: [{ b64_json: png(1024, 1024, 1), revised_prompt: 'A red\u202E chair' }], ...common, usage: usage(1024, 14, 1756) })
for (const kind of ['image_generation', 'image_edit']) {
  write(`stream-${kind}`, [partial(kind, 0), partial(kind, 1), { type: `${kind}.completed`, b64_json: png(1024, 1024, 1), created_at: 1790000000, ...common, usage: usage(kind === 'image_edit' ? 1024 : 0, 14, 1956) }])
}
write('models', { object: 'list', data: [
  { id: 'gpt-image-2', object: 'model', created: 1776729600, owned_by: 'system', shutdown_date: null },
  { id: 'gpt-image-2.6-flare', object: 'model', created: 1793750400, owned_by: 'system' },
  { id: 'gpt-image-1.5', object: 'model', created: 1765843200, owned_by: 'system', shutdown_date: '2026-12-01' },
  { id: 'gpt-6-luna', object: 'model', created: 1780000000, owned_by: 'system', shutdown_date: 'soon' },
  { object: 'model' },
] })
