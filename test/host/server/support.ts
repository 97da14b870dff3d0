// What the tests of the local server share: a server on a free port, the real SDK, small pictures.
import { crc32, deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import OpenAI, { APIError, toFile } from 'openai'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startServer, type LocalServer, type ServerOptions } from '../../../playground/server/index'

export const key = 'sk-test-0123456789abcdef'
export const clientFor = (server: LocalServer, apiKey = key): OpenAI => new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries: 0 })

/** One server per test file; programs are gone before each test. */
export function useServer(options: Partial<ServerOptions> = {}): { server(): LocalServer; client(): OpenAI } {
  let server: LocalServer
  beforeAll(async () => { server = await startServer({ port: 0, ...options }) })
  beforeEach(() => { server.setPrograms([]); server.requests.length = 0 })
  afterAll(() => server.close())
  return { server: () => server, client: () => clientFor(server) }
}

export const base = { model: 'gpt-image-2', quality: 'low', size: '816x816' } as const

/** One flat colour; alpha 0-255. */
export function png(width: number, height: number, [red, green, blue, alpha]: readonly [number, number, number, number] = [200, 60, 60, 255]): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`
  context.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/png')
}
export const file = (bytes: Buffer, name = 'image-1.png', type = 'image/png') => toFile(bytes, name, { type })

/** The error that a promise fails with. */
export async function failure(promise: PromiseLike<unknown>): Promise<APIError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof APIError) return error
    throw error
  }
  throw new Error('it did not fail')
}

export const bytesOf = (b64: string | undefined): Buffer => Buffer.from(b64 ?? '', 'base64')

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4), check = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A black PNG without an alpha channel (colour type 2), which no canvas writes. */
export function pngWithoutAlpha(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc((1 + width * 3) * height))), chunk('IEND', Buffer.alloc(0))])
}
