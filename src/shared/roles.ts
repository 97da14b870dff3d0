// Which part each selected layer plays (design D0.5). Pure; both realms.
//
//   1. What the designer chose stands.
//   2. A shape, a text, a frame without layers or a group of shapes, none with a picture, that lies over a picture: mask, hidden or not. "Over" means
//      drawn later, with at least half of its area inside, of a shape that does not hold the whole picture a quarter. Over a picture of Inlay's, too, but for texts: those are its words.
//   3. A picture with masks over it: source.
//   4. Any other text is a reference: its words can be used.
//   5. A frame without a picture around one selected picture that is smaller: target, and the picture source, for expanding.
//   6. A layer whose visible pictures are all Inlay's, with a known prompt, is a target: it is made again.
//   7. Any other layer with a visible picture: the only one and nothing to fill, source; otherwise a reference.
//   8. A frame, shape, section, instance, component, group or slice without a picture: target.
//   9. Everything else: reference.
import { areaOf, contains, intersect, type Bounds } from './geometry'
import type { Role } from './snapshot'

export type RoleInput = {
  id: string
  name: string
  type: string
  bounds: Bounds
  /** Child indices from the page down to the layer: a later one is drawn above. */
  paintPath: readonly number[]
  hasPicture: boolean
  /** Every visible picture on it was put there by Inlay, and the prompt is known. */
  madeByInlay: boolean
  hasChildren: boolean
  /** A group of nothing but shapes and texts without pictures. */
  ofShapes?: boolean
}
export type GuessedRole = { role: Role; why: string }

const shapeTypes = ['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'BOOLEAN_OPERATION', 'LINE', 'HIGHLIGHT']
const frameTypes = ['FRAME', 'SECTION', 'INSTANCE', 'COMPONENT', 'COMPONENT_SET', 'SLIDE', 'SLOT']
const boxTypes = ['GROUP', 'TRANSFORM_GROUP', 'SLICE']

const isShape = (layer: RoleInput): boolean => shapeTypes.indexOf(layer.type) >= 0
const isFillable = (layer: RoleInput): boolean => isShape(layer) || frameTypes.indexOf(layer.type) >= 0 || boxTypes.indexOf(layer.type) >= 0

const kindOf = ({ type }: RoleInput): string => (type === 'TEXT' ? 'text' : type === 'FRAME' ? 'frame' : isGroup(type) ? 'group' : 'shape')
const isGroup = (type: string): boolean => type === 'GROUP' || type === 'TRANSFORM_GROUP'

/** Positive when `a` is drawn after `b`; a child is drawn after its parent. */
export function comparePaintOrder(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

/** By what it is, wherever it lies. */
export const canBeMask = (layer: Pick<RoleInput, 'type' | 'hasPicture' | 'hasChildren' | 'ofShapes'>): boolean =>
  !layer.hasPicture && (shapeTypes.indexOf(layer.type) >= 0 || layer.type === 'TEXT' || (layer.type === 'FRAME' && !layer.hasChildren) || layer.ofShapes === true)

/** Lines have no area of their own. */
const withArea = (box: Bounds): Bounds => ({ ...box, width: Math.max(box.width, 0.01), height: Math.max(box.height, 0.01) })

const liesOver = (shape: RoleInput, picture: RoleInput): boolean => {
  const box = withArea(shape.bounds), shared = intersect(box, picture.bounds)
  return shared !== null && areaOf(shared) >= areaOf(box) / (isShape(shape) && areaOf(shared) < areaOf(picture.bounds) ? 4 : 2) && comparePaintOrder(shape.paintPath, picture.paintPath) > 0
}

const isInside = (layer: RoleInput, frame: RoleInput): boolean =>
  layer.paintPath.length > frame.paintPath.length && frame.paintPath.every((at, depth) => layer.paintPath[depth] === at)

/** Half a unit of slack, as layers are often drawn a hair too large. */
const isAround = (frame: RoleInput, picture: RoleInput): boolean =>
  frameTypes.indexOf(frame.type) >= 0 && !frame.hasPicture && isInside(picture, frame) && contains(frame.bounds, picture.bounds, 0.5) && areaOf(frame.bounds) > areaOf(picture.bounds) * 1.01

/** A role and its reason for each layer, by id. `chosen` holds the designer's own choices. */
export function guessRoles(layers: readonly RoleInput[], chosen: Readonly<Record<string, Role>> = {}): Record<string, GuessedRole> {
  const pictures = layers.filter((layer) => layer.hasPicture && layer.type !== 'TEXT')
  const pictureUnder: Record<string, RoleInput> = {}
  const covered: Record<string, boolean> = {}
  for (const shape of layers) {
    if (!canBeMask(shape)) continue
    const under = pictures.filter((picture) => liesOver(shape, picture) && !(shape.type === 'TEXT' && picture.madeByInlay)).sort((a, b) => comparePaintOrder(b.paintPath, a.paintPath))[0]
    if (under) { pictureUnder[shape.id] = under; covered[under.id] = true }
  }
  const frames: Record<string, boolean> = {}, framed: Record<string, boolean> = {}
  for (const frame of layers) {
    const [inside, another] = pictures.filter((picture) => isAround(frame, picture))
    if (inside && !another) { frames[frame.id] = true; framed[inside.id] = true }
  }
  const others = pictures.filter((layer) => !layer.madeByInlay || covered[layer.id])
  const somethingToFill = layers.some((layer) => isFillable(layer) && !pictureUnder[layer.id] && (!layer.hasPicture || (layer.madeByInlay && !covered[layer.id])))

  const guess = (layer: RoleInput): GuessedRole => {
    const own = chosen[layer.id]
    if (own) return { role: own, why: 'chosen by you' }
    if (covered[layer.id]) return { role: 'source', why: 'has a shape over it' }
    const under = pictureUnder[layer.id]
    if (under) return { role: 'mask', why: `${kindOf(layer)} over ${under.name}` }
    if (layer.type === 'TEXT') return { role: 'reference', why: 'text' }
    if (frames[layer.id]) return { role: 'target', why: 'larger than its picture' }
    if (framed[layer.id]) return { role: 'source', why: 'picture in a larger frame' }
    if (layer.hasPicture && !layer.madeByInlay) {
      if (others.length === 1 && !somethingToFill) return { role: 'source', why: 'has a picture' }
      return { role: 'reference', why: somethingToFill ? 'picture beside layers to fill' : 'one of several pictures' }
    }
    if (layer.hasPicture) return { role: 'target', why: 'made by Inlay' }
    if (isShape(layer)) return { role: 'target', why: 'shape' }
    if (boxTypes.indexOf(layer.type) >= 0) return { role: 'target', why: `a new layer over this ${layer.type === 'SLICE' ? 'slice' : 'group'}` }
    if (isFillable(layer)) return { role: 'target', why: `${layer.hasChildren ? '' : 'empty '}${layer.type.toLowerCase().replace('_', ' ')}` }
    return { role: 'reference', why: 'cannot take a picture' }
  }
  const result: Record<string, GuessedRole> = {}
  for (const layer of layers) result[layer.id] = guess(layer)
  return result
}
