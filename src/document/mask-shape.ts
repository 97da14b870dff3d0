// What a mask made from a layer depends on, as a short text: it differs whenever the mask would.
import { isPicture, isShown, readFills, signatureOf } from './fills'
import { absoluteTransformOf, hasChildren } from './layer'

/** Read at most, in a group. */
const maxLayers = 300
const leaves = ['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'LINE', 'TEXT', 'BOOLEAN_OPERATION']

/** A group of nothing but shapes and texts without pictures. */
export const isOfShapes = (node: SceneNode): boolean => node.type === 'GROUP' && node.children.length > 0 && node.children.every((child) => leaves.indexOf(child.type) >= 0 ? !(readFills(child) ?? []).some((paint) => isPicture(paint) && isShown(paint)) : isOfShapes(child))

const names = [
  'width', 'height', 'visible', 'opacity', 'isMask', 'effects', 'topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius', 'cornerRadius', 'cornerSmoothing',
  'strokeWeight', 'strokeAlign', 'strokeCap', 'strokeJoin', 'dashPattern', 'arcData', 'pointCount', 'innerRadius', 'booleanOperation', 'vectorPaths',
  'characters', 'fontName', 'fontSize', 'lineHeight', 'letterSpacing', 'textCase', 'textDecoration', 'textAlignHorizontal', 'textAlignVertical',
]

export function maskShape(mask: SceneNode): string {
  const parts: unknown[] = [], queue: SceneNode[] = [mask]
  for (let node = queue.pop(); node && parts.length < maxLayers; node = queue.pop()) {
    const from = node as unknown as Record<string, unknown>
    parts.push([node.type, absoluteTransformOf(node), names.map((name) => (name in from ? from[name] : 0)), coverOf(readFills(node)), 'strokes' in node ? coverOf(node.strokes) : 0])
    if (hasChildren(node)) queue.push(...(node.children as readonly SceneNode[]))
  }
  return signatureOf(JSON.stringify(parts))
}

/** Of a plain colour only how strong it is. */
const coverOf = (paints: readonly Paint[] | null): unknown => paints && paints.map((paint) => (paint.type === 'SOLID' ? [isShown(paint), paint.opacity ?? 1] : paint))
