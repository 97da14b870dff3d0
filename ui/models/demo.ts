// The model that draws without a key, in the window itself (design D0.13). Its pictures carry a "Demo" tag.
import type { ModelCard } from './model-card'

export const demoCards: readonly ModelCard[] = [
  {
    id: 'demo',
    providerId: 'demo',
    label: 'Demo',
    goodAt: 'trying Inlay, free',
    weakAt: 'draws simple scenes, not what you describe in detail',
    operations: { generate: true, edit: true, mask: true, references: true, markup: true },
    maxReferences: 16,
    extents: { kind: 'free', multipleOf: 1, minPixels: 256, maxPixels: 4096 * 4096, maxEdgePx: 4096, maxRatio: 20 },
    qualities: [{ id: 'draft', label: 'Draft' }, { id: 'standard', label: 'Standard' }, { id: 'high', label: 'High' }],
    defaultQuality: 'standard',
    backgrounds: ['auto', 'opaque', 'transparent'],
    formats: ['png', 'jpeg', 'webp'],
    maxCount: 10,
    maxPartials: 3,
    seed: true,
    moderation: false,
    promptMaxChars: 32_000,
    price: { kind: 'free' },
    typicalSeconds: { draft: 2, standard: 2, high: 2 },
    shutdownDate: null,
    successorId: null,
  },
]
