// An image service for benches: fixed answers after a fixed time, and when each request came and went.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handled = { fromMs: number; toMs: number }
export type BatchService = { url: string; handled: Handled[]; close(): Promise<void> }

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }

/** `picture` gives the bytes of the nth answer, from 0. Times are performance.now(). */
export async function startBatchService(picture: (n: number) => Buffer, delayMs: number): Promise<BatchService> {
  const handled: Handled[] = []
  let count = 0
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
    if (!request.url?.endsWith('/images/generations')) return void response.writeHead(404, cors).end()
    request.resume()
    request.on('end', () => {
      const times = { fromMs: performance.now(), toMs: 0 }, n = count++
      handled.push(times)
      setTimeout(() => {
        const body = JSON.stringify({ created: 1, data: [{ b64_json: picture(n).toString('base64') }], usage: { input_tokens: 10, input_tokens_details: { text_tokens: 10, image_tokens: 0 }, output_tokens: 100, total_tokens: 110 } })
        response.writeHead(200, { ...cors, 'content-type': 'application/json' })
        times.toMs = performance.now()
        response.end(body)
      }, delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, handled, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }) }
}
