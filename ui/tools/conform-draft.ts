// Keeps a draft inside what its model can do. Pure.
import { clamp } from '../../src/shared/geometry'
import type { ModelCard } from '../models/model-card'
import type { GenerateDraft } from '../state/state'

/** Pictures of one press and target: the number box's limits. */
export const countLimits = { low: 1, high: 10 }

/**
 * The draft with quality, background, format and count that `card` takes. A quality of the former model becomes the step of the same
 * label, else the model's own default. Transparency needs a format that can hold it.
 */
export function conformDraft(draft: GenerateDraft, card: ModelCard, former: ModelCard | null = null): GenerateDraft {
  const label = former?.qualities.find((quality) => quality.id === draft.quality)?.label
  const quality = card.qualities.find(({ id }) => id === draft.quality) ?? card.qualities.find((candidate) => candidate.label === label)
  const background = card.backgrounds.includes(draft.background) ? draft.background : card.backgrounds[0] ?? 'auto'
  const formats = background === 'transparent' ? card.formats.filter((format) => format !== 'jpeg') : card.formats
  return {
    ...draft,
    quality: quality?.id ?? card.defaultQuality,
    background,
    format: formats.includes(draft.format) ? draft.format : formats[0] ?? 'png',
    count: clamp(Math.round(draft.count) || countLimits.low, countLimits.low, countLimits.high),
  }
}

/** What is said where a model takes no words and there are some. */
export const unsentWords = (card: ModelCard, words: string): string[] => (card.wordless && words !== '' ? [`${card.label} takes no words: it varies the picture, and the prompt is not sent.`] : [])
