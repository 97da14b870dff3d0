// Models of Replicate, whose service answers no browser: reached through a relay. Inputs: other-providers.md 2. Prices have no source on record (I), "about".
import { fixedRatios, fluxKontextDev, fluxReduxDev } from './fal'
import type { ModelCard } from './model-card'

/** Ratios of `aspect_ratio` (other-providers.md 2). */
export const replicateRatios = ['1:1', '16:9', '21:9', '3:2', '2:3', '4:5', '5:4', '3:4', '4:3', '9:16', '9:21']

const through = ({ servedBy: _by, standsFor: _for, ...card }: ModelCard, own: Partial<ModelCard>): ModelCard => ({ ...card, providerId: 'replicate', formats: ['png'], ...own })

export const replicateCards: readonly ModelCard[] = [
  through(fluxKontextDev, { id: 'prunaai/flux-kontext-fast', price: { kind: 'per-image', usd: 0.005, exact: false }, maxCount: 1, typicalSeconds: { standard: 3 } }),
  through(fluxReduxDev, { id: 'black-forest-labs/flux-redux-dev', price: { kind: 'per-image', usd: 0.025, exact: false }, extents: fixedRatios(replicateRatios), typicalSeconds: { standard: 6 } }),
]
