// Resizing as the editor does it: constraints move children of frames, groups scale theirs.
import { invert, multiply, scaling, type Affine } from '../../src/shared/geometry.ts'
import { isGroupLike } from './geometry.ts'
import { propOf } from './props.ts'
import type { HostDocument } from './document.ts'
import type { HostNode } from './types.ts'

/** Sets the box, canvas units; children follow their constraints unless `plain`. A hugging axis becomes fixed (figma/mcp-server-guide). Only inside `change`. */
export function resizeNode(document: HostDocument, id: string, width: number, height: number, plain = false): void {
  const node = document.must(id)
  if (isGroupLike(node)) { if (node.childIds.length) scaleGroup(document, node, width / node.width, height / node.height); return }
  const props = { ...node.props }
  if (propOf(node, 'layoutMode') !== 'NONE' && 'layoutMode' in props) Object.assign(props, { primaryAxisSizingMode: 'FIXED', counterAxisSizingMode: 'FIXED' })
  if (node.type === 'TEXT' && width !== node.width) props['textAutoResize'] = height === node.height ? 'HEIGHT' : 'NONE'
  document.put({ ...node, width, height, props })
  if (node.type === 'VECTOR') document.put({ ...document.must(id), props: { ...props, vectorPaths: scalePaths(propOf(node, 'vectorPaths') as Path[], width / (node.width || 1), height / (node.height || 1)) } })
  if (plain || node.type === 'SECTION') return
  for (const child of document.children(id)) follow(document, child, node, width, height)
}

type Path = { data: string; windingRule: string }

/** Path data with every x and y multiplied; only the absolute commands of the typings' VectorPath. */
export const scalePaths = (paths: readonly Path[], sx: number, sy: number): Path[] => paths.map((path) => {
  let axis = 0
  return { ...path, data: path.data.replace(/[A-Za-z]|-?[\d.]+(?:e-?\d+)?/g, (token) => {
    if (/^[A-Za-z]$/.test(token)) { axis = 0; return token }
    return String(Number(token) * (axis++ % 2 === 0 ? sx : sy))
  }) }
})

function follow(document: HostDocument, child: HostNode, old: HostNode, width: number, height: number): void {
  const wish = propOf(child, 'constraints') as { horizontal: string; vertical: string }
  const t = child.relativeTransform
  const [x, w] = along(wish.horizontal, t[0][2], child.width, old.width, width)
  const [y, h] = along(wish.vertical, t[1][2], child.height, old.height, height)
  if (x === t[0][2] && y === t[1][2] && w === child.width && h === child.height) return
  document.put({ ...child, relativeTransform: [[t[0][0], t[0][1], x], [t[1][0], t[1][1], y]] })
  if (w !== child.width || h !== child.height) resizeNode(document, child.id, Math.max(0.01, w), child.type === 'LINE' ? 0 : Math.max(0.01, h))
}

function along(wish: string, at: number, size: number, before: number, after: number): [number, number] {
  if (wish === 'MAX') return [at + after - before, size]
  if (wish === 'CENTER') return [at + (after - before) / 2, size]
  if (wish === 'STRETCH') return [at, size + after - before]
  if (wish === 'SCALE') return [(at * after) / before, (size * after) / before]
  return [at, size]
}

function scaleGroup(document: HostDocument, group: HostNode, sx: number, sy: number): void {
  const back = invert(group.relativeTransform)
  if (!back) return
  const map: Affine = multiply(group.relativeTransform, multiply(scaling(sx, sy), back))
  for (const child of document.children(group.id)) {
    const m = multiply(map, child.relativeTransform)
    const origin: HostNode['relativeTransform'] = [[child.relativeTransform[0][0], child.relativeTransform[0][1], m[0][2]], [child.relativeTransform[1][0], child.relativeTransform[1][1], m[1][2]]]
    document.put({ ...child, relativeTransform: origin })
    resizeNode(document, child.id, Math.max(0.01, child.width * sx), Math.max(0.01, child.height * sy))
  }
}

/** Scales everything about the node and what is in it: box, strokes, radii, text (plugin API's rescale). Only inside `change`. */
export function rescaleNode(document: HostDocument, id: string, factor: number, root = true): void {
  const node = document.must(id), t = node.relativeTransform, props = { ...node.props }
  for (const name of ['strokeWeight', 'cornerRadius', 'topLeftRadius', 'topRightRadius', 'bottomLeftRadius', 'bottomRightRadius', 'fontSize', 'itemSpacing', 'paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom']) {
    if (typeof props[name] === 'number') props[name] = props[name] * factor
  }
  if (node.type === 'VECTOR') props['vectorPaths'] = scalePaths(propOf(node, 'vectorPaths') as Path[], factor, factor)
  document.put({ ...node, props, width: node.width * factor, height: node.height * factor, relativeTransform: root ? t : [[t[0][0], t[0][1], t[0][2] * factor], [t[1][0], t[1][1], t[1][2] * factor]] })
  for (const child of document.children(id)) rescaleNode(document, child.id, factor, false)
}
