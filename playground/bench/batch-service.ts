// An image service for benches: fixed answers after a fixed time.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame } from 'playwright-core'

export type Handled = { fromMs: number; toMs: number }
export type BatchService = { url: string; close(): Promise<void> }

const path = '/images/generations'
const answerOf = (picture: Buffer): string => JSON.stringify({ created: 1, data: [{ b64_json: picture.toString('base64') }], usage: { input_tokens: 10, input_tokens_details: { text_tokens: 10, image_tokens: 0 }, output_tokens: 100, total_tokens: 110 } })

/** Answers the window's requests inside the browser: over HTTP/1.1 it would hold back all but six to one host, which services with HTTP/2 do not see. */
export async function answerInBrowser(frame: Frame, picture: (n: number) => Buffer, delayMs: number): Promise<void> {
  let count = 0
  await frame.evaluate(() => performance.setResourceTimingBufferSize(2000))
  await frame.page().route((url) => url.pathname.endsWith(path), async (route) => {
    const body = answerOf(picture(count++))
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    await route.fulfill({ status: 200, headers: { ...cors, 'content-type': 'application/json' }, body })
  })
}

/** As the window's own browser saw it: from the call of `fetch` to the last byte of the answer, ms since the window opened. */
export const readHandled = (frame: Frame): Promise<Handled[]> =>
  frame.evaluate((end) => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith(end)).map((entry) => ({ fromMs: entry.startTime, toMs: (entry as PerformanceResourceTiming).responseEnd })), path)

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }

/** `picture` gives the bytes of the nth answer, from 0. */
export async function startBatchService(picture: (n: number) => Buffer, delayMs: number): Promise<BatchService> {
  let count = 0
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
    if (!request.url?.endsWith(path)) return void response.writeHead(404, cors).end()
    request.resume()
    request.on('end', () => {
      const body = answerOf(picture(count++))
      setTimeout(() => response.writeHead(200, { ...cors, 'content-type': 'application/json' }).end(body), delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }) }
}
