// SVG by allow-list to a frame of vectors, as figma.createNodeFromSvg gives it. What is not on the list is refused, never left out in silence.
import { multiply, scaling, translation, type Affine } from '../../../src/shared/geometry.ts'
import type { SceneNode } from '../scene.ts'
import { pointsOf, shiftPath } from '../vector.ts'
import { absolutePath } from './path.ts'
import { inherit, initialLook, numberOf, numbersOf, opacityOf, paintOf, propertiesOf, transformOf, Unsupported, type Look } from './style.ts'
import { parseXml, type Element } from './xml.ts'

export { Unsupported } from './style.ts'

/** Draw nothing by themselves. */
const silent = ['defs', 'title', 'desc', 'metadata']
const caps: Record<string, string> = { butt: 'NONE', round: 'ROUND', square: 'SQUARE' }
const joins: Record<string, string> = { miter: 'MITER', round: 'ROUND', bevel: 'BEVEL' }

/** A frame of the size the file states, canvas units. Raises Unsupported, or Error for what is no SVG. */
export function svgToScene(text: string): SceneNode {
  const root = parseXml(text)
  if (root.name !== 'svg') throw new Error(`expected <svg>, found <${root.name}>`)
  const own = propertiesOf(root), box = own['viewBox'] === undefined ? null : numbersOf(own['viewBox'], 'viewBox')
  if (box && (box.length !== 4 || !(box[2]! > 0) || !(box[3]! > 0))) throw new Error(`"viewBox" of "${own['viewBox']}"`)
  const side = (name: 'width' | 'height', inBox: number): number => (own[name] === undefined || own[name].trim() === '100%' ? inBox : numberOf(own[name], name))
  const width = side('width', box?.[2] ?? 300), height = side('height', box?.[3] ?? 150)
  if (!(width > 0) || !(height > 0)) throw new Error(`a size of ${width} x ${height}`)
  return { type: 'FRAME', name: 'SVG', width, height, fills: [], children: childrenOf(root, box ? fit(box, width, height, own['preserveAspectRatio']) : scaling(1), inherit(initialLook, own)) }
}

function fit([x, y, w, h]: number[], width: number, height: number, wished = 'xMidYMid'): Affine {
  const [align, how] = wished.trim().split(/\s+/)
  if (align === 'none') return multiply(scaling(width / w!, height / h!), translation(-x!, -y!))
  if (align !== 'xMidYMid' || how === 'slice') throw new Unsupported(`"preserveAspectRatio" of "${wished}"`)
  const scale = Math.min(width / w!, height / h!)
  return multiply(translation((width - w! * scale) / 2, (height - h! * scale) / 2), multiply(scaling(scale), translation(-x!, -y!)))
}

const childrenOf = (parent: Element, map: Affine, look: Look): SceneNode[] => parent.children.flatMap((element) => nodeOf(element, map, look) ?? [])

function nodeOf(element: Element, parentMap: Affine, parentLook: Look): SceneNode | null {
  if (silent.includes(element.name) || element.name.includes(':')) return null
  const own = propertiesOf(element)
  if (own['display'] === 'none' || own['visibility'] === 'hidden') return null
  const map = multiply(parentMap, transformOf(own['transform'])), look = inherit(parentLook, own), opacity = opacityOf(own)
  const shared = { ...(own['id'] ? { name: own['id'] } : {}), ...(opacity < 1 ? { opacity } : {}) }
  if (element.name === 'g') {
    const children = childrenOf(element, map, look)
    return children.length > 0 ? { type: 'GROUP', name: 'Group', ...shared, children } : null
  }
  const data = outlineOf(element.name, own)
  return data === null ? null : vectorOf(absolutePath(data, map), map, look, shared)
}

/** Path data in the element's own space; null when there is nothing to draw. */
function outlineOf(name: string, own: Readonly<Record<string, string>>): string | null {
  const n = (key: string, missing = 0): number => numberOf(own[key], key, missing)
  const oval = (cx: number, cy: number, rx: number, ry: number): string | null => (rx > 0 && ry > 0 ? `M ${cx - rx} ${cy} A ${rx} ${ry} 0 1 1 ${cx + rx} ${cy} A ${rx} ${ry} 0 1 1 ${cx - rx} ${cy} Z` : null)
  switch (name) {
    case 'path': return own['d']?.trim() ? own['d'] : null
    case 'circle': return oval(n('cx'), n('cy'), n('r'), n('r'))
    case 'ellipse': return oval(n('cx'), n('cy'), n('rx'), n('ry'))
    case 'line': return `M ${n('x1')} ${n('y1')} L ${n('x2')} ${n('y2')}`
    case 'polyline': case 'polygon': {
      const points = numbersOf(own['points'] ?? '', 'points')
      return points.length < 4 ? null : `M ${points.slice(0, points.length - (points.length % 2)).join(' ')}${name === 'polygon' ? ' Z' : ''}`
    }
    case 'rect': {
      const x = n('x'), y = n('y'), w = n('width'), h = n('height')
      if (!(w > 0) || !(h > 0)) return null
      const rx = Math.min(w / 2, own['rx'] === undefined ? n('ry') : n('rx')), ry = Math.min(h / 2, own['ry'] === undefined ? n('rx') : n('ry'))
      if (rx <= 0 || ry <= 0) return `M ${x} ${y} H ${x + w} V ${y + h} H ${x} Z`
      const corner = (toX: number, toY: number): string => `A ${rx} ${ry} 0 0 1 ${toX} ${toY}`
      return `M ${x + rx} ${y} H ${x + w - rx} ${corner(x + w, y + ry)} V ${y + h - ry} ${corner(x + w - rx, y + h)} H ${x + rx} ${corner(x, y + h - ry)} V ${y + ry} ${corner(x + rx, y)} Z`
    }
    default: throw new Unsupported(`<${name}>`)
  }
}

function vectorOf(data: string, map: Affine, look: Look, shared: object): SceneNode {
  const fill = paintOf(look, 'fill'), stroke = paintOf(look, 'stroke'), points = pointsOf(data)
  const xs = points.map((point) => point.x), ys = points.map((point) => point.y), x = Math.min(...xs), y = Math.min(...ys)
  const scale = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0])), dashes = look['stroke-dasharray']
  return {
    type: 'VECTOR', name: 'Vector', ...shared, x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, fills: fill ? [fill] : [], strokes: stroke ? [stroke] : [],
    vectorPaths: [{ windingRule: fill === null ? 'NONE' : look['fill-rule'] === 'evenodd' ? 'EVENODD' : 'NONZERO', data: shiftPath(data, -x, -y) }],
    ...(stroke ? {
      strokeWeight: numberOf(look['stroke-width'], 'stroke-width') * scale, strokeCap: caps[look['stroke-linecap']] ?? 'NONE', strokeJoin: joins[look['stroke-linejoin']] ?? 'MITER',
      ...(dashes === 'none' ? {} : { dashPattern: numbersOf(dashes, 'stroke-dasharray').map((length) => length * scale) }),
    } : {}),
  }
}
