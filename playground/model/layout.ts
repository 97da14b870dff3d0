// What follows from a change: auto layout places children, groups fit theirs, empty groups go. Simple by choice: no wrap, no grid, no baseline.
import { boundsOfPoints, applyTo, invert, mapBounds, multiply, type Affine } from '../../src/shared/geometry.ts'
import { boxOf, isGroupLike } from './geometry.ts'
import { propOf } from './props.ts'
import type { HostDocument } from './document.ts'
import type { HostNode } from './types.ts'

/** Settles every container that a touched node is in or is. Only inside `change`. */
export function settleLayout(document: HostDocument, touched: ReadonlyMap<string, HostNode | undefined>): void {
  for (let round = 0, seen = 0; round < 8 && seen !== touched.size + 1; round++) {
    seen = touched.size + 1
    const containers = new Map<string, number>()
    for (const [id, before] of touched) {
      for (const start of [id, before?.parentId ?? null]) {
        for (let at = start === null ? undefined : document.node(start); at; at = at.parentId === null ? undefined : document.node(at.parentId)) {
          if (isGroupLike(at) || isAutoLayout(at)) containers.set(at.id, document.ancestors(at.id).length)
        }
      }
    }
    for (const [id] of [...containers].sort((a, b) => b[1] - a[1])) {
      const node = document.node(id)
      if (!node) continue
      if (isGroupLike(node)) fitGroup(document, node, touched.get(id))
      else placeChildren(document, node)
    }
  }
}

export const isAutoLayout = (node: HostNode): boolean => node.type !== 'GROUP' && (propOf(node, 'layoutMode') === 'HORIZONTAL' || propOf(node, 'layoutMode') === 'VERTICAL')

/** A group goes with its last child; a boolean that never had one stays. */
function fitGroup(document: HostDocument, group: HostNode, before: HostNode | undefined): void {
  const children = document.children(group.id)
  if (!children.length) {
    if (group.type === 'GROUP' || before?.childIds.length) document.drop(group.id)
    return
  }
  const turn: Affine = [[group.relativeTransform[0][0], group.relativeTransform[0][1], 0], [group.relativeTransform[1][0], group.relativeTransform[1][1], 0]]
  const back = invert(turn)
  if (!back) return
  const corners = children.flatMap((child) => {
    const map = multiply(back, child.relativeTransform)
    return [[0, 0], [child.width, 0], [0, child.height], [child.width, child.height]].map(([x, y]) => applyTo(map, x!, y!))
  })
  const box = boundsOfPoints(corners), origin = applyTo(turn, box.x, box.y), old = group.relativeTransform
  if (near(box.width, group.width) && near(box.height, group.height) && near(origin.x, old[0][2]) && near(origin.y, old[1][2])) return
  document.put({ ...group, width: box.width, height: box.height, relativeTransform: [[turn[0][0], turn[0][1], origin.x], [turn[1][0], turn[1][1], origin.y]] })
}
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9

/** Children that auto layout positions, in order. */
export const flowOf = (document: HostDocument, parent: HostNode): HostNode[] =>
  document.children(parent.id).filter((child) => propOf(child, 'visible') !== false && propOf(child, 'layoutPositioning') !== 'ABSOLUTE')

function placeChildren(document: HostDocument, frame: HostNode): void {
  const across = propOf(frame, 'layoutMode') === 'HORIZONTAL'
  const num = (name: string): number => Number(propOf(frame, name))
  const [startPad, endPad, topPad, bottomPad] = across ? [num('paddingLeft'), num('paddingRight'), num('paddingTop'), num('paddingBottom')] : [num('paddingTop'), num('paddingBottom'), num('paddingLeft'), num('paddingRight')]
  const main = across ? 'width' : 'height', cross = across ? 'height' : 'width'
  const hugMain = propOf(frame, 'primaryAxisSizingMode') === 'AUTO', hugCross = propOf(frame, 'counterAxisSizingMode') === 'AUTO'
  let flow = flowOf(document, frame)
  const gap = num('itemSpacing')
  const lengthOf = (child: HostNode, axis: 'width' | 'height'): number => mapBounds(child.relativeTransform, boxOf(child))[axis]
  if (!flow.length) return
  const growing = hugMain ? [] : flow.filter((child) => propOf(child, 'layoutGrow') === 1)
  const fixed = flow.filter((child) => !growing.includes(child)).reduce((sum, child) => sum + lengthOf(child, main), 0)
  const size = { width: frame.width, height: frame.height }
  if (hugMain) size[main] = startPad + endPad + fixed + gap * (flow.length - 1)
  if (hugCross) size[cross] = topPad + bottomPad + Math.max(...flow.map((child) => lengthOf(child, cross)))
  if (!near(size.width, frame.width) || !near(size.height, frame.height)) document.put({ ...document.must(frame.id), ...size })
  const free = size[main] - startPad - endPad - fixed - gap * (flow.length - 1)
  for (const child of growing) resizeTo(document, child, { [main]: Math.max(0.01, free / growing.length) })
  for (const child of flow) if (propOf(child, 'layoutAlign') === 'STRETCH' && !hugCross) resizeTo(document, child, { [cross]: Math.max(0.01, size[cross] - topPad - bottomPad) })
  flow = flow.map((child) => document.must(child.id))
  const left = growing.length ? 0 : free, align = propOf(frame, 'primaryAxisAlignItems')
  const spread = align === 'SPACE_BETWEEN' && flow.length > 1 ? left / (flow.length - 1) : 0
  let at = startPad + (align === 'CENTER' ? left / 2 : align === 'MAX' ? left : 0)
  for (const child of flow) {
    const room = size[cross] - topPad - bottomPad - lengthOf(child, cross), side = propOf(frame, 'counterAxisAlignItems')
    const off = topPad + (side === 'CENTER' ? room / 2 : side === 'MAX' ? room : 0)
    moveBoxTo(document, child, across ? { x: at, y: off } : { x: off, y: at })
    at += lengthOf(child, main) + gap + spread
  }
}

function resizeTo(document: HostDocument, child: HostNode, size: { width?: number; height?: number }): void {
  if (near(size.width ?? child.width, child.width) && near(size.height ?? child.height, child.height)) return
  document.put({ ...document.must(child.id), ...size })
}

/** Puts the corner of the child's axis-aligned box at a place in the parent. */
function moveBoxTo(document: HostDocument, child: HostNode, to: { x: number; y: number }): void {
  const box = mapBounds(child.relativeTransform, boxOf(child)), dx = to.x - box.x, dy = to.y - box.y
  if (Math.abs(dx) < 1e-9 && Math.abs(dy) < 1e-9) return
  moveBy(document, child, [[1, 0, dx], [0, 1, dy]])
}

/** Applies a map in the node's parent space; a group takes its children along. Only inside `change`. */
export function moveBy(document: HostDocument, node: HostNode, map: Affine): void {
  document.put({ ...node, relativeTransform: multiply(map, node.relativeTransform) })
  if (isGroupLike(node)) for (const child of document.children(node.id)) moveBy(document, child, map)
}
