// Pictures of layers for the screen: panning copies px instead of drawing anew. Made only while the view keeps its scale, a few in each frame.
import { type Affine, type Bounds, identity, intersect, multiply, translation } from '../../src/shared/geometry.ts'
import type { DocumentView, HostNode, ImagePaint, Paint } from '../model/types.ts'
import { paintedBounds } from './bounds.ts'
import type { Surface } from './canvas.ts'
import { draw, type Scene, type Target } from './draw.ts'
import { blendOf, useMatrix } from './paints.ts'
import { isMask } from './props.ts'

/** Kept at most; px of all pictures together, and of one relative to the target. */
const maxPixels = 48_000_000, maxShare = 1.5
/** Time a frame may spend on making pictures, ms. */
const budgetMs = 5

/** `surface` is null for a layer that is better drawn: too large, too plain, or one that blends with what is behind it. */
type Entry = { parts: HostNode[]; container: Affine; area: Bounds; surface: Surface | null }

export class LayerCache {
  readonly #entries = new Map<string, Entry>()
  #pixels = 0
  #scale = ''
  #until = 0

  /** Before each frame; `view` maps the page to target px. */
  begin(view: Affine): void {
    const scale = [view[0][0], view[0][1], view[1][0], view[1][1]].join()
    if (scale !== this.#scale) this.clear()
    this.#until = scale === this.#scale ? performance.now() + budgetMs : 0
    this.#scale = scale
  }
  clear(): void {
    this.#entries.clear()
    this.#pixels = 0
  }

  /** False when the layer has to be drawn. */
  draw(scene: Scene, target: Target, node: HostNode, container: Affine): boolean {
    const entry = this.#find(scene, target, node, container)
    if (!entry?.surface || (scene.hidden?.size && entry.parts.some((part) => scene.hidden?.has(part.id)))) return false
    const x = entry.area.x + Math.round(container[0][2] - entry.container[0][2]), y = entry.area.y + Math.round(container[1][2] - entry.container[1][2])
    if (x >= target.width || y >= target.height || x + entry.area.width <= 0 || y + entry.area.height <= 0) return true
    target.context.save()
    useMatrix(target.context, identity)
    target.context.drawImage(entry.surface.source, x, y)
    target.context.restore()
    return true
  }

  #find(scene: Scene, target: Target, node: HostNode, container: Affine): Entry | null {
    const known = this.#entries.get(node.id)
    if (known) {
      if (isShifted(known.container, container) && known.parts.every((part) => scene.document.node(part.id) === part)) return known
      this.#forget(node.id, known)
    }
    if (performance.now() > this.#until) return null
    const parts = subtree(scene.document, node), bounds = paintedBounds(scene.document, node, container)
    if (!bounds || !intersect(bounds, { x: 0, y: 0, width: target.width, height: target.height }) || !isDecoded(scene, parts)) return null
    const x = Math.floor(bounds.x - 1), y = Math.floor(bounds.y - 1)
    const area = { x, y, width: Math.ceil(bounds.x + bounds.width + 1) - x, height: Math.ceil(bounds.y + bounds.height + 1) - y }
    const worth = !isPlain(parts) && !parts.some(blends) && area.width * area.height <= maxShare * target.width * target.height
    const entry: Entry = { parts, container, area, surface: worth ? scene.factory.createCanvas(area.width, area.height) : null }
    if (entry.surface) draw({ ...scene, hidden: undefined, cache: undefined }, entry.surface, node, multiply(translation(-x, -y), container))
    this.#keep(node.id, entry)
    return entry
  }

  #keep(id: string, entry: Entry): void {
    this.#entries.set(id, entry)
    this.#pixels += sizeOf(entry)
    for (const [oldest, old] of this.#entries) {
      if (this.#pixels <= maxPixels || oldest === id) return
      this.#forget(oldest, old)
    }
  }
  #forget(id: string, entry: Entry): void {
    this.#entries.delete(id)
    this.#pixels -= sizeOf(entry)
  }
}

const sizeOf = ({ surface }: Entry): number => (surface ? surface.width * surface.height : 0)
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3
const isWhole = (value: number): boolean => near(value, Math.round(value))
/** The same map but for a shift of whole px. */
const isShifted = (a: Affine, b: Affine): boolean => near(a[0][0], b[0][0]) && near(a[0][1], b[0][1]) && near(a[1][0], b[1][0]) && near(a[1][1], b[1][1]) && isWhole(a[0][2] - b[0][2]) && isWhole(a[1][2] - b[1][2])

const subtree = (document: DocumentView, node: HostNode): HostNode[] => [node, ...document.children(node.id).flatMap((child) => subtree(document, child))]
const paintsOf = (node: HostNode): Paint[] => [...(Array.isArray(node.fills) ? node.fills : []), ...node.strokes]
/** Drawing it costs no more than copying. */
const isPlain = (parts: readonly HostNode[]): boolean => parts.length === 1 && parts[0]!.type !== 'TEXT' && parts[0]!.effects.length === 0 && paintsOf(parts[0]!).every((paint) => paint.type === 'SOLID')
const blends = (node: HostNode): boolean => isMask(node) || blendOf(node.props.blendMode) !== 'source-over' || paintsOf(node).some((paint) => blendOf(paint.blendMode) !== 'source-over') || node.effects.some((effect) => blendOf(effect.blendMode) !== 'source-over')

/** Asks for every picture, so that those which are not there are decoded. */
const isDecoded = (scene: Scene, parts: readonly HostNode[]): boolean => parts.flatMap(paintsOf).map((paint) => {
  const { imageHash, filters } = paint as ImagePaint, image = paint.type === 'IMAGE' && imageHash !== null ? scene.document.image(imageHash) : undefined
  return !image || scene.images.get(image, filters) !== null
}).every(Boolean)
