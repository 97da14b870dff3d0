// Stands between the plugin and every base URL and writes down what passes: a page cannot see the body of a multipart request.
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { answerPictures, bodyRecorder, digestOf, type AnswerFile, type FileRecord } from './recorded-body'

export type RequestRecord = {
  n: number; timeMs: number; origin: string; method: string; path: string; auth: 'present' | 'absent'; headerNames: string[]
  fields: Record<string, unknown>; files: FileRecord[]
  /** Null while there is no answer, and for good when the connection broke before one. */
  status: number | null
  answer: { type: string; bytes: number; sha256: string; files: AnswerFile[] } | null
}

export type RecordingProxy = {
  /** Base URL that the plugin is given in place of `target`. */
  urlFor(providerId: string, target: string): string
  requests: RequestRecord[]
  /** Pictures that came in answers, by SHA-256. */
  pictures: ReadonlyMap<string, Buffer>
  /** Requests on their way, preflights included. */
  readonly open: number
  /** Those of them, without preflights, whose answer has not begun. */
  readonly unanswered: number
  /** Grows with every request and every piece of an answer. */
  readonly traffic: number
  readonly isOnline: boolean
  online(value: boolean): void
  close(): Promise<void>
}

/** Starts on a free loopback port; files go to `<outDir>/requests`. `now` gives ms since the scenario began. */
export async function startRecordingProxy(outDir: string, now: () => number): Promise<RecordingProxy> {
  const targets = new Map<string, URL>()
  const requests: RequestRecord[] = []
  const pictures = new Map<string, Buffer>()
  const recordBody = bodyRecorder(outDir)
  const onHead = new WeakMap<ServerResponse, () => void>()
  let online = true, open = 0, unanswered = 0, traffic = 0

  function record(request: IncomingMessage, target: URL, path: string, body: Buffer): RequestRecord {
    const n = requests.length + 1
    const { headers } = request
    const entry: RequestRecord = {
      n, timeMs: Math.round(now()), origin: target.origin, method: request.method ?? '', path,
      auth: headers.authorization ? 'present' : 'absent', headerNames: Object.keys(headers).sort(), ...recordBody(n, headers['content-type'] ?? '', body), status: null, answer: null,
    }
    requests.push(entry)
    return entry
  }

  function forward(request: IncomingMessage, response: ServerResponse): void {
    const [, providerId = '', ...rest] = (request.url ?? '').split('/')
    const target = targets.get(providerId)
    if (!target) return void response.writeHead(404).end()
    if (!online) return void response.destroy()
    open += 1
    response.on('close', () => { open -= 1; traffic += 1 })
    const path = `${target.pathname.replace(/\/$/, '')}/${rest.join('/')}`
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const entry = request.method === 'OPTIONS' ? null : record(request, target, path, body)
      traffic += 1
      if (entry) {
        let waiting = true
        const begun = (): void => {
          if (waiting) unanswered -= 1
          waiting = false
        }
        unanswered += 1
        response.on('close', begun)
        onHead.set(response, begun)
      }
      send(request, response, target, path, body, entry)
    })
  }

  function send(request: IncomingMessage, response: ServerResponse, target: URL, path: string, body: Buffer, entry: RequestRecord | null): void {
    const { host: _host, connection: _connection, ...headers } = request.headers
    const client = target.protocol === 'https:' ? https : http
    // Uncompressed, so that the record can be read.
    const onward = client.request({ protocol: target.protocol, hostname: target.hostname, port: target.port, path, method: request.method, headers: { ...headers, host: target.host, 'accept-encoding': 'identity' } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      onHead.get(response)?.()
      const answered: Buffer[] = []
      answer.on('data', (chunk: Buffer) => {
        answered.push(chunk)
        traffic += 1
        response.write(chunk)
      })
      const finish = (): void => {
        if (!entry || entry.answer) return
        const all = Buffer.concat(answered), type = answer.headers['content-type'] ?? ''
        const found = answerPictures(type, all)
        for (const picture of found) pictures.set(picture.sha256, picture.content)
        entry.status = answer.statusCode ?? null
        entry.answer = { type, bytes: all.length, sha256: digestOf(all), files: found.map(({ content: _content, ...file }) => file) }
      }
      answer.on('end', () => { finish(); response.end() })
      answer.on('close', () => { finish(); if (!response.writableEnded) response.destroy() })
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    onward.end(body)
  }

  const server = http.createServer(forward)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    urlFor(providerId, target) {
      targets.set(providerId, new URL(target))
      return `http://127.0.0.1:${port}/${providerId}`
    },
    requests, pictures,
    get open() { return open },
    get unanswered() { return unanswered },
    get traffic() { return traffic },
    get isOnline() { return online },
    online: (value) => { online = value },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
