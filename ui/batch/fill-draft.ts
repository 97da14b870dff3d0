// What the designer has set in a fill plan, and the layers it is for.
import type { CardNode } from '../../src/shared/cards'
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import { targetsOf } from '../tools/targets'
import { firstPattern } from './pattern'

export type RowEdit = {
  off?: boolean
  /** Written by hand; else the pattern's. */
  prompt?: string
  /** `providerId/modelId`; else the plan's. */
  modelKey?: string
  /** Its draft was approved: it gets a final. */
  approved?: boolean
}

export type FillDraft = {
  /** Each frame its own prompt. */
  on: boolean
  pattern: string
  /** Same prompts of the same size share one request. */
  share: boolean
  /** By layer id. */
  rows: Readonly<Record<string, RowEdit>>
  /** Quality of finals by its id; null: the model's High, else its best. */
  finalQuality: string | null
}

export type FillTargets = {
  pageId: string
  pageName: string
  /** As they were last seen, in reading order. */
  layers: readonly LayerSnapshot[]
  /** What stands around them; null until it was read. */
  nodes: readonly CardNode[] | null
  /** The layers have changed since `nodes` was read. */
  stale: boolean
  /** Layers of the plan that are selected now, when these are not all. */
  selected: readonly string[]
}

export const firstFill: FillDraft = { on: false, pattern: firstPattern, share: false, rows: {}, finalQuality: null }

/** What the words of a card may depend on, as far as the selection tells. */
const wordsKey = (layers: readonly LayerSnapshot[]): string => JSON.stringify(layers.map(({ id, name, parentId, texts }) => [id, name, parentId, texts]))

/** The plan keeps its layers while only some of them are selected, or nothing: a press on one of them on the canvas is no new plan. */
export function nextFillTargets(before: FillTargets | null, snapshot: SelectionSnapshot): FillTargets | null {
  const targets = targetsOf(snapshot), { pageId, pageName } = snapshot
  const fresh = new Map(targets.map((layer) => [layer.id, layer]))
  const inside = before !== null && targets.every(({ id }) => before.layers.some((layer) => layer.id === id))
  if (before && inside && targets.length < before.layers.length) {
    const layers = before.layers.map((layer) => fresh.get(layer.id) ?? layer)
    return { ...before, layers, stale: before.stale || wordsKey(layers) !== wordsKey(before.layers), selected: targets.map(({ id }) => id) }
  }
  if (targets.length === 0) return before
  const stale = !before || wordsKey(targets) !== wordsKey(before.layers)
  return { pageId, pageName, layers: targets, nodes: inside ? before?.nodes ?? null : null, stale, selected: [] }
}
