// Shaped like fal's queue: submit, status, result, cancel, uploads, files and published schemas, all below /fal. README.md one folder up.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createCanvas, loadImage, type Image } from '@napi-rs/canvas'
import { ClientGone, type Exchange } from '../exchange'
import { refusalOf, type FaultAction } from '../faults'
import { distortFile, paint } from '../painter'
import { checkInput, endpointFields, FalRefusal, invalid, type FalDetail, type FalWish } from './check'
import { publishedSchema } from './published'

type Request = { endpoint: string; input: Record<string, unknown>; action: FaultAction; looks: number; startedAt: number | null; state: 'waiting' | 'running' | 'over' | 'cancelled'; result: unknown }

export type FalCall = { method: string; path: string; search: URLSearchParams; origin: string; body: Buffer; /** Keeps the fields of the input for whoever reads the requests. */ record(fields: Record<string, unknown>): void }
export type FalOptions = {
  baseDir: string
  /** Time that one picture takes, ms. */
  pictureMs: number
  /** The program for this call. `path` as it was requested. */
  nextAction(call: { method: string; path: string; prompt: string; model: string }): FaultAction
  /** Waits until the gate is open. */
  pass(gate: string, exchange: Exchange): Promise<void>
}

/** Looks at the status that find a request still waiting, without a program. */
const usualLooks = 1

/** Refusals that fal gives at once; every other one comes as the result of a request that was queued. */
const atSubmit = [401, 402, 403, 404, 429, 503]

export class FalQueue {
  readonly #requests = new Map<string, Request>()
  readonly #files = new Map<string, { bytes: Buffer; type: string }>()
  readonly #options: FalOptions

  constructor(options: FalOptions) {
    this.#options = options
  }

  /** Answers or throws FalRefusal. `call.path` begins after /fal. */
  async answer(call: FalCall, exchange: Exchange): Promise<void> {
    const { method, path, search, body } = call
    const file = /^\/files\/([\w.-]+)$/.exec(path)?.[1]
    if (file) return this.#file(file, method, body, exchange)
    if (path === '/api/openapi/queue/openapi.json') return publishedSchema(search.get('endpoint_id') ?? '', exchange)
    if (exchange.key === '') throw new FalRefusal(401, 'Authentication is required to access this application.')
    if (exchange.key.startsWith('sk-bad') || exchange.key.startsWith('bad')) throw new FalRefusal(401, `No user found for Key ID and Secret ${exchange.key}`)
    if (path === '/storage/upload/initiate' && method === 'POST') return this.#initiate(call, exchange)
    const [, app = '', id = '', tail = ''] = /^\/(.+)\/requests\/([\w-]+)(\/status|\/cancel)?$/.exec(path) ?? []
    if (id) return this.#existing(app, id, tail, call, exchange)
    if (method === 'POST') return this.#submit(path.slice(1), call, exchange)
    throw new FalRefusal(404, 'Not Found')
  }

  async #submit(endpoint: string, { path, body, origin, record }: FalCall, exchange: Exchange): Promise<void> {
    const fields = await endpointFields(endpoint)
    if (!fields) throw new FalRefusal(404, `Application "${endpoint.split('/')[1] ?? endpoint}" not found`)
    let input: Record<string, unknown>
    try {
      input = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    } catch {
      throw new FalRefusal(400, 'Could not parse the body as JSON')
    }
    record(input)
    const action = this.#options.nextAction({ method: 'POST', path: `/fal${path}`, prompt: String(input['prompt'] ?? ''), model: endpoint })
    if (action.omitCORS) exchange.cors = false
    await exchange.wait(action.delayMs ?? 0)
    if (action.dropConnection) return exchange.cut()
    const refusal = refusalOf(action)
    if (refusal && atSubmit.includes(refusal.status)) throw this.#refused(refusal, exchange)
    const id = crypto.randomUUID(), at = `${origin}/fal/${endpoint.split('/').slice(0, 2).join('/')}/requests/${id}`
    this.#requests.set(id, { endpoint, input, action, looks: 0, startedAt: null, state: 'waiting', result: null })
    exchange.sendJson(200, { status: 'IN_QUEUE', request_id: id, response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel`, queue_position: action.queue ?? usualLooks - 1 })
  }

  async #existing(app: string, id: string, tail: string, { method, origin }: FalCall, exchange: Exchange): Promise<void> {
    const request = this.#requests.get(id)
    if (!request || request.endpoint.split('/').slice(0, 2).join('/') !== app) {
      if (tail === '/cancel') return exchange.sendJson(404, { status: 'NOT_FOUND' })
      throw new FalRefusal(404, 'Request not found')
    }
    if (tail === '/cancel' && method === 'PUT') {
      if (request.state === 'over') return exchange.sendJson(400, { status: 'ALREADY_COMPLETED' })
      request.state = 'cancelled'
      return exchange.sendJson(202, { status: 'CANCELLATION_REQUESTED' })
    }
    if (method !== 'GET') throw new FalRefusal(405, 'Method Not Allowed')
    if (tail === '/status') return this.#status(id, request, origin, exchange)
    if (request.state !== 'over') throw new FalRefusal(400, 'Request is still in progress')
    const refusal = refusalOf(request.action)
    if (refusal) throw this.#refused(refusal, exchange)
    request.result ??= await this.#make(request, origin)
    exchange.sendJson(200, request.result)
  }

  async #status(id: string, request: Request, origin: string, exchange: Exchange): Promise<void> {
    const waitingFor = request.action.queue ?? usualLooks
    request.looks += 1
    if (request.state === 'waiting' && request.looks > waitingFor) {
      request.state = 'running'
      request.startedAt = Date.now()
    }
    // A gate is passed at the second look at a running request, so that the first tells that it runs.
    if (request.state === 'running' && request.looks > waitingFor + 1) {
      if (request.action.hold !== undefined) await this.#options.pass(request.action.hold, exchange)
      else await exchange.wait(this.#options.pictureMs - (Date.now() - request.startedAt!))
      if (request.state === 'running') request.state = 'over'
    }
    const address = `${origin}/fal/${request.endpoint.split('/').slice(0, 2).join('/')}/requests/${id}`
    const shown = { waiting: 'IN_QUEUE', running: 'IN_PROGRESS', over: 'COMPLETED', cancelled: 'COMPLETED' }[request.state]
    exchange.sendJson(shown === 'COMPLETED' ? 200 : 202, { status: shown, request_id: id, response_url: address, ...(request.state === 'waiting' ? { queue_position: Math.max(0, waitingFor - request.looks) } : {}) })
  }

  async #make({ endpoint, input, action }: Request, origin: string): Promise<unknown> {
    const wish = await checkInput(endpoint, (await endpointFields(endpoint))!, input, (url) => this.#files.get(url.replace(/^.*\/files\//, ''))?.bytes ?? null)
    const seed = typeof input['seed'] === 'number' ? input['seed'] : parseInt(createHash('sha256').update(JSON.stringify([endpoint, input['prompt']])).digest('hex').slice(0, 8), 16)
    const images = await Promise.all(Array.from({ length: wish.count }, async (_, index) => {
      const bytes = await this.#picture(wish, action, seed, index), type = `image/${wish.format}`
      if (wish.inline) return { url: `data:${type};base64,${bytes.toString('base64')}`, content_type: type, ...wish.extent }
      const name = `${crypto.randomUUID()}.${wish.format === 'jpeg' ? 'jpg' : wish.format}`
      this.#files.set(name, { bytes, type })
      return { url: `${origin}/fal/files/${name}`, content_type: type, ...wish.extent }
    }))
    return { images, seed, prompt: wish.prompt, timings: { inference: 0.5 }, ...(endpoint.startsWith('openai/') ? {} : { has_nsfw_concepts: images.map((_, index) => (action.nsfw === true || (Array.isArray(action.nsfw) && action.nsfw.includes(index)))) }) }
  }

  async #picture(wish: FalWish, action: FaultAction, seed: number, index: number): Promise<Buffer> {
    if (action.garbage) return Buffer.from('This is not a picture.')
    const distortion = { shift: action.shift, scale: action.scale, gain: action.gain }
    if (action.file !== undefined) return distortFile(await loadImage(await readFile(resolve(this.#options.baseDir, action.file))), wish.format, distortion)
    const { bytes } = await paint({ prompt: wish.prompt, text: action.text, ...wish.extent, seed, index, transparent: false, format: wish.format, compression: 95, images: wish.images, mask: wish.mask && await holesOf(wish.mask), distortion, sharpness: 1 })
    return bytes
  }

  #initiate({ body, origin }: FalCall, exchange: Exchange): void {
    const { content_type: type, file_name: name } = JSON.parse(body.toString('utf8') || '{}') as { content_type?: string; file_name?: string }
    if (!type || !name) throw invalid('content_type', 'Field required', 'missing')
    const id = `${crypto.randomUUID()}-${name.replace(/[^\w.-]/g, '')}`
    this.#files.set(id, { bytes: Buffer.alloc(0), type })
    exchange.sendJson(200, { upload_url: `${origin}/fal/files/${id}?signature=local`, file_url: `${origin}/fal/files/${id}` })
  }

  #file(name: string, method: string, body: Buffer, exchange: Exchange): void {
    const file = this.#files.get(name)
    if (!file) throw new FalRefusal(404, 'Not Found')
    if (method === 'PUT') {
      file.bytes = body
      exchange.head(200, 'text/plain')
      return exchange.end('')
    }
    exchange.head(200, file.type, { 'content-length': String(file.bytes.length) })
    exchange.end(file.bytes)
  }

  #refused(refusal: FaultAction & { status: number }, exchange: Exchange): FalRefusal {
    const { status, code, type, categories, echoKey } = refusal
    const message = `${(refusal.message ?? '').replace(/\{\w+\}/g, '')}${echoKey ? ` ${exchange.key}` : ''}`
    if (status !== 422 && status !== 400 && status !== 500 && status !== 504) return new FalRefusal(status, message)
    const named = categories || code === 'moderation_blocked' ? 'content_policy_violation' : status === 504 ? 'generation_timeout' : status === 500 ? 'internal_server_error' : code ?? type ?? 'value_error'
    const detail: FalDetail = { loc: ['body', ...(named === 'content_policy_violation' ? ['prompt'] : [])], msg: named === 'content_policy_violation' ? 'The content was flagged by a content checker.' : message, type: named, ...(categories ? { categories } : {}) }
    return new FalRefusal(status === 400 && named === 'content_policy_violation' ? 422 : status, [detail])
  }
}

export function sendFalRefusal({ status, detail }: FalRefusal, exchange: Exchange): void {
  if (exchange.gone.aborted) throw new ClientGone()
  exchange.sendJson(status, { detail }, { 'x-fal-retryable': status >= 500 ? 'true' : 'false' })
}

/** fal: white = change. The painter opens where alpha is 0. */
async function holesOf(mask: Image): Promise<Image> {
  const canvas = createCanvas(mask.width, mask.height), context = canvas.getContext('2d')
  context.drawImage(mask, 0, 0)
  const pixels = context.getImageData(0, 0, mask.width, mask.height)
  for (let at = 0; at < pixels.data.length; at += 4) {
    const change = pixels.data[at]! >= 128
    pixels.data[at + 3] = change ? 0 : 255
  }
  context.putImageData(pixels, 0, 0)
  return loadImage(await canvas.encode('png'))
}
