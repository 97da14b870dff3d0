// Which words belong to which layer. A target's card is the nearest layer around it that repeats, or else the nearest that holds words; never one that holds another target.
// Words that lie loose beside loose pictures belong to the nearest of them. Pure; canvas units.
import type { CardNode } from '../../src/shared/cards'
import type { Bounds } from '../../src/shared/geometry'
import { readingOrder } from '../../src/shared/reading-order'

export type CardText = { name: string; text: string }
export type CardWords = {
  /** Name of the target. */
  layer: string
  /** Name of the card around it; the target's own when it is the card. */
  card: string
  /** Of the section around the card, else of the layer around it. */
  section: string | null
  /** The most prominent text: the largest, of those the first. */
  title: string | null
  /** The next text after the title. */
  below: string | null
  /** In reading order. */
  texts: CardText[]
}

type Tree = {
  byId: Map<string, CardNode>
  /** By parent; '' is the page. */
  children: Map<string, CardNode[]>
  targets: Set<string>
  /** Targets and texts at or in a layer. */
  targetsIn: Map<string, number>
  textsIn: Map<string, CardNode[]>
}

const parentOf = ({ byId }: Tree, node: CardNode): CardNode | null => (node.parentId === null ? null : byId.get(node.parentId) ?? null)

function treeOf(nodes: readonly CardNode[], targetIds: readonly string[]): Tree {
  const tree: Tree = { byId: new Map(nodes.map((node) => [node.id, node])), children: new Map(), targets: new Set(targetIds), targetsIn: new Map(), textsIn: new Map() }
  for (const node of nodes) {
    const key = node.parentId ?? ''
    tree.children.set(key, [...(tree.children.get(key) ?? []), node])
    for (let at: CardNode | null = node; at; at = parentOf(tree, at)) {
      if (tree.targets.has(node.id)) tree.targetsIn.set(at.id, (tree.targetsIn.get(at.id) ?? 0) + 1)
      if (node.text !== undefined && node.text.trim() !== '') tree.textsIn.set(at.id, [...(tree.textsIn.get(at.id) ?? []), node])
    }
  }
  return tree
}

const textsOf = ({ textsIn }: Tree, node: CardNode): CardNode[] => textsIn.get(node.id) ?? []
const siblingsOf = ({ children }: Tree, node: CardNode): CardNode[] => (children.get(node.parentId ?? '') ?? []).filter((other) => other !== node)
/** "Card 12" and "Card" are of one stem. */
const stemOf = (name: string): string => name.toLowerCase().replace(/[\s\d_#().-]+$/, '')
const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1, 0.02 * Math.max(a, b))

/** Two cards of one row: the same kind, one side in common, and a like name, as many texts, or a target each. */
function areAlike(tree: Tree, a: CardNode, b: CardNode): boolean {
  if (a.type !== b.type || !(near(a.bounds.width, b.bounds.width) || near(a.bounds.height, b.bounds.height))) return false
  const texts = textsOf(tree, a).length
  return (stemOf(a.name) !== '' && stemOf(a.name) === stemOf(b.name)) || (texts > 0 && texts === textsOf(tree, b).length) || (tree.targetsIn.get(a.id) === 1 && tree.targetsIn.get(b.id) === 1)
}
const repeats = (tree: Tree, node: CardNode): boolean => siblingsOf(tree, node).some((other) => areAlike(tree, node, other))

/** The target and what is around it, nearest first, as long as no other target is in it. */
function exclusive(tree: Tree, target: CardNode): CardNode[] {
  const chain: CardNode[] = []
  for (let at: CardNode | null = target; at && tree.targetsIn.get(at.id) === 1; at = parentOf(tree, at)) chain.push(at)
  return chain
}

const distance = (a: Bounds, b: Bounds): number =>
  Math.hypot(Math.max(0, a.x - b.x - b.width, b.x - a.x - a.width), Math.max(0, a.y - b.y - b.height, b.y - a.y - a.height))

/** Texts beside `own` that lie nearer to it than to any layer of its kind, and not further away than its own longer side. */
function looseTexts(tree: Tree, own: CardNode): CardNode[] {
  const beside = siblingsOf(tree, own)
  const rivals = beside.filter((other) => other.text === undefined && (tree.targetsIn.has(other.id) || textsOf(tree, other).length > 0 || areAlike(tree, own, other) || other.type === own.type))
  const reach = Math.max(own.bounds.width, own.bounds.height)
  return beside.filter((text) => {
    if (text.text === undefined || text.text.trim() === '') return false
    const away = distance(text.bounds, own.bounds)
    return away <= reach && rivals.every((rival) => distance(text.bounds, rival.bounds) > away)
  })
}

/** Name of the nearest section above, else of the layer above. */
function sectionOf(tree: Tree, card: CardNode): string | null {
  for (let at = parentOf(tree, card); at; at = parentOf(tree, at)) if (at.type === 'SECTION') return at.name
  return parentOf(tree, card)?.name ?? null
}

function wordsOf(tree: Tree, target: CardNode): CardWords {
  const chain = exclusive(tree, target)
  const holding = chain.filter((node) => textsOf(tree, node).length > 0)
  const card = holding.find((node) => repeats(tree, node)) ?? holding[0] ?? null
  const outermost = chain[chain.length - 1] ?? target
  const own = card ? textsOf(tree, card) : [target, outermost].map((node) => looseTexts(tree, node)).find((texts) => texts.length > 0) ?? []
  const texts = readingOrder(own)
  const sizeOf = (text: CardNode): number => text.fontSize ?? 0
  const title = texts.reduce<CardNode | null>((best, text) => (!best || sizeOf(text) > sizeOf(best) ? text : best), null)
  const after = title ? texts.slice(texts.indexOf(title) + 1) : []
  const below = after[0] ?? texts.find((text) => text !== title) ?? null
  return {
    layer: target.name, card: (card ?? target).name, section: sectionOf(tree, card ?? target),
    title: title?.text ?? null, below: below?.text ?? null, texts: texts.map(({ name, text = '' }) => ({ name, text })),
  }
}

/** By target id; targets that are not among `nodes` are left out. */
export function cardWords(nodes: readonly CardNode[], targetIds: readonly string[]): Map<string, CardWords> {
  const tree = treeOf(nodes, targetIds)
  return new Map(targetIds.flatMap((id) => {
    const target = tree.byId.get(id)
    return target ? [[id, wordsOf(tree, target)] as const] : []
  }))
}

/** Names of text layers that are in at least half of the cards, most frequent first: what a pattern can ask for. */
export function commonTextNames(words: readonly CardWords[], most = 6): string[] {
  const counts = new Map<string, number>()
  for (const { texts } of words) for (const name of new Set(texts.filter(({ name, text }) => name !== text).map(({ name }) => name))) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].filter(([, count]) => count * 2 >= words.length && count > 1).sort((a, b) => b[1] - a[1]).slice(0, most).map(([name]) => name)
}
