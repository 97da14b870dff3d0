// Models that fal serves. Endpoints and fields: other-providers.md appendix; which endpoint serves what: fal-routes.ts.
// Prices of FLUX.2 Pro, Kontext Pro and Max and GPT Image 2: fal's model pages (other-providers.md 1.2, seen up to November 2026). Those of FLUX.2 Fast, Fill, Kontext
// Fast, Redux and Stable Diffusion have no source on record (I). They drift, so all are "about". Seconds are estimates (I).
import { gptImage2Price, gptImageExtents, basicQualities } from './gpt-image'
import type { Criteria, ExtentRule, ModelCard, Quality } from './model-card'

const oneQuality: readonly Quality[] = [{ id: 'standard', label: 'Standard' }]

/** Sides of 512 to 2048 px are taken (appendix); from 1 MP on and up to 4:1 no side is shorter. */
const flux2Extents: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 1_048_576, maxPixels: 4_194_304, maxEdgePx: 2048, maxRatio: 4 }
/** FLUX.1: multiples of 16 around the megapixel that it was trained on; wider limits are not published (I). */
export const flux1Extents: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 262_144, maxPixels: 2_097_152, maxEdgePx: 2048, maxRatio: 4 }
/** `match_input` keeps the sent extent; the trained ones go from 672 x 1568 to 1568 x 672 and all have about 1 MP (I, published sampling code). */
const kontextDevExtents: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 262_144, maxPixels: 1_064_960, maxEdgePx: 1568, maxRatio: 7 / 3 }
/** About one megapixel in each ratio, sides in steps of 16. */
export const fixedRatios = (ratios: readonly string[]): ExtentRule => ({
  kind: 'list',
  extents: ratios.map((ratio) => {
    const [width = 1, height = 1] = ratio.split(':').map(Number), unit = Math.sqrt(1_048_576 / (width * height))
    return { widthPx: Math.round((width * unit) / 16) * 16, heightPx: Math.round((height * unit) / 16) * 16 }
  }),
})
/** One megapixel in each ratio of `aspect_ratio`, sides in steps of 16. */
const kontextProExtents: ExtentRule = {
  kind: 'list',
  extents: [[1024, 1024], [1392, 752], [752, 1392], [1184, 880], [880, 1184], [1248, 832], [832, 1248], [1568, 672], [672, 1568]].map(([widthPx, heightPx]) => ({ widthPx: widthPx!, heightPx: heightPx! })),
}

export const kontextCriteria: Criteria = {
  text: 'good', portraits: 'very good', accuracy: 'good', areas: 'yes', speed: 'very fast', styles: 'high', words: 'partial',
  useFor: 'rapid photo edits, style transfer, iterative variation',
}
export const reduxCriteria: Criteria = {
  text: 'fair', portraits: 'very good', accuracy: 'good', areas: 'limited', speed: 'fast', styles: 'high', words: 'partial',
  useFor: 'variations from a reference, style exploration, series with one look',
}

type Own = Pick<ModelCard, 'id' | 'label' | 'goodAt' | 'weakAt' | 'price' | 'extents'> & Partial<ModelCard> & { seconds?: number }
/** A card of fal with what most of them share. */
export const fal = ({ seconds = 6, ...own }: Own): ModelCard => ({
  providerId: 'fal',
  operations: { generate: true, edit: true, mask: false, references: true, markup: false },
  maxReferences: 1,
  qualities: oneQuality,
  defaultQuality: 'standard',
  backgrounds: ['opaque'],
  formats: ['png', 'jpeg'],
  maxCount: 4,
  maxPartials: 0,
  seed: true,
  moderation: false,
  promptMaxChars: 10_000,
  typicalSeconds: { standard: seconds },
  shutdownDate: null,
  successorId: null,
  ...own,
})
const perMegapixel = (usd: number): ModelCard['price'] => ({ kind: 'per-megapixel', usd, exact: false })
const perImage = (usd: number): ModelCard['price'] => ({ kind: 'per-image', usd, exact: false })
const fromPicture = { generate: false, edit: true, mask: false, references: true, markup: false }

export const fluxKontextDev: ModelCard = fal({
  id: 'fal-ai/flux-kontext/dev', label: 'Flux Kontext Fast', goodAt: 'fast edits, style', weakAt: 'needs a picture; small print', standsFor: 'replicate/prunaai/flux-kontext-fast', servedBy: 'FLUX.1 Kontext dev',
  operations: fromPicture, needsPicture: true, price: perMegapixel(0.025), extents: kontextDevExtents, criteria: kontextCriteria, seconds: 4,
})
export const fluxReduxDev: ModelCard = fal({
  id: 'fal-ai/flux-1/dev/redux', label: 'Flux Redux Dev', goodAt: 'variations, series', weakAt: 'takes no words; needs a picture', standsFor: 'replicate/black-forest-labs/flux-redux-dev', servedBy: 'FLUX.1 Redux dev',
  operations: fromPicture, needsPicture: true, wordless: true, price: perMegapixel(0.025), extents: flux1Extents, criteria: reduxCriteria, seconds: 6,
})

export const falCards: readonly ModelCard[] = [
  fal({ id: 'fal-ai/flux-2/turbo', label: 'FLUX.2 Fast', goodAt: 'quick drafts, style', weakAt: 'small print', price: perMegapixel(0.008), extents: flux2Extents, maxReferences: 4, seconds: 3 }),
  fal({ id: 'fal-ai/flux-2-pro', label: 'FLUX.2 Pro', goodAt: 'finals, several references', weakAt: 'one picture a request', price: perMegapixel(0.03), extents: flux2Extents, maxReferences: 8, maxCount: 1, seconds: 10 }),
  fluxKontextDev,
  fal({ id: 'fal-ai/flux-pro/kontext', label: 'FLUX Kontext Pro', goodAt: 'edits, one character', weakAt: 'about 1 MP', price: perImage(0.04), extents: kontextProExtents, maxReferences: 4, seconds: 8 }),
  fal({ id: 'fal-ai/flux-pro/kontext/max', label: 'FLUX Kontext Max', goodAt: 'edits, lettering', weakAt: 'about 1 MP', price: perImage(0.08), extents: kontextProExtents, maxReferences: 4, seconds: 10 }),
  fluxReduxDev,
  fal({
    id: 'fal-ai/flux-pro/v1/fill', label: 'FLUX Fill', goodAt: 'filling a mask', weakAt: 'only with a mask', operations: { generate: false, edit: true, mask: true, references: false, markup: false },
    needsMask: true, price: perMegapixel(0.05), extents: flux1Extents, seconds: 9,
  }),
  fal({
    id: 'fal-ai/stable-diffusion-v35-large', label: 'Stable Diffusion 3.5 Large', goodAt: 'styles, open weights', weakAt: 'no edits, small print',
    operations: { generate: true, edit: false, mask: false, references: false, markup: false }, maxReferences: 0, price: perMegapixel(0.065), extents: flux1Extents, seconds: 8,
  }),
  fal({
    id: 'openai/gpt-image-2', label: 'GPT Image 2 on fal', goodAt: 'text, people', weakAt: 'slow at High', operations: { generate: true, edit: true, mask: true, references: true, markup: false },
    maxReferences: 16, extents: gptImageExtents, qualities: basicQualities, defaultQuality: 'medium', formats: ['png', 'jpeg', 'webp'], seed: false, promptMaxChars: 32_000,
    price: gptImage2Price, typicalSeconds: { low: 10, medium: 48, high: 126 },
  }),
]
