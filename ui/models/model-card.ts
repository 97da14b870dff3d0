// A model as data. Shared code reads the card and never asks which model it is (design D0.3).

/** Legal extents of a model, px. */
export type ExtentRule =
  | { kind: 'list'; extents: readonly { widthPx: number; heightPx: number }[] }
  | { kind: 'free'; multipleOf: number; minPixels: number; maxPixels: number; maxEdgePx: number; maxRatio: number }

export type Quality = {
  /** What the service calls it. */
  id: string
  /** What the designer reads: Draft, Standard, High and the model's further steps. */
  label: string
}

/** USD per million tokens. `textOut` is left out where the service bills none. */
export type TokenRates = { textIn: number; imageIn: number; imageOut: number; textOut?: number }

/** How a request is priced; `exact` false shows "about". Every figure cites its source in the family file. */
export type Price =
  | { kind: 'free' }
  | { kind: 'unknown' }
  | {
      kind: 'tokens'
      rates: TokenRates
      exact: boolean
      /** Output tokens of one picture. */
      outputTokens(quality: string, widthPx: number, heightPx: number): { low: number; high: number }
      /** Input tokens of one picture sent along. */
      inputImageTokens(widthPx: number, heightPx: number): number
      tokensPerPartial: number
    }
  | { kind: 'per-image'; usd: number; exact: boolean }
  /** In proportion to the px that are made; USD per million. */
  | { kind: 'per-megapixel'; usd: number; exact: boolean }

/** The seven criteria by which designers choose (article.md), each in one or two words, and what to use the model for. */
export type Criteria = { text: string; portraits: string; accuracy: string; areas: string; speed: string; styles: string; words: string; useFor: string }

export type ModelCard = {
  /** Model id as the service knows it; unique with `providerId`. */
  id: string
  providerId: string
  /** As the designer reads it: "GPT Image 2". */
  label: string
  /** Two or three words of what it is good at, for the model menu. */
  goodAt: string
  weakAt: string
  /** How it compares, in the words of the picker; left out where nobody has compared it. */
  criteria?: Criteria
  /** What serves it, where its name does not say: "FLUX.1 Kontext dev on fal". */
  servedBy?: string
  /** Stands in for the model of this key, and bears its name, where that one cannot be reached. */
  standsFor?: string
  operations: { generate: boolean; edit: boolean; mask: boolean; references: boolean; markup: boolean }
  maxReferences: number
  /** Makes pictures from a picture only: Generate needs a reference. */
  needsPicture?: true
  /** Changes a marked part only: an edit needs a mask. */
  needsMask?: true
  /** Words are not sent: the model has no prompt. */
  wordless?: true
  /** Made in this window: nothing is asked of a service. */
  onDevice?: true
  extents: ExtentRule
  qualities: readonly Quality[]
  defaultQuality: string
  backgrounds: readonly ('auto' | 'opaque' | 'transparent')[]
  formats: readonly ('png' | 'jpeg' | 'webp')[]
  maxCount: number
  /** Largest `partialImages`; 0 when the model does not stream. */
  maxPartials: number
  seed: boolean
  moderation: boolean
  promptMaxChars: number
  price: Price
  /** Typical seconds for one picture at about 1 MP, by quality id; the longest wait before we give up is the provider's. */
  typicalSeconds: Readonly<Record<string, number>>
  /** YYYY-MM-DD, from the service's own notice; null when none is known. */
  shutdownDate: string | null
  /** How requests are spelled; only the model's provider reads it. */
  wire?: string
  /** Comes from this user's settings, not from this build. */
  derived?: true
  /** Set when the service has shut the model down: listed, never chosen; names the successor's id. */
  successorId: string | null
}
