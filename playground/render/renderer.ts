// The renderer's door: drawing for the screen, pictures for exportAsync, sizes of text.
import { type Affine, type Bounds, identity, intersect, invert, mapBounds, multiply, scaling, translation } from '../../src/shared/geometry.ts'
import type { DocumentView, HostNode } from '../model/types.ts'
import { paintedBounds } from './bounds.ts'
import type { CanvasFactory } from './canvas.ts'
import { draw, type Target } from './draw.ts'
import { ImageStore } from './image-store.ts'
import { LayerCache } from './layer-cache.ts'
import { clipsContent, isTransparentContainer, isVisible } from './props.ts'
import { layoutText, measureWith, textStyleOf } from './text.ts'

export type ExportSettings = {
  format?: string
  constraint?: { type: 'SCALE' | 'WIDTH' | 'HEIGHT'; value: number }
  useAbsoluteBounds?: boolean
  contentsOnly?: boolean
}

export type Renderer = {
  /** Draws a page (or any node) with `view`, from canvas units to target px. Pictures not yet decoded are left out; `onLoad` tells when to draw again. */
  draw(document: DocumentView, target: Target, id: string, view: Affine, hidden?: ReadonlySet<string>): void
  /** PNG or JPG as exportAsync gives it. Throws with Figma's words when nothing is visible. */
  exportNode(document: DocumentView, id: string, settings?: ExportSettings): Promise<Uint8Array>
  /** Canvas units; for a text that wraps, at the node's width. */
  measureText(node: HostNode): { width: number; height: number }
}

/** Figma states no limit; beyond this a browser gives no canvas. px. */
const maxEdgePx = 16_384
const maxAreaPx = 160_000_000

export function createRenderer(factory: CanvasFactory, onLoad?: () => void): Renderer {
  const images = new ImageStore(factory, onLoad)
  const ruler = factory.createCanvas(1, 1), layers = new LayerCache()
  return {
    draw(document, target, id, view, hidden) {
      const node = document.node(id)
      if (!node) return
      const cache = node.type === 'PAGE' ? layers : undefined
      cache?.begin(view)
      draw({ document, factory, images, hidden, cache }, target, node, multiply(view, containerOf(document, node)))
    },
    async exportNode(document, id, settings = {}) {
      const format = settings.format ?? 'PNG'
      if (format !== 'PNG' && format !== 'JPG') throw new Error(`exportAsync: format ${format} is not implemented by this host`)
      const node = document.node(id)
      const area = node && exportArea(document, node, settings.useAbsoluteBounds ?? false)
      if (!node || !area) throw new Error('Failed to export node. This node may not have any visible layers.')
      const size = exportSize(area, settings.constraint)
      if (Math.max(size.width, size.height) > maxEdgePx || size.width * size.height > maxAreaPx) throw new Error(`Failed to export node: ${size.width} x ${size.height} px is too large.`)
      const whole = settings.contentsOnly === false || node.type === 'SLICE'
      const root = whole ? pageOf(document, node) : node
      await loadImages(document, root, images)
      const surface = factory.createCanvas(size.width, size.height)
      if (format === 'JPG') {
        surface.context.fillStyle = '#fff'
        surface.context.fillRect(0, 0, size.width, size.height)
      }
      const view = multiply(scaling(size.width / area.width, size.height / area.height), translation(-area.x, -area.y))
      draw({ document, factory, images }, surface, root, multiply(view, containerOf(document, root)))
      return surface.encode(format === 'PNG' ? 'image/png' : 'image/jpeg', 0.92)
    },
    measureText(node) {
      const style = textStyleOf(node)
      const layout = layoutText(measureWith(ruler.context, style), style, node.width)
      return { width: style.wrap ? node.width : layout.width, height: layout.height }
    },
  }
}

/** px, each side rounded to the nearest and at least 1; the picture is stretched to fill them exactly. WIDTH and HEIGHT fix one side. */
export function exportSize(area: { width: number; height: number }, constraint: ExportSettings['constraint'] = { type: 'SCALE', value: 1 }): { width: number; height: number } {
  const scale = constraint.type === 'WIDTH' ? constraint.value / area.width : constraint.type === 'HEIGHT' ? constraint.value / area.height : constraint.value
  const px = (units: number) => Math.max(1, Math.round(units * scale + 1e-6 * Math.sign(scale)))
  return { width: px(area.width), height: px(area.height) }
}

/** The space of the node's nearest non-group ancestor, to the page. */
function containerOf(document: DocumentView, node: HostNode): Affine {
  const inverse = invert(node.relativeTransform)
  return inverse ? multiply(document.absoluteTransform(node.id), inverse) : identity
}

/** Page space. Null when the node or an ancestor is hidden, or nothing is painted. */
function exportArea(document: DocumentView, node: HostNode, wholeBox: boolean): Bounds | null {
  const ancestors = ancestorsOf(document, node)
  if (![node, ...ancestors].every(isVisible)) return null
  const box = node.type === 'PAGE' ? null : mapBounds(document.absoluteTransform(node.id), { x: 0, y: 0, width: node.width, height: node.height })
  if (node.type === 'SLICE') return box
  let painted = paintedBounds(document, node, containerOf(document, node))
  if (wholeBox && box) return painted && box.width > 0 && box.height > 0 ? box : null
  for (const ancestor of ancestors) {
    if (!painted || !clipsContent(ancestor) || isTransparentContainer(ancestor)) continue
    painted = intersect(painted, mapBounds(document.absoluteTransform(ancestor.id), { x: 0, y: 0, width: ancestor.width, height: ancestor.height }))
  }
  return painted && painted.width > 0 && painted.height > 0 ? painted : null
}

function ancestorsOf(document: DocumentView, node: HostNode): HostNode[] {
  const found: HostNode[] = []
  for (let parent = node.parentId === null ? undefined : document.node(node.parentId); parent; parent = parent.parentId === null ? undefined : document.node(parent.parentId)) found.push(parent)
  return found
}
const pageOf = (document: DocumentView, node: HostNode): HostNode => [node, ...ancestorsOf(document, node)].find((one) => one.type === 'PAGE') ?? node

async function loadImages(document: DocumentView, node: HostNode, images: ImageStore): Promise<void> {
  for (const paint of [...(Array.isArray(node.fills) ? node.fills : []), ...node.strokes]) {
    const hash = paint.type === 'IMAGE' ? (paint as { imageHash: string | null }).imageHash : null
    const image = hash === null ? undefined : document.image(hash)
    if (image) await images.load(image)
  }
  for (const child of document.children(node.id)) await loadImages(document, child, images)
}
