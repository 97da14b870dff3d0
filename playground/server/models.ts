// The image models that the service knows in November 2026 and what each takes (openai-images.md 1.1, 1.2, 3.2).
import { gptImageOutputTokens } from '../../ui/models/gpt-image-tokens'

type Sizes = 'free' | 'classic'
export type ServedModel = {
  id: string
  created: number
  shutdownDate: string | null
  sizes: Sizes
  qualities: readonly string[]
  /** What `auto` and no quality stand for. */
  autoQuality: string
  complexity: boolean
  markup: boolean
  inputFidelity: readonly string[]
  outputTokens(quality: string, widthPx: number, heightPx: number): number
}

const basic = ['low', 'medium', 'high']
const extended = [...basic, 'xhigh', 'max']
const factors2: Record<string, number> = { low: 16, medium: 48, high: 96 }
const factors25: Record<string, number> = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 }
/** Measured by one reseller: openai-images.md 3.2. */
const more26: Record<string, number> = { low: 4.2, medium: 4 }
/** Square, portrait, landscape. */
const fixed: Record<string, readonly [number, number, number]> = { low: [272, 408, 400], medium: [1056, 1584, 1568], high: [4160, 6240, 6208] }

const byFormula = (factors: Record<string, number>, more: Record<string, number> = {}) => (quality: string, widthPx: number, heightPx: number): number =>
  Math.ceil(gptImageOutputTokens(factors[quality]!, widthPx, heightPx) * (more[quality] ?? 1))
const byTable = (quality: string, widthPx: number, heightPx: number): number => fixed[quality]![widthPx === heightPx ? 0 : widthPx < heightPx ? 1 : 2]

const day = (date: string): number => Date.parse(date) / 1000
const free = { shutdownDate: null, sizes: 'free' as const, inputFidelity: [] }
const gpt2 = { ...free, created: day('2026-04-21'), qualities: basic, autoQuality: 'medium', complexity: false, markup: false, outputTokens: byFormula(factors2) }
const gpt25 = { ...free, created: day('2026-09-08'), qualities: extended, autoQuality: 'medium', complexity: false, markup: true, outputTokens: byFormula(factors25) }
const gpt26 = { ...free, created: day('2026-11-04'), qualities: extended, autoQuality: 'high', complexity: true, markup: true, outputTokens: byFormula(factors25, more26) }
const classic = { shutdownDate: '2026-12-01', sizes: 'classic' as const, qualities: basic, autoQuality: 'medium', complexity: false, markup: false, outputTokens: byTable }

/** gpt-image-1 (shut down on 2026-10-23), dall-e-2 and dall-e-3 (2026-05-12) are gone and therefore not listed. */
export const servedModels: readonly ServedModel[] = [
  { id: 'gpt-image-2', ...gpt2 },
  { id: 'gpt-image-2-2026-04-21', ...gpt2 },
  { id: 'gpt-image-2.5-flare', ...gpt25 },
  { id: 'gpt-image-2.5-flare-2026-09-08', ...gpt25 },
  { id: 'gpt-image-2.5-sunburst', ...gpt25 },
  { id: 'gpt-image-2.5-sunburst-2026-09-08', ...gpt25 },
  { id: 'gpt-image-2.6-flare', ...gpt26 },
  { id: 'gpt-image-2.6-sunburst', ...gpt26 },
  { id: 'gpt-image-1-mini', ...classic, created: day('2025-10-06'), inputFidelity: ['low'] },
  { id: 'gpt-image-1.5', ...classic, created: day('2025-12-16'), inputFidelity: ['low', 'high'] },
]

export const servedModel = (id: string): ServedModel | undefined => servedModels.find((model) => model.id === id)

/** A model as GET /v1/models shows it. */
export const modelEntry = (model: ServedModel) => ({ id: model.id, object: 'model' as const, created: model.created, owned_by: 'system', shutdown_date: model.shutdownDate })
