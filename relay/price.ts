// What a request may cost at most, and what it did cost by its answer. From the same model cards as the plugin's estimates.
import { cardByKey } from '../ui/models/index'
import { falCards } from '../ui/models/fal'
import { falRoutes } from '../ui/models/fal-routes'
import { fitExtent } from '../ui/models/fit-extent'
import type { ModelCard } from '../ui/models/model-card'
import { actualCost } from '../ui/money/actual'
import { estimateRequest } from '../ui/money/estimate'
import { readUsage } from '../ui/providers/openai-answer'
import type { ServiceId } from './routes'

export type Priced = { usd: number; card: ModelCard | null; sentPictures: boolean }

/** For a model without a price: more than any single request is known to cost. */
const unknownUsd = 1

function fieldsOf(type: string, body: Uint8Array): Record<string, unknown> {
  const text = new TextDecoder('latin1').decode(body)
  if (/^application\/json/i.test(type)) {
    try {
      const json: unknown = JSON.parse(new TextDecoder().decode(body))
      return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
    } catch {
      return {} // the service will refuse it; meanwhile the highest price is set aside
    }
  }
  return Object.fromEntries([...text.matchAll(/name="(model|size|quality|n)"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]{0,60})\r\n/g)].map(([, name, value]) => [name!, value!]))
}

function cardOf(service: ServiceId, path: string, fields: Record<string, unknown>): ModelCard | null {
  if (service === 'openai') return cardByKey(`openai/${String(fields['model'] ?? '')}`)
  if (service === 'replicate') return cardByKey(`replicate/${/^\/v1\/models\/([\w-]+\/[\w.-]+)\//.exec(path)?.[1] ?? ''}`)
  return falCards.find(({ id }) => { const route = falRoutes[id]; return route && [route.generate, route.edit, route.several, route.mask].includes(path.slice(1)) }) ?? null
}

export function priceOf(service: ServiceId, path: string, type: string, body: Uint8Array): Priced {
  const fields = fieldsOf(type, body), card = cardOf(service, path, fields)
  const sentPictures = path.endsWith('/edits') || 'image_url' in fields || 'image_urls' in fields
  if (!card || card.price.kind === 'unknown') return { usd: unknownUsd, card: null, sentPictures }
  const input = (typeof fields['input'] === 'object' && fields['input'] !== null ? fields['input'] : fields) as Record<string, unknown>
  const [, width, height] = /^(\d+)x(\d+)$/.exec(String(fields['size'] ?? '')) ?? []
  const given = input['image_size'] as { width?: number; height?: number } | undefined
  const largest = fitExtent(card.extents, { width: 2048, height: 2048 })
  const extent = width ? { widthPx: Number(width), heightPx: Number(height) } : given?.width && given.height ? { widthPx: given.width, heightPx: given.height } : { widthPx: largest.widthPx, heightPx: largest.heightPx }
  const count = Math.min(10, Math.max(1, Math.round(Number(input['n'] ?? input['num_images'] ?? input['num_outputs'] ?? 1) || 1)))
  const quality = String(input['quality'] ?? card.defaultQuality)
  const inputs = sentPictures ? Array.from({ length: Math.min(card.maxReferences, 4) }, () => ({ widthPx: 2048, heightPx: 2048 })) : []
  const estimate = estimateRequest(card, { quality, extent, count, partialImages: card.maxPartials, promptLength: String(input['prompt'] ?? '').length, inputs, mask: null })
  return { usd: estimate?.high ?? unknownUsd, card, sentPictures }
}

/** From the end of an answer; null when it says nothing of its cost. */
export function costOf({ card, sentPictures }: Priced, tail: string): number | null {
  if (!card || card.price.kind !== 'tokens') return null
  const at = tail.lastIndexOf('"usage"')
  const text = at < 0 ? '' : /^"usage"\s*:\s*(\{(?:[^{}]|\{[^{}]*\})*\})/.exec(tail.slice(at))?.[1] ?? ''
  try {
    return actualCost(card, readUsage(JSON.parse(text), sentPictures), [])
  } catch {
    return null // no usage, or not JSON
  }
}
