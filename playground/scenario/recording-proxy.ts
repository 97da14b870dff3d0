// Stands between the plugin and every base URL and writes down what passes: a page cannot see the body of a multipart request.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { imageSize } from './image-size'
import { parseMultipart } from '../server/multipart'

type FileRecord = { field: string; name: string; type: string; bytes: number; width: number | null; height: number | null; sha256: string; path: string }
export type RequestRecord = {
  n: number; timeMs: number; origin: string; method: string; path: string; auth: 'present' | 'absent'; headerNames: string[]
  fields: Record<string, unknown>; files: FileRecord[]; status: number | null
  answer: { type: string; bytes: number; sha256: string; files: { bytes: number; sha256: string; width: number | null; height: number | null }[] } | null
}

export type RecordingProxy = {
  /** Base URL that the plugin is given in place of `target`. */
  urlFor(providerId: string, target: string): string
  requests: RequestRecord[]
  /** Called after a request was recorded or answered. */
  onChange(listener: () => void): void
  online(value: boolean): void
  close(): Promise<void>
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const extensionOf: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' }

/** Pictures in an answer: every `b64_json` of a JSON body or of an event stream. */
function answerFiles(type: string, body: Buffer): { bytes: number; sha256: string; width: number | null; height: number | null }[] {
  if (!/json|event-stream/.test(type)) return []
  return [...body.toString('utf8').matchAll(/"b64_json"\s*:\s*"([^"]*)"/g)].map((match) => {
    const bytes = Buffer.from(match[1]!, 'base64')
    const size = imageSize(bytes)
    return { bytes: bytes.length, sha256: sha256(bytes), width: size?.width ?? null, height: size?.height ?? null }
  })
}

/** Starts on a free loopback port; files go to `<outDir>/requests`. `now` gives ms since the scenario began. */
export async function startRecordingProxy(outDir: string, now: () => number): Promise<RecordingProxy> {
  const targets = new Map<string, URL>()
  const requests: RequestRecord[] = []
  const listeners: (() => void)[] = []
  let online = true
  const changed = (): void => listeners.forEach((listener) => listener())

  function record(request: IncomingMessage, target: URL, path: string, body: Buffer): RequestRecord {
    const entry: RequestRecord = {
      n: requests.length + 1, timeMs: now(), origin: target.origin, method: request.method ?? '', path,
      auth: request.headers.authorization ? 'present' : 'absent', headerNames: Object.keys(request.headers).sort(), fields: {}, files: [], status: null, answer: null,
    }
    const type = request.headers['content-type'] ?? ''
    if (type.startsWith('application/json') && body.length > 0) {
      try {
        entry.fields = JSON.parse(body.toString('utf8')) as Record<string, unknown>
      } catch {
        entry.fields = { unreadable: body.toString('utf8').slice(0, 200) } // the record shows what came
      }
    } else if (type.startsWith('multipart/form-data')) {
      const form = parseMultipart(body, type)
      for (const [name, values] of Object.entries(form.fields)) entry.fields[name] = values.length === 1 ? values[0] : values
      mkdirSync(join(outDir, 'requests'), { recursive: true })
      for (const file of form.files) {
        const size = imageSize(file.bytes)
        const path = `requests/${entry.n}-${entry.files.length + 1}.${extensionOf[file.type] ?? 'bin'}`
        writeFileSync(join(outDir, path), file.bytes)
        entry.files.push({ field: file.field, name: file.name, type: file.type, bytes: file.bytes.length, width: size?.width ?? null, height: size?.height ?? null, sha256: sha256(file.bytes), path })
      }
    }
    requests.push(entry)
    return entry
  }

  function forward(request: IncomingMessage, response: ServerResponse): void {
    const [, providerId = '', ...rest] = (request.url ?? '').split('/')
    const target = targets.get(providerId)
    if (!target) return void response.writeHead(404).end()
    if (!online) return void response.destroy()
    const path = `${target.pathname.replace(/\/$/, '')}/${rest.join('/')}`
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const entry = request.method === 'OPTIONS' ? null : record(request, target, path, body)
      changed()
      const { host: _host, connection: _connection, ...headers } = request.headers
      const client = target.protocol === 'https:' ? https : http
      const onward = client.request({ protocol: target.protocol, hostname: target.hostname, port: target.port, path, method: request.method, headers: { ...headers, host: target.host } }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        response.flushHeaders()
        const answered: Buffer[] = []
        answer.on('data', (chunk: Buffer) => { answered.push(chunk); response.write(chunk) })
        const finish = (): void => {
          if (!entry || entry.answer) return
          const all = Buffer.concat(answered)
          const type = answer.headers['content-type'] ?? ''
          entry.status = answer.statusCode ?? null
          entry.answer = { type, bytes: all.length, sha256: sha256(all), files: answerFiles(type, all) }
          changed()
        }
        answer.on('end', () => { finish(); response.end() })
        answer.on('close', () => { finish(); if (!response.writableEnded) response.destroy() })
      })
      onward.on('error', () => { changed(); response.destroy() })
      response.on('close', () => onward.destroy())
      onward.end(body)
    })
  }

  const server = http.createServer(forward)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    urlFor(providerId, target) {
      targets.set(providerId, new URL(target))
      return `http://127.0.0.1:${port}/${providerId}`
    },
    requests,
    onChange: (listener) => void listeners.push(listener),
    online: (value) => { online = value },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
