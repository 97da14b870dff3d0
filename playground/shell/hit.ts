// Which layer lies under a point or inside a box of the page.
import { applyTo, type Bounds, identity, intersect, invert, mapBounds, multiply } from '../../src/shared/geometry.ts'
import type { HostDocument } from '../model/document.ts'
import type { HostNode } from '../model/types.ts'
import { clipsContent, flagOf, isVisible } from '../render/props.ts'
import type { Point } from './view.ts'

export const boxOf = (document: HostDocument, id: string): Bounds => {
  const node = document.must(id)
  return mapBounds(document.absoluteTransform(id), { x: 0, y: 0, width: node.width, height: node.height })
}
export function unionOf(boxes: readonly Bounds[]): Bounds | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((b) => b.x)), y = Math.min(...boxes.map((b) => b.y))
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x, height: Math.max(...boxes.map((b) => b.y + b.height)) - y }
}

const holders = new Set(['FRAME', 'GROUP', 'SECTION', 'COMPONENT', 'COMPONENT_SET', 'INSTANCE'])
export const isHolder = (node: HostNode): boolean => holders.has(node.type)
export const isFrameLike = (node: HostNode): boolean => isHolder(node) && node.type !== 'GROUP'

function covers(document: HostDocument, node: HostNode, at: Point, slack: number): boolean {
  const inverse = invert(document.absoluteTransform(node.id))
  if (!inverse) return false
  const own = applyTo(inverse, at.x, at.y)
  if (own.x < -slack || own.y < -slack || own.x > node.width + slack || own.y > node.height + slack) return false
  if (node.type !== 'ELLIPSE' || slack > 0) return true
  const rx = node.width / 2, ry = node.height / 2
  return ((own.x - rx) / rx) ** 2 + ((own.y - ry) / ry) ** 2 <= 1
}

/** The path from a child of the page down to the deepest layer under the point; empty when there is none. Locked and hidden layers are passed through. */
export function pathAt(document: HostDocument, at: Point): HostNode[] {
  const search = (parentId: string): HostNode[] => {
    for (const node of [...document.children(parentId)].reverse()) {
      if (!isVisible(node) || flagOf(node, 'locked', false)) continue
      const inside = covers(document, node, at, 0)
      if (isHolder(node) && (inside || !clipsContent(node))) {
        const below = search(node.id)
        if (below.length > 0) return [node, ...below]
      }
      if (inside && node.type !== 'GROUP') return [node]
    }
    return []
  }
  return search(document.currentPageId)
}

/** Layers of one level that touch the box; frames of the page only when the box holds them whole or starts outside them. */
export function layersIn(document: HostDocument, box: Bounds): string[] {
  return document.children(document.currentPageId)
    .filter((node) => isVisible(node) && !flagOf(node, 'locked', false) && intersect(boxOf(document, node.id), box) !== null)
    .map((node) => node.id)
}

/** The deepest frame under the point that may take a new or moved layer; the page when there is none. */
export function parentAt(document: HostDocument, at: Point, without: readonly string[] = []): string {
  const path = pathAt(document, at).filter((node) => node.type !== 'INSTANCE')
  const barred = path.findIndex((node) => without.includes(node.id) || document.ancestors(node.id).some((parent) => parent.type === 'INSTANCE'))
  const open = barred === -1 ? path : path.slice(0, barred)
  return [...open].reverse().find(isFrameLike)?.id ?? document.currentPageId
}

/** A page point in the space of `parentId`'s children. */
export function inParent(document: HostDocument, parentId: string, at: Point): Point {
  const parent = document.must(parentId)
  const inverse = parent.type === 'PAGE' ? identity : invert(document.absoluteTransform(parentId)) ?? identity
  return applyTo(inverse, at.x, at.y)
}

/** A shift on the page as a shift in the space that the node's position is in. */
export function shiftFor(document: HostDocument, node: HostNode, dx: number, dy: number): Point {
  const own = invert(node.relativeTransform)
  const container = own && multiply(document.absoluteTransform(node.id), own)
  const back = container && invert([[container[0][0], container[0][1], 0], [container[1][0], container[1][1], 0]])
  return back ? applyTo(back, dx, dy) : { x: dx, y: dy }
}
