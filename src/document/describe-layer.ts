// One layer as the window knows it, but for its role, which depends on the others.
import { canBeMask, type RoleInput } from '../shared/roles'
import { readingOrder } from '../shared/reading-order'
import { cleanText, type LayerSnapshot } from '../shared/snapshot'
import { stepsOf } from './edit-chain'
import { fillsSignature, isPicture, isShown, readFillBinding, readFills, summarizeFills } from './fills'
import { absoluteTransformOf, ancestors, boundsOf, hasChildren, hasFills, hiddenBy, inBoolean, lockedBy, nameOf, outermostInstance, paintPathOf } from './layer'
import { isOfShapes, maskShape } from './mask-shape'
import { isPatch } from './patch-data'
import { readRecipe } from './recipe-data'
import type { RunMemory } from './run-memory'

/** Canvas units: smaller layers get no picture (ui.md 2). */
const smallestTarget = 16
const maxTexts = 20
const withoutArea = ['CONNECTOR', 'STICKY', 'STAMP', 'WIDGET', 'EMBED', 'LINK_UNFURL', 'MEDIA', 'TABLE', 'CODE_BLOCK', 'SLIDE_ROW', 'SLIDE_GRID', 'INTERACTIVE_SLIDE_ELEMENT', 'WASHI_TAPE']

export type Described = { layer: Omit<LayerSnapshot, 'role' | 'why' | 'pinned'>; input: RoleInput }

/** Null when the layer vanished while its style or instances were looked up. */
export async function describeLayer(node: SceneNode, memory: RunMemory): Promise<Described | null> {
  const fillBinding = await readFillBinding(node)
  if (node.removed) return null
  const instanceCount = node.type === 'COMPONENT' ? (await node.getInstancesAsync()).length : null
  if (node.removed) return null
  const bounds = boundsOf(node), name = nameOf(node), fills = readFills(node), recipe = readRecipe(node)
  const chain = memory.chainOn(node), variations = chain.ours.map((variation) => variation.imageHash)
  const pictures = (fills ?? []).filter(isPicture).filter(isShown)
  /** An edited picture is the designer's still, and a patch is a part of one: they are edited on, not made again. */
  const canBeMadeAgain = ({ imageHash }: { imageHash: string }): boolean =>
    !isPatch(node) && chain.ours.some((variation) => variation.imageHash === imageHash && !variation.edit) && (memory.madeNow(node.id, imageHash) || recipe?.prompt !== undefined)
  const section = ancestors(node).filter(({ type }) => type === 'SECTION')[0]
  const isContainer = hasChildren(node) && node.children.length > 0
  const kind = { type: node.type, hasPicture: pictures.length > 0, hasChildren: isContainer, ofShapes: isOfShapes(node) }
  memory.names.set(node.id, name)
  return {
    layer: {
      id: node.id, name, type: node.type, parentId: node.parent ? node.parent.id : null,
      problem: problemOf(node, name),
      width: 'width' in node ? node.width : bounds.width,
      height: 'height' in node ? node.height : bounds.height,
      bounds,
      transform: absoluteTransformOf(node),
      fills: summarizeFills(fills, chain.isOurs),
      canHaveFills: hasFills(node),
      fillsSignature: fillsSignature(node),
      locked: lockedBy(node) !== null,
      inInstance: outermostInstance(node) !== null,
      hasChildren: isContainer,
      ...textsIn(node),
      fillBinding, instanceCount,
      recipe: recipe && { prompt: recipe.prompt ?? '', modelId: recipe.modelId, variations: variations.length },
      ...(variations.length > 0 ? { variations } : {}),
      ...(stepsOf(chain).length > 0 ? { steps: stepsOf(chain) } : {}),
      ...(canBeMask(kind) ? { shape: maskShape(node) } : {}),
      ...(section ? { section: nameOf(section) } : {}),
      ...(chain.original === null ? {} : { original: chain.original }),
    },
    input: {
      ...kind, id: node.id, name, bounds, paintPath: paintPathOf(node),
      madeByInlay: pictures.length > 0 && pictures.every(canBeMadeAgain),
    },
  }
}

function problemOf(node: SceneNode, name: string): LayerSnapshot['problem'] {
  const locked = lockedBy(node), hidden = hiddenBy(node)
  if (withoutArea.indexOf(node.type) >= 0) return { kind: 'unsupported', message: `${name} is of a kind that takes no picture.` }
  if (locked) return { kind: 'locked', message: locked.id === node.id ? `${name} is locked. Unlock it or choose another layer.` : `${name} is inside ${nameOf(locked)}, which is locked. Unlock that or choose another layer.` }
  if (hidden) return { kind: 'hidden', message: hidden.id === node.id ? `${name} is hidden. Show it or choose another layer.` : `${name} is inside ${nameOf(hidden)}, which is hidden. Show that or choose another layer.` }
  if (inBoolean(node)) return { kind: 'boolean-child', message: `${name} is part of a boolean shape. Choose the whole shape.` }
  const width = 'width' in node ? node.width : 0, height = 'height' in node ? node.height : 0
  if (width < 0.01 || height < 0.01) return { kind: 'no-area', message: `${name} has no area to fill.` }
  if (width < smallestTarget || height < smallestTarget) return { kind: 'too-small', message: `${name} is ${Math.round(width)} x ${Math.round(height)}. Inlay fills layers from ${smallestTarget} x ${smallestTarget}.` }
  return null
}

/** Characters of visible text layers in or at the node, in reading order. */
function textsIn(node: SceneNode): Pick<LayerSnapshot, 'texts' | 'textLayers'> {
  const found = node.type === 'TEXT' ? [node] : hasChildren(node) ? (node as FrameNode).findAllWithCriteria({ types: ['TEXT'] }).filter((text) => text.visible) : []
  const ordered = readingOrder(found.slice(0, 200).map((text) => ({ text, bounds: boundsOf(text) })))
  const told = ordered.map(({ text, bounds }) => ({ text: cleanText(text.characters, 500), layer: { id: text.id, bounds, colour: colourOf(text) } })).filter(({ text }) => text.trim() !== '').slice(0, maxTexts)
  const texts = told.map(({ text }) => text)
  return node.type === 'TEXT' || told.length === 0 ? { texts } : { texts, textLayers: told.map(({ layer }) => layer) }
}

function colourOf(text: TextNode): [number, number, number] | null {
  const solids = (readFills(text) ?? []).filter((paint): paint is SolidPaint => paint.type === 'SOLID' && isShown(paint)), { color } = solids[solids.length - 1] ?? {}
  return color ? [color.r * 255, color.g * 255, color.b * 255] : null
}
