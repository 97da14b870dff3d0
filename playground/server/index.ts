// A server shaped like OpenAI's image endpoints and, below /fal and /replicate, like fal's queue and Replicate's predictions, on loopback, for the playground, scenarios and tests. README.md beside it.
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerPictures } from './answer'
import { checkCall, readJsonBody, readSent, type Kind } from './call'
import { ClientGone, Exchange, Gates, type Sleep } from './exchange'
import { FalQueue, sendFalRefusal } from './fal/index'
import { FalRefusal } from './fal/check'
import { keywordFault, refusalOf, type FaultAction } from './faults'
import { modelEntry, servedModel, servedModels } from './models'
import type { FormFile } from './multipart'
import { parsePrograms, ProgramList } from './program'
import { sendRefusal, sendServiceError } from './refuse'
import { Predictions } from './replicate'
import { answerAsked, readAsked } from './responses'
import { maskKey, missingKey, modelNotFound, ServiceError, wrongKey } from './service-error'

export { ProgramError } from './program'

export type RecordedRequest = {
  /** From 1, in order of arrival. Preflights are not counted. */
  n: number
  /** Milliseconds since 1970. */
  time: number
  method: string; path: string; headers: IncomingHttpHeaders
  /** JSON body, or the fields of a form without its files. */
  fields: Record<string, unknown>
  files: FormFile[]
  /** Null until it is answered. */
  status: number | null
  /** Why a check of ours refused it; null when none did (programs and faults do not count). */
  refused: string | null
}
export type ServerOptions = {
  /** 0 takes a free one. */
  port: number
  /** Form of `server` in a scenario. */
  programs?: unknown[]
  /** Folder that `file` of a program is relative to. */
  baseDir?: string
  /** Time that one picture takes, ms; partial pictures are spread over it. */
  pictureMs?: number
  /** Waits in place of real time. */
  sleep?: Sleep
  log?: (line: string) => void
}
export type LocalServer = {
  /** "http://127.0.0.1:PORT", without /v1. */
  url: string
  port: number
  requests: RecordedRequest[]
  /** Answers that wait at a gate now. */
  readonly held: number
  /** Replaces all programs and closes released gates. Throws ProgramError. */
  setPrograms(programs: unknown[]): void
  /** Lets answers go on that wait at this gate, now or later. */
  release(gate: string): void
  close(): Promise<void>
}

/** Requests whose files stay in memory. */
const keepFiles = 200
const pictures: Record<string, Kind> = { '/v1/images/generations': 'generation', '/v1/images/edits': 'edit' }

/** Listens on 127.0.0.1. Rejects with ProgramError for wrong programs and with Node's error when the port is taken. */
export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const requests: RecordedRequest[] = []
  const gates = new Gates()
  const timesSeen = new Map<string, number>()
  const baseDir = options.baseDir ?? process.cwd()
  let held = 0
  let programs = new ProgramList(parsePrograms(options.programs ?? [], baseDir))

  const seen = (what: string): number => {
    const times = (timesSeen.get(what) ?? 0) + 1
    timesSeen.set(what, times)
    return times
  }

  const passGate = async (gate: string, exchange: Exchange): Promise<void> => {
    held += 1
    await gates.pass(gate, exchange.gone).finally(() => { held -= 1 })
  }
  const fal = new FalQueue({
    baseDir, pictureMs: options.pictureMs ?? 0, pass: passGate,
    nextAction: (call) => programs.next(call) ?? keywordAction(call.prompt),
  })

  const replicate = new Predictions({ pass: passGate, nextAction: (call) => programs.next(call) ?? keywordAction(call.prompt) })

  async function answer(record: RecordedRequest, exchange: Exchange, body: Buffer): Promise<void> {
    if (exchange.key === '') throw missingKey()
    if (exchange.key.startsWith('sk-bad')) throw wrongKey(maskKey(exchange.key))
    const { method, path } = record
    if (method === 'POST' && path === '/v1/responses') return answerText(record, exchange, body)
    const kind = method === 'POST' ? pictures[path] : undefined
    const sent = kind && readSent(kind, record.headers['content-type'] ?? '', body)
    if (sent) {
      record.fields = Object.fromEntries(Object.entries(sent.values).filter(([name]) => !sent.form?.files.some((file) => file.field.replace(/\[\]$/, '') === name)))
      record.files = sent.form?.files ?? []
    }
    const prompt = String(sent?.values.prompt ?? ''), model = String(sent?.values.model ?? '')
    const action = programs.next({ method, path, prompt, model })
    const call = sent ? await checkCall(sent) : null
    const wanted: FaultAction = action ?? keywordAction(prompt)
    if (wanted.omitCORS) exchange.cors = false
    await exchange.wait(wanted.delayMs ?? 0)
    const about = { model, size: String(sent?.values.size ?? 'auto') }
    const pass = async (): Promise<void> => {
      if (wanted.hold !== undefined) await passGate(wanted.hold, exchange)
    }
    const refusal = refusalOf(wanted)
    if (wanted.dropConnection) return exchange.cut()
    if (refusal && !(call?.wish.stream && wanted.cutAfterEvents !== undefined)) {
      await pass()
      return sendRefusal(refusal, exchange, about)
    }
    if (!call) {
      await pass()
      return answerModels(method, path, exchange)
    }
    const seed = hash(JSON.stringify([prompt, model, about.size])) + seen(`picture ${prompt} ${model} ${about.size}`)
    await answerPictures(call, wanted, exchange, { baseDir, pictureMs: options.pictureMs ?? 0, seed, passGate: pass, streamError: refusal })
  }

  /** One JSON document by a text model. */
  async function answerText(record: RecordedRequest, exchange: Exchange, body: Buffer): Promise<void> {
    record.fields = readJsonBody(record.headers['content-type'] ?? '', body)
    const asked = await readAsked(record.fields), { prompt, values: { model } } = asked
    const wanted: FaultAction = programs.next({ method: record.method, path: record.path, prompt, model }) ?? {}
    if (wanted.omitCORS) exchange.cors = false
    await exchange.wait(wanted.delayMs ?? 0)
    if (wanted.hold !== undefined) await passGate(wanted.hold, exchange)
    const refusal = refusalOf(wanted)
    if (wanted.dropConnection) return exchange.cut()
    if (refusal) return sendRefusal(refusal, exchange, { model, size: 'auto' })
    exchange.sendJson(200, await answerAsked(asked, wanted.text))
  }

  function keywordAction(prompt: string): FaultAction {
    const found = keywordFault(prompt)
    return found && seen(`fault ${prompt}`) <= found.times ? found.fault.do : {}
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response, requestId(), options.sleep)
    if (request.method === 'OPTIONS') return exchange.preflight()
    const { pathname: path, searchParams: search } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const record: RecordedRequest = { n: requests.length + 1, time: Date.now(), method: request.method ?? '', path, headers: request.headers, fields: {}, files: [], status: null, refused: null }
    requests.push(record)
    const old = requests[requests.length - 1 - keepFiles]
    if (old) old.files = [] // a playground may run for days
    response.on('finish', () => {
      record.status = response.statusCode
      options.log?.(`${record.n} ${record.method} ${path} ${record.status}${record.refused ? ` ${record.refused}` : ''}`)
    })
    try {
      const body = await readBody(request)
      if (path.startsWith('/fal/')) await fal.answer({ method: record.method, path: path.slice('/fal'.length), search, origin: `http://${request.headers.host ?? ''}`, body, record: (fields) => { record.fields = fields } }, exchange)
      else if (path.startsWith('/replicate/')) await replicate.answer({ method: record.method, path: path.slice('/replicate'.length), search, origin: '', body, record: (fields) => { record.fields = fields } }, exchange)
      else await answer(record, exchange, body)
    } catch (error) {
      if (error instanceof ClientGone || exchange.gone.aborted) return
      if (error instanceof FalRefusal) {
        record.refused = error.message
        return sendFalRefusal(error, exchange)
      }
      const fault = error instanceof ServiceError ? error : new ServiceError(500, { message: `The local server failed: ${(error as Error).message}`, type: 'server_error' })
      record.refused = fault.message
      if (response.headersSent) exchange.cut()
      else sendServiceError(fault, exchange)
    }
  }

  const server = http.createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`, port, requests,
    get held() { return held },
    setPrograms(list) {
      programs = new ProgramList(parsePrograms(list, baseDir))
      gates.reset()
    },
    release: (gate) => gates.release(gate),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function answerModels(method: string, path: string, exchange: Exchange): void {
  if (method === 'GET' && path === '/v1/models') return exchange.sendJson(200, { object: 'list', data: servedModels.map(modelEntry) })
  const id = method === 'GET' ? /^\/v1\/models\/([^/]+)$/.exec(path)?.[1] : undefined
  if (id === undefined) throw new ServiceError(404, { message: `Invalid URL (${method} ${path})` })
  const model = servedModel(decodeURIComponent(id))
  if (!model) throw modelNotFound(decodeURIComponent(id))
  exchange.sendJson(200, modelEntry(model))
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    throw new ClientGone() // the connection broke while the body came
  }
  return Buffer.concat(chunks)
}

const requestId = (): string => `req_${crypto.randomUUID().replaceAll('-', '')}`

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0
  return state
}
