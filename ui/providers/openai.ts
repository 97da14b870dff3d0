// OpenAI's image endpoints. Sends each request once: what is tried again, and when, is the queue's business.
import { APIError } from 'openai/core/error'
import * as z from 'zod/mini'
import { abortError } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import type { ImageRequest } from '../jobs/request'
import { checkRequest } from '../models/check-request'
import type { ModelCard } from '../models/model-card'
import { pixelCodec, type PixelCodec } from '../pixels/codec'
import { connectionError, interrupted, timedOut, watchForBlock } from './connection'
import { readAnswer, readEvent } from './openai-answer'
import { reaches, type Fetch } from './http'
import { getJson, imagesFor, UnreadableAnswer } from './openai-client'
import type { Exchange } from './openai-client'
import { badResponse, keyMissing, keyRemover, serviceError } from './openai-errors'
import { cleanRequestId, readFailure } from './openai-failure'
import { editFields, generateFields, isEdit, isStreamed } from './openai-request'
import { readWordsOf, readWordsUsd } from './openai-read-words'
import { rewritePrompt, rewriteUsd } from './openai-rewrite'
import { textModel, type TextCall } from './openai-text'
import type { ModelAvailability, Provider, ProviderAnswer, ProviderContext } from './provider'

const defaultBaseURL = 'https://api.openai.com/v1'
const service = 'OpenAI'
/** For projects with data residency; a key of such a project works only there (openai-images.md 5). */
const regions = [['us', 'United States'], ['eu', 'Europe'], ['ae', 'United Arab Emirates'], ['au', 'Australia'], ['in', 'India'], ['jp', 'Japan']].map(([code, label]) => ({ label: label!, baseURL: `https://${code!}.api.openai.com/v1` }))

/** Longest wait for one request, ms (openai-images.md 8): slow settings and pictures over 2 MP take up to four minutes. */
export function timeoutMs(request: Pick<ImageRequest, 'quality' | 'extent' | 'count'>): number {
  const large = request.extent.widthPx * request.extent.heightPx > 2_000_000
  const usual = request.quality === 'low' ? 90_000 : request.quality === 'medium' ? 180_000 : 420_000
  return large || request.count > 1 ? 420_000 : usual
}
const listTimeoutMs = 20_000
const textTimeoutMs = 60_000
/** After the finished picture only the end of the stream is missing. */
const lastBytesMs = 1000

const modelList = z.object({ data: z.array(z.unknown()) })
const model = z.object({ id: z.string().check(z.maxLength(200)), shutdown_date: z.optional(z.nullable(z.string())) })

export type OpenAIParts = { fetch: Fetch; codec: PixelCodec; now(): number }

type Attempt = { controller: AbortController; exchange: Exchange; extend(ms: number): void; timedOut(): boolean; requestId(): string | null }

/** The provider over its parts; tests bring their own. */
export function createOpenAIProvider(parts: OpenAIParts): Provider {
  /** Runs one exchange under a deadline and the caller's signal; whatever goes wrong comes out as PluginError or AbortError. */
  async function attempt<T>(setup: { url: string; baseURL: string; key: string; signal: AbortSignal; card: ModelCard | null; request: ImageRequest | null; waitMs: number }, work: (attempt: Attempt) => Promise<T>): Promise<T> {
    const { url, key, signal, card, request, waitMs } = setup
    if (signal.aborted) throw abortError()
    const controller = new AbortController()
    let late = false
    const onLate = (): void => {
      late = true
      controller.abort()
    }
    let timer = setTimeout(onLate, waitMs)
    const onAbort = (): void => controller.abort()
    signal.addEventListener('abort', onAbort)
    const watch = watchForBlock(url)
    const exchange: Exchange = { answered: false, requestId: null }
    const sentAt = parts.now()
    const withoutKey = keyRemover(key)
    const state: Attempt = {
      controller, exchange, timedOut: () => late, requestId: () => cleanRequestId(exchange.requestId, withoutKey) ?? null,
      extend(ms) {
        clearTimeout(timer)
        timer = setTimeout(onLate, ms)
      },
    }
    try {
      return await work(state)
    } catch (error) {
      if (signal.aborted) throw abortError()
      if (late) throw timedOut(service, waitMs)
      if (error instanceof PluginError) throw error
      if (error instanceof APIError) throw serviceError(readFailure(error, parts.now(), withoutKey), { card, request })
      if (error instanceof UnreadableAnswer || error instanceof SyntaxError) throw badResponse('The answer cannot be read.', state.requestId() ?? undefined)
      const failed = await connectionError({ service, url, answered: exchange.answered, elapsedMs: parts.now() - sentAt, watch, reaches: (mode) => reaches(`${setup.baseURL}/models`, mode, parts.fetch) })
      throw signal.aborted ? abortError() : failed
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      watch.stop()
    }
  }

  async function submit(request: ImageRequest, context: ProviderContext): Promise<ProviderAnswer> {
    const { key, baseURL, signal, card, onProgress, onReceived } = context
    if (signal.aborted) throw abortError()
    if (!key) throw keyMissing(card)
    checkRequest(request, card)
    const edit = isEdit(request) ? await editFields(request, card, parts.codec) : null
    const url = `${baseURL}/images/${edit ? 'edits' : 'generations'}`
    return attempt({ url, baseURL, key, signal, card, request, waitMs: timeoutMs(request) }, async ({ controller, exchange, extend, ...state }) => {
      const onSent = (): void => onProgress({ kind: 'sent' })
      const images = imagesFor({ baseURL, key, fetch: parts.fetch, controller, exchange, onSent, onReceived })
      const sent: unknown = await (edit ? images.edit(edit) : images.generate(generateFields(request, card)))
      if (!isStreamed(request, card) || !isAsyncIterable(sent)) return readAnswer(sent, request, state.requestId())
      let finished: unknown
      try {
        for await (const value of sent) {
          const event = readEvent(value)
          if (event.kind === 'partial' && !finished && !signal.aborted) onProgress(event)
          if (event.kind === 'completed' && !finished) {
            finished = event.answer
            void onReceived?.()
            extend(lastBytesMs)
          }
        }
      } catch (error) {
        if (!finished) throw error // a paid picture is kept whatever breaks behind it
      }
      if (finished) return readAnswer(finished, request, state.requestId())
      // The SDK ends the loop silently after an abort, and when the stream is cut.
      if (signal.aborted) throw abortError()
      throw state.timedOut() ? timedOut(service, timeoutMs(request)) : interrupted(service)
    })
  }

  async function listModels({ key, baseURL, signal }: Pick<ProviderContext, 'key' | 'baseURL' | 'signal'>): Promise<ModelAvailability[]> {
    if (!key) throw keyMissing(null)
    const url = `${baseURL}/models`
    return attempt({ url, baseURL, key, signal, card: null, request: null, waitMs: listTimeoutMs }, async ({ controller, exchange }) => {
      const parsed = modelList.safeParse(await getJson({ url, key, fetch: parts.fetch, signal: controller.signal, exchange }))
      if (!parsed.success) throw new PluginError('provider.bad-response', `${service} sent no list of models.`, { hint: 'Check the endpoint in Settings.', actions: [{ kind: 'open-settings', label: 'Check the endpoint' }] })
      return parsed.data.data.slice(0, 5000).flatMap((entry) => {
        const one = model.safeParse(entry)
        return one.success ? [{ id: one.data.id, shutdownDate: /^\d{4}-\d{2}-\d{2}$/.exec(one.data.shutdown_date ?? '')?.[0] ?? null }] : []
      })
    })
  }

  async function askText<T>({ key, baseURL, signal }: Pick<ProviderContext, 'key' | 'baseURL' | 'signal'>, work: (call: TextCall) => Promise<T>): Promise<T> {
    if (!key) throw keyMissing(null)
    const url = `${baseURL}/responses`
    return attempt({ url, baseURL, key, signal, card: null, request: null, waitMs: textTimeoutMs }, async ({ controller, exchange }) => work({ url, key, signal: controller.signal, exchange, fetch: parts.fetch }))
  }
  const { label } = textModel
  const rewrite: Provider['rewrite'] = { label, usd: rewriteUsd, run: (prompt, context) => askText(context, (call) => rewritePrompt(prompt, call)) }
  const readWords: Provider['readWords'] = { label, usd: readWordsUsd, run: (picture, context) => askText(context, (call) => readWordsOf(picture, call)) }

  return { id: 'openai', label: service, hosts: [defaultBaseURL, ...regions.map(({ baseURL }) => baseURL)].map((url) => new URL(url).origin), regions, defaultBaseURL, needsKey: true, submit, listModels, rewrite, readWords }
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> => typeof value === 'object' && value !== null && Symbol.asyncIterator in value

export const openaiProvider: Provider = createOpenAIProvider({ fetch: (input, init) => fetch(input, init), codec: pixelCodec, now: () => Date.now() })
