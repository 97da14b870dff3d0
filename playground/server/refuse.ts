// Answers that are no pictures: OpenAI's error bodies, and the HTML of gateways that stand before it.
import { STATUS_CODES } from 'node:http'
import type { Exchange } from './exchange'
import type { FaultAction } from './faults'
import { maskKey, type ErrorBody, type ServiceError } from './service-error'

export type About = { model: string; size: string }
export type Refusal = FaultAction & { status: number }

function filled(text: string, refusal: Refusal, exchange: Exchange, about: About): string {
  const values: Record<string, string> = {
    key: refusal.echoKey ? exchange.key : maskKey(exchange.key), model: about.model, size: about.size, requestId: exchange.requestId,
    categories: (refusal.categories ?? []).join(', '), tryAgain: refusal.retryAfter === undefined ? '' : ` Please try again in ${refusal.retryAfter}s.`,
  }
  const done = text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
  return refusal.echoKey && !done.includes(exchange.key) ? `${done} (${exchange.key})` : done
}

/** The error object that a refusal stands for. */
export function errorOf(refusal: Refusal, exchange: Exchange, about: About): ErrorBody {
  const { categories = [], stage = 'input' } = refusal
  const moderated = refusal.code === 'moderation_blocked' || refusal.categories !== undefined
  return {
    message: filled(refusal.message ?? '', refusal, exchange, about), type: refusal.type ?? 'invalid_request_error', param: refusal.param ?? null, code: refusal.code ?? null,
    ...(moderated ? { moderation_details: { moderation_stage: stage, categories } } : {}),
  }
}

/** Sends a refusal as JSON, or as HTML where it says so. */
export function sendRefusal(refusal: Refusal, exchange: Exchange, about: About): void {
  const headers: Record<string, string> = refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }
  if (refusal.html === undefined || refusal.html === false) return exchange.sendJson(refusal.status, { error: errorOf(refusal, exchange, about) }, headers)
  const title = `${refusal.status} ${STATUS_CODES[refusal.status] ?? 'Unknown'}`
  const page = refusal.html === true ? `<html><head><title>${title}</title></head><body><h1>${title}</h1>${refusal.echoKey ? 'Upstream refused: Authorization: Bearer {key}' : ''}</body></html>` : refusal.html
  exchange.head(refusal.status, 'text/html', headers)
  exchange.end(filled(page, refusal, exchange, about))
}

export const sendServiceError = (error: ServiceError, exchange: Exchange): void => exchange.sendJson(error.status, { error: error.body })
