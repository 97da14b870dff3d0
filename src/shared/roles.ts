// Which part each selected layer plays (design D0.5). Pure; both realms.
//
//   1. What the designer chose stands.
//   2. Text is a reference: its words can be used.
//   3. A layer whose visible pictures are all Inlay's, with a known prompt, is a target: it is made again.
//   4. Any other layer with a visible picture is a picture:
//      with a shape over it: source; the only picture and nothing to fill: source; otherwise a reference.
//   5. A shape without a picture that lies over a picture: mask. "Over" means drawn later, with at least half of its area inside.
//      Over a picture of Inlay's, too: that picture is then the source.
//   6. A frame, shape, section, instance, component, group or slice without a picture: target.
//   7. Everything else: reference.
import { areaOf, intersect, type Bounds } from './geometry'
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
}
export type GuessedRole = { role: Role; why: string }

const shapeTypes = ['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'BOOLEAN_OPERATION', 'LINE', 'HIGHLIGHT']
const frameTypes = ['FRAME', 'SECTION', 'INSTANCE', 'COMPONENT', 'COMPONENT_SET', 'SLIDE', 'SLOT']
const boxTypes = ['GROUP', 'TRANSFORM_GROUP', 'SLICE']

const isShape = (layer: RoleInput): boolean => shapeTypes.indexOf(layer.type) >= 0
const isFillable = (layer: RoleInput): boolean => isShape(layer) || frameTypes.indexOf(layer.type) >= 0 || boxTypes.indexOf(layer.type) >= 0

/** Positive when `a` is drawn after `b`; a child is drawn after its parent. */
export function comparePaintOrder(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

const liesOver = (shape: RoleInput, picture: RoleInput): boolean => {
  const shared = intersect(shape.bounds, picture.bounds)
  return shared !== null && areaOf(shared) >= areaOf(shape.bounds) / 2 && comparePaintOrder(shape.paintPath, picture.paintPath) > 0
}

/** A role and its reason for each layer, by id. `chosen` holds the designer's own choices. */
export function guessRoles(layers: readonly RoleInput[], chosen: Readonly<Record<string, Role>> = {}): Record<string, GuessedRole> {
  const pictures = layers.filter((layer) => layer.hasPicture && layer.type !== 'TEXT')
  const pictureUnder: Record<string, RoleInput> = {}
  const covered: Record<string, boolean> = {}
  for (const shape of layers) {
    if (!isShape(shape) || shape.hasPicture) continue
    const under = pictures.filter((picture) => liesOver(shape, picture)).sort((a, b) => comparePaintOrder(b.paintPath, a.paintPath))[0]
    if (under) { pictureUnder[shape.id] = under; covered[under.id] = true }
  }
  const others = pictures.filter((layer) => !layer.madeByInlay || covered[layer.id])
  const somethingToFill = layers.some((layer) => isFillable(layer) && !pictureUnder[layer.id] && (!layer.hasPicture || (layer.madeByInlay && !covered[layer.id])))

  const guess = (layer: RoleInput): GuessedRole => {
    const own = chosen[layer.id]
    if (own) return { role: own, why: 'chosen by you' }
    if (layer.type === 'TEXT') return { role: 'reference', why: 'text' }
    if (covered[layer.id]) return { role: 'source', why: 'has a shape over it' }
    const under = pictureUnder[layer.id]
    if (under) return { role: 'mask', why: `shape over ${under.name}` }
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
