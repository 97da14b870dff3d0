// Answers with pictures: one JSON document, or server-sent events with partial pictures on the way.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { readImageHeader } from '../../ui/pixels/image-header'
import type { Call } from './call'
import type { Exchange } from './exchange'
import type { FaultAction } from './faults'
import { distortFile, paint, type Distortion, type PictureFormat } from './painter'
import { errorOf, type Refusal } from './refuse'
import { parseSize } from './rules'
import { usageOf } from './usage'

export type AnswerSettings = {
  baseDir: string
  /** Time that one picture takes, ms. */
  pictureMs: number
  seed: number
  /** Passes when the program's gate is open; at once without one. */
  passGate(): Promise<void>
  /** An error that a program wants inside the stream. */
  streamError: Refusal | null
}

type Extent = { width: number; height: number; quality: string; transparent: boolean }

/** What `auto` turns into: square, or the shape of the first picture. */
function extentOf({ wish, model, pictures }: Call): Extent {
  const first = pictures.images[0]
  const ratio = first ? first.width / first.height : 1
  const fitting = ratio > 1.2 ? { width: 1536, height: 1024 } : ratio < 1 / 1.2 ? { width: 1024, height: 1536 } : { width: 1024, height: 1024 }
  return { ...(parseSize(wish.size) ?? fitting), quality: wish.quality === 'auto' ? model.autoQuality : wish.quality, transparent: wish.background === 'transparent' }
}

async function picture(call: Call, extent: Extent, action: FaultAction, settings: AnswerSettings, index: number, sharpness: number): Promise<string> {
  if (action.garbage) return Buffer.from('This is not a picture.').toString('base64')
  const distortion: Distortion = { shift: action.shift, scale: action.scale, gain: action.gain }
  if (action.file !== undefined && sharpness === 1) {
    const bytes = await readFile(resolve(settings.baseDir, action.file))
    const untouched = action.shift === undefined && action.scale === undefined && action.gain === undefined
    return (untouched ? bytes : await distortFile(await loadImage(bytes), formatOf(bytes), distortion)).toString('base64')
  }
  const { bytes } = await paint({
    prompt: call.wish.prompt, text: action.text, width: extent.width, height: extent.height, seed: settings.seed, index, transparent: extent.transparent,
    format: call.wish.format as PictureFormat, compression: call.wish.compression ?? 100, images: call.pictures.images.map(({ image }) => image), mask: call.pictures.mask?.image ?? null, distortion, sharpness,
  })
  return bytes.toString('base64')
}

const formatOf = (bytes: Buffer): PictureFormat => {
  const { mime } = readImageHeader(bytes)
  return mime === 'image/jpeg' ? 'jpeg' : mime === 'image/webp' ? 'webp' : 'png'
}

/** Draws and sends; throws ClientGone when the client leaves. */
export async function answerPictures(call: Call, action: FaultAction, exchange: Exchange, settings: AnswerSettings): Promise<void> {
  const extent = extentOf(call)
  const told = { size: `${extent.width}x${extent.height}`, quality: extent.quality, background: extent.transparent ? 'transparent' : 'opaque', output_format: call.wish.format }
  if (call.wish.stream) return streamPictures(call, extent, told, action, exchange, settings)
  const { n } = call.wish
  await exchange.wait(settings.pictureMs * n)
  const data: { b64_json: string }[] = []
  for (let i = 0; i < n; i++) data.push({ b64_json: await picture(call, extent, action, settings, i, 1) })
  await settings.passGate()
  const usage = usageOf(call, extent, n, 0)
  const body = { created: now(), ...told, data, usage: { ...usage, output_tokens_details: { image_tokens: usage.output_tokens, text_tokens: 0 } } }
  if (action.cutAfterEvents === undefined) return exchange.sendJson(200, body)
  const text = JSON.stringify(body)
  exchange.head(200, 'application/json', { 'content-length': String(Buffer.byteLength(text)) })
  await exchange.write(text.slice(0, text.length / 2))
  exchange.cut()
}

const now = (): number => Math.floor(Date.now() / 1000)

async function streamPictures(call: Call, extent: Extent, told: Record<string, string>, action: FaultAction, exchange: Exchange, settings: AnswerSettings): Promise<void> {
  const kind = call.kind === 'edit' ? 'image_edit' : 'image_generation'
  const { n, partialImages } = call.wish
  let events = 0
  /** True when the answer is over. */
  const stopsHere = async (): Promise<boolean> => {
    if (events !== action.cutAfterEvents) return false
    await settings.passGate()
    if (settings.streamError) {
      await exchange.write(sse('error', { type: 'error', error: errorOf(settings.streamError, exchange, { model: call.wish.model, size: told.size! }) }))
      exchange.end()
    } else exchange.cut()
    return true
  }
  const send = async (type: string, fields: Record<string, unknown>): Promise<void> => {
    events += 1
    await exchange.write(sse(type, { type, created_at: now(), ...told, ...fields }))
  }
  exchange.head(200, 'text/event-stream; charset=utf-8')
  if (await stopsHere()) return
  for (let i = 0; i < n; i++) {
    for (let part = 0; part < partialImages; part++) {
      await exchange.wait(settings.pictureMs / (partialImages + 1))
      await send(`${kind}.partial_image`, { partial_image_index: part, b64_json: await picture(call, extent, action, settings, i, (part + 1) / (partialImages + 1)) })
      if (await stopsHere()) return
    }
    await exchange.wait(settings.pictureMs / (partialImages + 1))
    const b64_json = await picture(call, extent, action, settings, i, 1)
    await settings.passGate()
    await send(`${kind}.completed`, { b64_json, usage: usageOf(call, extent, 1, partialImages) })
    if (await stopsHere()) return
  }
  exchange.end()
}

const sse = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
