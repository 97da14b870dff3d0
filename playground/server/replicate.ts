// Shaped like Replicate's predictions behind the relay, below /replicate: create, read, cancel, files. Inputs are checked against the schemas that Replicate
// shows of the two models (other-providers.md 2; prunaai/flux-kontext-fast as of its version pages, flux-redux-dev as of January 2025).
import { loadImage, type Image } from '@napi-rs/canvas'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { replicateRatios } from '../../ui/models/replicate'
import type { Exchange } from './exchange'
import type { FalCall } from './fal/index'
import { refusalOf, type FaultAction } from './faults'
import { paint } from './painter'
import { dataURL } from './picture'

const format = { enum: ['webp', 'jpg', 'png'] }, text = { type: 'string' }, seed = { type: 'integer' }
const schemas: Record<string, object> = {
  'prunaai/flux-kontext-fast': {
    type: 'object', required: ['prompt'], additionalProperties: false,
    properties: { prompt: text, img_cond_path: text, speed_mode: text, num_inference_steps: { type: 'integer', minimum: 1, maximum: 50 }, guidance: { type: 'number' }, seed, aspect_ratio: { enum: ['match_input_image', ...replicateRatios] }, image_size: { type: 'integer' }, output_format: { enum: ['png', 'jpg', 'webp'] }, output_quality: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  'black-forest-labs/flux-redux-dev': {
    type: 'object', required: ['redux_image'], additionalProperties: false,
    properties: { redux_image: text, aspect_ratio: { enum: replicateRatios }, guidance: { type: 'number', minimum: 0, maximum: 10 }, num_inference_steps: { type: 'integer', minimum: 1, maximum: 50 }, num_outputs: { type: 'integer', minimum: 1, maximum: 4 }, megapixels: { enum: ['1', '0.25'] }, output_format: format, output_quality: { type: 'integer', minimum: 0, maximum: 100 }, seed, disable_safety_checker: { type: 'boolean' } },
  },
}
const ajv = new Ajv2020({ strict: false, allErrors: false })

type Job = { model: string; input: Record<string, unknown>; picture: Image | null; action: FaultAction; looks: number; status: string; output: unknown; error: string | null }
type Options = { nextAction(call: { method: string; path: string; prompt: string; model: string }): FaultAction; pass(gate: string, exchange: Exchange): Promise<void> }

export class Predictions {
  readonly #jobs = new Map<string, Job>()
  readonly #files = new Map<string, Buffer>()
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  /** `call.path` begins after /replicate. */
  async answer({ method, path, body, record }: FalCall, exchange: Exchange): Promise<void> {
    const refuse = (status: number, detail: string): void => exchange.sendJson(status, { title: 'Refused', detail, status })
    const file = /^\/files\/replicate\.delivery\/([\w.-]+)$/.exec(path)?.[1], bytes = file && this.#files.get(file)
    if (bytes) {
      exchange.head(200, 'image/png', { 'content-length': String(bytes.length) })
      return exchange.end(bytes)
    }
    if (exchange.key === '') return refuse(401, 'You did not pass an authentication token')
    if (exchange.key.startsWith('bad')) return refuse(401, `You did not pass a valid authentication token: ${exchange.key}`)
    if (method === 'GET' && path === '/v1/account') return exchange.sendJson(200, { type: 'organization', username: 'local' })
    const model = method === 'POST' ? /^\/v1\/models\/([\w-]+\/[\w.-]+)\/predictions$/.exec(path)?.[1] : undefined
    if (model) return this.#create(model, body, path, record, exchange, refuse)
    const [, id = '', cancel = ''] = /^\/v1\/predictions\/([\w-]+)(\/cancel)?$/.exec(path) ?? [], job = this.#jobs.get(id)
    if (!job) return refuse(404, 'The requested resource could not be found.')
    if (cancel && method === 'POST' && ['starting', 'processing'].includes(job.status)) job.status = 'canceled'
    else if (!cancel) await this.#advance(job, exchange)
    exchange.sendJson(200, this.#shown(id, job))
  }

  async #create(model: string, body: Buffer, path: string, record: FalCall['record'], exchange: Exchange, refuse: (status: number, detail: string) => void): Promise<void> {
    const schema = schemas[model], { input } = JSON.parse(body.toString('utf8')) as { input?: Record<string, unknown> }
    if (!schema) return refuse(404, 'The requested resource could not be found.')
    record(input ?? {})
    const action = this.#options.nextAction({ method: 'POST', path: `/replicate${path}`, prompt: String(input?.['prompt'] ?? ''), model })
    await exchange.wait(action.delayMs ?? 0)
    const refusal = refusalOf(action)
    if (refusal) return refuse(refusal.status, refusal.message ?? '')
    const validate = ajv.compile(schema)
    if (!input || !validate(input)) return refuse(422, `Input validation failed\n- ${validate.errors?.[0]?.instancePath ?? ''} ${validate.errors?.[0]?.message ?? 'missing'}`)
    const sent = dataURL(String(input['img_cond_path'] ?? input['redux_image'] ?? ''))
    const id = crypto.randomUUID().replaceAll('-', '').slice(0, 26)
    this.#jobs.set(id, { model, input, picture: sent && (await loadImage(sent.bytes)), action, looks: 0, status: 'starting', output: null, error: null })
    exchange.sendJson(201, this.#shown(id, this.#jobs.get(id)!))
  }

  async #advance(job: Job, exchange: Exchange): Promise<void> {
    job.looks += 1
    const waits = job.action.queue ?? 1
    if (job.status === 'starting' && job.looks > waits) job.status = 'processing'
    else if (job.status === 'processing') {
      if (job.action.hold !== undefined) await this.#options.pass(job.action.hold, exchange)
      if (job.action.nsfw) return void Object.assign(job, { status: 'failed', error: 'NSFW content detected. Try running it again, or try a different prompt.' })
      const ratio = String(job.input['aspect_ratio'] ?? 'match_input_image'), [w = 1, h = 1] = ratio.split(':').map(Number)
      const unit = Math.sqrt(1_048_576 / (w * h)), extent = ratio.includes(':') || !job.picture ? { width: Math.round((w * unit) / 16) * 16, height: Math.round((h * unit) / 16) * 16 } : { width: job.picture.width, height: job.picture.height }
      const urls: string[] = []
      for (let index = 0; index < Number(job.input['num_outputs'] ?? 1); index++) {
        const { bytes } = await paint({ prompt: String(job.input['prompt'] ?? ''), text: undefined, ...extent, seed: job.looks, index, transparent: false, format: 'png', compression: 100, images: job.picture ? [job.picture] : [], mask: null, distortion: {}, sharpness: 1 })
        const name = `${crypto.randomUUID()}.png`
        this.#files.set(name, bytes)
        urls.push(`https://replicate.delivery/${name}`)
      }
      job.output = job.model.startsWith('prunaai/') ? urls[0] : urls
      job.status = 'succeeded'
    }
  }

  #shown(id: string, { model, status, output, error }: Job): unknown {
    return { id, model, status, output, error, urls: { get: `https://api.replicate.com/v1/predictions/${id}`, cancel: `https://api.replicate.com/v1/predictions/${id}/cancel` } }
  }
}
