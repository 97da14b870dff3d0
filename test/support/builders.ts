// Whole values with sensible fields, so that a test writes only what it is about.
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import { identity } from '../../src/shared/geometry'
import type { SourcePicture } from '../../src/shared/source'
import { gptImageExtents } from '../../ui/models/gpt-image'
import type { ModelCard } from '../../ui/models/model-card'

export const layerOf = (name: string, more: Partial<LayerSnapshot> = {}): LayerSnapshot => {
  const { width = 400, height = 300 } = more
  return {
    id: `id:${name}`, name, type: 'FRAME', parentId: null, role: 'target', why: 'empty frame', problem: null, width, height,
    bounds: { x: 0, y: 0, width, height }, transform: identity, fills: [], canHaveFills: true, fillsSignature: `fills of ${name}`,
    locked: false, inInstance: false, hasChildren: false, texts: [], fillBinding: null, instanceCount: null, recipe: null, pinned: false, ...more,
  }
}

export const snapshotOf = (layers: LayerSnapshot[], more: Partial<SelectionSnapshot> = {}): SelectionSnapshot => ({
  pageId: '0:1', pageName: 'Page 1', layers, more: 0, viewport: { x: 0, y: 0, width: 1200, height: 800 }, revision: 1, ...more,
})

/** A picture of 400 x 300 px that lies on its layer px for unit. */
export const sourceOf = (name: string, more: Partial<SourcePicture> = {}): SourcePicture => ({
  nodeId: `id:${name}`, name, paintIndex: 0, imageHash: `picture of ${name}`, mime: 'image/png', widthPx: 400, heightPx: 300, scaleMode: 'FILL', toSource: identity, fromLayer: identity,
  layerWidth: 400, layerHeight: 300, behind: null, fillsSignature: `fills of ${name}`, pictures: [], steps: [], ...more,
})

/** The three frames of issue 2. */
export const threeFrames = (): LayerSnapshot[] => [
  layerOf('Hero', { width: 1440, height: 1024 }), layerOf('Social', { width: 1080, height: 1080 }), layerOf('Phone', { width: 390, height: 844 }),
]

/** A model without money or network; `paidCard` costs a dime a picture. */
export const cardOf = (more: Partial<ModelCard> = {}): ModelCard => ({
  id: 'demo', providerId: 'demo', label: 'Demo', goodAt: 'trying', weakAt: 'everything',
  operations: { generate: true, edit: true, mask: true, references: true, markup: false }, maxReferences: 4, extents: gptImageExtents,
  qualities: [{ id: 'low', label: 'Draft' }, { id: 'medium', label: 'Standard' }], defaultQuality: 'medium', backgrounds: ['auto', 'opaque', 'transparent'], formats: ['png', 'jpeg', 'webp'],
  maxCount: 10, maxPartials: 0, seed: true, moderation: false, promptMaxChars: 1000, price: { kind: 'free' }, typicalSeconds: { medium: 2 }, shutdownDate: null, successorId: null, ...more,
})

export const paidCard = (more: Partial<ModelCard> = {}): ModelCard => cardOf({ id: 'paint-1', providerId: 'paid', label: 'Paint 1', seed: false, price: { kind: 'per-image', usd: 0.1, exact: true }, ...more })
