// The seam between intent and execution: all that a provider needs, nothing about Figma (design D0.2).

/** Encoded picture as it was exported or dropped. Never mutated. */
export type ImageInput = { bytes: Uint8Array; mime: string; widthPx: number; heightPx: number; name: string }

export type ReferenceRole = 'subject' | 'style' | 'layout'
export type Reference = { role: ReferenceRole; image: ImageInput }

export type OutputFormat = 'png' | 'jpeg' | 'webp'
export type Background = 'auto' | 'opaque' | 'transparent'

export type ImageRequest = {
  toolId: string
  modelId: string
  /** As the service gets it. At most the card's `promptMaxChars`. */
  prompt: string
  source: ImageInput | null
  /** Same extent as source; 1 = change, 0 = keep, as alpha of a PNG. Provider files convert. */
  mask: ImageInput | null
  /** Drawn hints over the source, of its extent, transparent elsewhere; never together with a mask. Left out: none. */
  markup?: ImageInput
  /** In request order: image 1 is the first (after source, when there is one). */
  references: readonly Reference[]
  /** Extent asked of the model, px; legal for the card. */
  extent: { widthPx: number; heightPx: number }
  /** Pictures of this one request, 1 to the card's `maxCount`. */
  count: number
  /** One of the card's qualities. */
  quality: string
  background: Background
  format: OutputFormat
  /** 0 to 3; only with count 1 (partial pictures carry no index). */
  partialImages: number
  moderation: 'auto' | 'low'
  /** Only where the card says `seed`. */
  seed: number | null
}
