// Cards of finishing: methods on this device, and services that finish pictures and make none. Not in the model menu.
// Endpoints and fields: other-providers.md appendix. Price of BEN2: fal's model page (ben/v2, 1.2), so "about"; BiRefNet has none on record. Seconds are estimates (I).
import { fal } from './fal'
import type { ExtentRule, ModelCard } from './model-card'

/** Whatever Figma holds. */
const anyExtent: ExtentRule = { kind: 'free', multipleOf: 1, minPixels: 1, maxPixels: 4096 * 4096, maxEdgePx: 4096, maxRatio: 4096 }
const falExtents: ExtentRule = { kind: 'free', multipleOf: 1, minPixels: 4096, maxPixels: 4096 * 4096, maxEdgePx: 4096, maxRatio: 20 }
const fromPicture = { generate: false, edit: true, mask: false, references: false, markup: false }

type OnDevice = Pick<ModelCard, 'id' | 'label' | 'goodAt' | 'weakAt'> & { /** For about 1 MP. */ seconds: number }
export const onDevice = ({ seconds, ...own }: OnDevice): ModelCard => ({
  providerId: 'device', onDevice: true, operations: fromPicture, maxReferences: 1, wordless: true, extents: anyExtent,
  qualities: [{ id: 'standard', label: 'Standard' }], defaultQuality: 'standard', backgrounds: ['auto'], formats: ['png'], maxCount: 1, maxPartials: 0, seed: false, moderation: false,
  promptMaxChars: 32_000, price: { kind: 'free' }, typicalSeconds: { standard: seconds }, shutdownDate: null, successorId: null, ...own,
})

export const keyingCard = onDevice({ id: 'keying', label: 'Plain background, on this device', goodAt: 'plain backgrounds', weakAt: 'photographs of places', seconds: 1 })
export const markedCard = onDevice({ id: 'marked', label: 'What is marked, on this device', goodAt: 'corrections by hand', weakAt: 'needs marks', seconds: 1 })

const falCutOut = (own: Pick<ModelCard, 'id' | 'label' | 'goodAt' | 'weakAt' | 'price'>): ModelCard =>
  fal({ ...own, operations: fromPicture, needsPicture: true, wordless: true, extents: falExtents, backgrounds: ['transparent'], formats: ['png'], maxCount: 1, seed: false, seconds: 5 })

export const falCutOutCards: readonly ModelCard[] = [
  falCutOut({ id: 'fal-ai/ben/v2/image', label: 'BEN2 on fal', goodAt: 'people, hair, products', weakAt: 'cuts out only', price: { kind: 'per-megapixel', usd: 0.025, exact: false } }),
  falCutOut({ id: 'fal-ai/birefnet/v2', label: 'BiRefNet on fal', goodAt: 'fine parts, gaps', weakAt: 'cuts out only', price: { kind: 'unknown' } }),
]

export const lanczosCard = onDevice({ id: 'lanczos', label: 'Lanczos, on this device', goodAt: 'sharp, true', weakAt: 'adds no detail', seconds: 1 })

/** SeedVR2 (appendix): `upscale_factor` of the picture that is sent. No price on record; nobody here has compared it (I). */
export const falUpscaleCards: readonly ModelCard[] = [
  fal({ id: 'fal-ai/seedvr/upscale/image', label: 'SeedVR2 on fal', goodAt: 'adds its own detail', weakAt: 'enlarges only', price: { kind: 'unknown' }, operations: fromPicture, needsPicture: true, wordless: true, extents: falExtents, formats: ['png'], maxCount: 1, seconds: 15 }),
]

export const falFinishCards: readonly ModelCard[] = [...falCutOutCards, ...falUpscaleCards]
export const finishCards: readonly ModelCard[] = [keyingCard, markedCard, lanczosCard, ...falFinishCards]
