// The GPT Image family of OpenAI. Figures come from facts/openai-images.md (November 2026); the section is named beside each.
import { gptImageInputTokens, gptImageOutputTokens } from './gpt-image-tokens'
import type { Criteria, ExtentRule, ModelCard, Price, Quality, TokenRates } from './model-card'

/** Section 9, and the SDK's own words on `size`: multiples of 16, 1:3 to 3:1, up to 3840 px. */
export const gptImageExtents: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 655_360, maxPixels: 8_294_400, maxEdgePx: 3840, maxRatio: 3 }

/** The three sizes that every GPT Image model takes, gpt-image-1 and gateways included (1.2). */
export const classicExtents: ExtentRule = {
  kind: 'list',
  extents: [{ widthPx: 1024, heightPx: 1024 }, { widthPx: 1536, heightPx: 1024 }, { widthPx: 1024, heightPx: 1536 }],
}

export const basicQualities: readonly Quality[] = [{ id: 'low', label: 'Draft' }, { id: 'medium', label: 'Standard' }, { id: 'high', label: 'High' }]
const allQualities: readonly Quality[] = [...basicQualities, { id: 'xhigh', label: 'Extra high' }, { id: 'max', label: 'Max' }]

/** 3.1, USD per million tokens, standard tier. Text output: listed at 10.00 for gpt-image-2 alone. */
const rates: TokenRates = { textIn: 5, imageIn: 8, imageOut: 30 }

/** 3.2: quality factors of the formula. */
const factors2 = { low: 16, medium: 48, high: 96 }
const factors25 = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 }
/** 3.2: no formula of 2.6 is published; measured at 3 to 4 times the tokens of 2.5 for low and medium, the same above. */
const multipliers26: Readonly<Record<string, number>> = { low: 4.2, medium: 4 }

const tokenPrice = (factors: Readonly<Record<string, number>>, more: { rates?: TokenRates; multipliers?: Readonly<Record<string, number>> } = {}): Price => ({
  kind: 'tokens',
  rates: more.rates ?? rates,
  exact: false,
  outputTokens(quality, widthPx, heightPx) {
    const factor = factors[quality] ?? Math.max(...Object.values(factors))
    const tokens = Math.ceil(gptImageOutputTokens(factor, widthPx, heightPx) * (more.multipliers?.[quality] ?? 1))
    return { low: tokens, high: tokens }
  },
  inputImageTokens: gptImageInputTokens,
  tokensPerPartial: 100, // 2.6
})

export const gptImage2Price: Price = tokenPrice(factors2, { rates: { ...rates, textOut: 10 } })

const gptImage2Criteria: Criteria = {
  text: 'excellent', portraits: 'excellent', accuracy: 'excellent', areas: 'yes', speed: 'fast', styles: 'moderate', words: 'yes',
  useFor: 'portraits, product shots, readable text, composed marketing visuals, editorial',
}

type Own = Pick<ModelCard, 'id' | 'label' | 'goodAt' | 'weakAt' | 'price' | 'typicalSeconds'> & Partial<ModelCard>
const card = (own: Own): ModelCard => ({
  providerId: 'openai',
  operations: { generate: true, edit: true, mask: true, references: true, markup: true }, // 1.2
  maxReferences: 16, // 1.2
  extents: gptImageExtents,
  qualities: allQualities, // 1.2
  defaultQuality: 'medium',
  backgrounds: ['auto', 'opaque', 'transparent'], // 1.2
  formats: ['png', 'jpeg', 'webp'], // 2.1; GIF and SVG need access per project
  maxCount: 10, // 1.2
  maxPartials: 3, // 1.2
  seed: false,
  moderation: true,
  promptMaxChars: 32_000, // 1.2
  shutdownDate: null, // 1.1
  successorId: null,
  ...own,
})

// Section 8. Measured for gpt-image-2 and 2.6 Flare at low; the others follow their output tokens, Flare at half the time of gpt-image-2.
const flare25Seconds = { low: 6, medium: 9, high: 24, xhigh: 36, max: 63 }
const sunburst25Seconds = { low: 10, medium: 16, high: 48, xhigh: 72, max: 126 }

export const gptImageCards: readonly ModelCard[] = [
  card({
    id: 'gpt-image-2', label: 'GPT Image 2', criteria: gptImage2Criteria, goodAt: 'text, people', weakAt: 'slow at High; transparent background is a preview',
    operations: { generate: true, edit: true, mask: true, references: true, markup: false },
    qualities: basicQualities, price: gptImage2Price, typicalSeconds: { low: 10, medium: 48, high: 126 },
  }),
  card({ id: 'gpt-image-2.5-flare', label: 'GPT Image 2.5 Flare', goodAt: 'cheap drafts', weakAt: 'dense text', price: tokenPrice(factors25), typicalSeconds: flare25Seconds }),
  card({ id: 'gpt-image-2.5-sunburst', label: 'GPT Image 2.5 Sunburst', goodAt: 'finals, dense text', weakAt: 'slower than Flare', price: tokenPrice(factors25), typicalSeconds: sunburst25Seconds }),
  card({
    id: 'gpt-image-2.6-flare', label: 'GPT Image 2.6 Flare', goodAt: 'fastest', weakAt: 'drafts cost three to four times those of 2.5',
    price: tokenPrice(factors25, { multipliers: multipliers26 }), typicalSeconds: { low: 6, medium: 10, high: 12, xhigh: 24, max: 45 },
  }),
  card({
    id: 'gpt-image-2.6-sunburst', label: 'GPT Image 2.6 Sunburst', goodAt: 'finals, steady edits', weakAt: 'slower than Flare',
    price: tokenPrice(factors25, { multipliers: multipliers26 }), typicalSeconds: sunburst25Seconds,
  }),
  card({
    id: 'gpt-image-1', label: 'GPT Image 1', goodAt: 'shut down', weakAt: 'shut down on 23 October 2026',
    operations: { generate: true, edit: true, mask: true, references: true, markup: false },
    extents: classicExtents, qualities: basicQualities, price: { kind: 'unknown' }, typicalSeconds: {},
    shutdownDate: '2026-10-23', successorId: 'gpt-image-2.5-flare', // both from the SDK 7.57.0, images.d.ts
  }),
]
