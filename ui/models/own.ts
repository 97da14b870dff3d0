// The model behind the designer's own OpenAI-compatible endpoint, as its settings and its test say. Pure.
import type { Settings } from '../../src/shared/settings'
import { basicQualities, classicExtents } from './gpt-image'
import type { ModelCard } from './model-card'

/** What an endpoint may be able to do; the order in which its test tries it. */
export const abilities = ['generate', 'edit', 'mask', 'stream'] as const
export type Ability = (typeof abilities)[number]
/** How the key is said: `Authorization: Bearer`, a header of its own (Azure), or not at all. */
export const authModes = ['bearer', 'api-key', 'none'] as const
export type AuthMode = (typeof authModes)[number]

export type OwnEndpoint = { model: string; auth: AuthMode; can: Ability[] }

/** Whatever is missing or broken falls back: an endpoint is taken to make pictures and edits, without masks and streaming. */
export function ownEndpoint({ own }: Pick<Settings, 'own'>): OwnEndpoint {
  const can = abilities.filter((ability) => (own['can'] ?? 'generate edit').split(' ').includes(ability))
  return { model: own['model']?.trim() || 'gpt-image-1', auth: authModes.find((mode) => mode === own['auth']) ?? 'bearer', can }
}

/** `wire` tells the provider how the key is said. */
export const ownCard = ({ model, auth, can }: OwnEndpoint): ModelCard => ({
  id: model, providerId: 'own', label: `${model} (own endpoint)`, goodAt: 'your own endpoint', weakAt: 'not known to Inlay',
  operations: { generate: can.includes('generate'), edit: can.includes('edit'), mask: can.includes('mask'), references: can.includes('edit'), markup: false },
  maxReferences: can.includes('edit') ? 16 : 0, extents: classicExtents, qualities: basicQualities, defaultQuality: 'medium',
  backgrounds: ['auto', 'opaque', 'transparent'], formats: ['png', 'jpeg', 'webp'], maxCount: 10, maxPartials: can.includes('stream') ? 3 : 0,
  seed: false, moderation: false, promptMaxChars: 32_000, price: { kind: 'unknown' }, typicalSeconds: { low: 15, medium: 30, high: 60 }, shutdownDate: null, successorId: null, wire: auth, derived: true,
})
