// Masks that cannot be rendered as they are: hidden after an earlier edit, without paint, or Figma masks. A copy of them is dressed.
import { isShown, readFills } from './fills'
import { hasChildren, hiddenBy } from './layer'

const cover: SolidPaint = { type: 'SOLID', color: { r: 0, g: 0, b: 0 } }

export const needsDress = (mask: SceneNode): boolean => hiddenBy(mask) !== null || isFigmaMask(mask) || !paints(mask)

const isFigmaMask = (node: SceneNode): boolean => 'isMask' in node && node.isMask

/** Shows the copy; one without any paint counts with its whole outline. */
export function dressMask(copy: SceneNode): void {
  copy.visible = true
  if (isFigmaMask(copy)) (copy as SceneNode & BlendMixin).isMask = false
  if (!paints(copy)) paintWhole(copy)
}

function paints(node: SceneNode): boolean {
  const fills = readFills(node)
  if (!fills || fills.some(isShown) || strokes(node)) return true
  return node.type !== 'BOOLEAN_OPERATION' && hasChildren(node) && (node.children as readonly SceneNode[]).some((child) => child.visible && paints(child))
}

const strokes = (node: SceneNode): boolean => 'strokes' in node && node.strokes.some(isShown) && node.strokeWeight !== 0

function paintWhole(node: SceneNode): void {
  if ('fills' in node && encloses(node)) node.fills = [cover]
  else if ('strokes' in node) node.strokes = [cover]
  else if (hasChildren(node)) for (const child of node.children as readonly SceneNode[]) if (child.visible) paintWhole(child)
}

/** Lines and open paths have no inside. */
const encloses = (node: SceneNode): boolean => node.type !== 'LINE' && (node.type !== 'VECTOR' || node.vectorPaths.some((path) => path.windingRule !== 'NONE'))
