// Draws the page: layers by the renderer, then names, outlines, handles and the running gesture.
import { type Affine, type Bounds, applyTo, mapBounds, multiply, scaling } from '../../src/shared/geometry.ts'
import { boxOf, isFrameLike, unionOf } from './hit.ts'
import type { Playground } from './playground.ts'
import { matrixOf, type Point, toScreen } from './view.ts'

const blue = '#0d99ff'
const colours = {
  light: { ground: '#e9e9eb', name: '#5c5c5c', chosen: '#0768cf', chip: '#0768cf' },
  dark: { ground: '#1e1e1e', name: '#b5b5b5', chosen: '#7cc4f8', chip: '#0768cf' },
}

export type Overlay = { marquee?: Bounds; shape?: { kind: 'box' | 'ellipse'; box: Bounds }; stroke?: Point[]; /** Degrees of a running turn. */ turned?: number }

/** The selection's frame: `map` takes its box (0,0 to width, height) to the page. */
export function selectionFrame(playground: Playground): { map: Affine; width: number; height: number } | null {
  const { document } = playground
  const ids = document.selection()
  if (ids.length === 1) {
    const node = document.must(ids[0]!)
    return { map: document.absoluteTransform(node.id), width: node.width, height: node.height }
  }
  const box = unionOf(ids.map((id) => boxOf(document, id)))
  return box && { map: [[1, 0, box.x], [0, 1, box.y]], width: box.width, height: box.height }
}

/** The four corners of the selection, CSS px, clockwise from top left. */
export function handlePoints(playground: Playground): Point[] {
  const frame = selectionFrame(playground)
  if (!frame) return []
  const map = playground.preview.size > 0 ? multiply([...playground.preview.values()][0]!, frame.map) : frame.map
  return [[0, 0], [frame.width, 0], [frame.width, frame.height], [0, frame.height]].map(([x, y]) => toScreen(playground.view, applyTo(map, x!, y!)))
}

export function drawCanvas(playground: Playground, canvas: HTMLCanvasElement, overlay: Overlay): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const { document, view, preview } = playground
  const dpr = canvas.width / playground.canvasSize.width
  const look = colours[playground.theme]
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = look.ground
  context.fillRect(0, 0, canvas.width, canvas.height)
  const target = { context, width: canvas.width, height: canvas.height }
  const matrix = matrixOf(view, dpr)
  const hidden = new Set(preview.keys())
  if (playground.editing) hidden.add(playground.editing)
  playground.renderer.draw(document, target, document.currentPageId, matrix, hidden)
  for (const [id, map] of preview) playground.renderer.draw(document, target, id, multiply(matrix, map))

  context.setTransform(dpr, 0, 0, dpr, 0, 0)
  const selected = new Set(document.selection())
  drawNames(playground, context, selected)
  context.strokeStyle = blue
  context.lineWidth = 1.5
  if (playground.hovered && !selected.has(playground.hovered) && document.node(playground.hovered)) outline(playground, context, playground.hovered)
  for (const id of selected) if (document.node(id)) outline(playground, context, id)
  if (selected.size > 0 && !playground.editing) drawHandles(playground, context, look.chip, overlay.turned)
  drawOverlay(playground, context, overlay)
}

function drawNames(playground: Playground, context: CanvasRenderingContext2D, selected: ReadonlySet<string>): void {
  const { document, view } = playground, look = colours[playground.theme]
  context.font = '400 11px Inter'
  context.textBaseline = 'alphabetic'
  for (const node of document.children(document.currentPageId)) {
    if (!isFrameLike(node) || playground.preview.has(node.id)) continue
    const box = boxOf(document, node.id), at = toScreen(view, box), width = box.width * view.zoom
    if (width < 24 || at.x > playground.canvasSize.width || at.y > playground.canvasSize.height + 20 || at.x + width < 0 || at.y + box.height * view.zoom < 0) continue
    context.fillStyle = selected.has(node.id) ? look.chosen : look.name
    context.fillText(shortened(context, node.name, width), at.x, at.y - 7)
  }
}

function shortened(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name
  let kept = name.length
  while (kept > 1 && context.measureText(`${name.slice(0, kept)}…`).width > width) kept -= 1
  return `${name.slice(0, kept)}…`
}

function outline(playground: Playground, context: CanvasRenderingContext2D, id: string): void {
  const { document, view, preview } = playground
  const node = document.must(id), own = document.absoluteTransform(id)
  const map = preview.has(id) ? multiply(preview.get(id)!, own) : own
  context.beginPath()
  for (const [x, y] of node.type === 'ELLIPSE' ? ellipsePoints(node) : [[0, 0], [node.width, 0], [node.width, node.height], [0, node.height]]) {
    const at = toScreen(view, applyTo(map, x!, y!))
    context.lineTo(at.x, at.y)
  }
  context.closePath()
  context.stroke()
}
/** So many that no corner shows, at any size on the screen. */
const ellipseCorners = 96
const ellipsePoints = ({ width, height }: { width: number; height: number }): number[][] => Array.from({ length: ellipseCorners }, (_, i) => {
  const turn = (2 * Math.PI * i) / ellipseCorners
  return [(width / 2) * (1 + Math.cos(turn)), (height / 2) * (1 + Math.sin(turn))]
})

function drawHandles(playground: Playground, context: CanvasRenderingContext2D, chip: string, turned: number | undefined): void {
  const points = handlePoints(playground)
  if (points.length === 0) return
  context.lineWidth = 1
  context.beginPath()
  for (const at of points) context.lineTo(at.x, at.y)
  context.closePath()
  context.stroke()
  context.fillStyle = '#fff'
  for (const at of points) {
    context.fillRect(at.x - 3.5, at.y - 3.5, 7, 7)
    context.strokeRect(at.x - 3.5, at.y - 3.5, 7, 7)
  }
  const frame = selectionFrame(playground)!
  const stretched = playground.preview.size > 0 ? mapBounds([...playground.preview.values()][0]!, { x: 0, y: 0, width: frame.width, height: frame.height }) : frame
  const label = turned === undefined ? `${Math.round(stretched.width)} × ${Math.round(stretched.height)}` : `${turned}°`
  const x = (Math.min(...points.map((p) => p.x)) + Math.max(...points.map((p) => p.x))) / 2, y = Math.max(...points.map((p) => p.y)) + 8
  context.font = '500 11px Inter'
  const width = context.measureText(label).width + 12
  context.fillStyle = chip
  context.beginPath()
  context.roundRect(x - width / 2, y, width, 18, 4)
  context.fill()
  context.fillStyle = '#fff'
  context.fillText(label, x - width / 2 + 6, y + 13)
}

function drawOverlay(playground: Playground, context: CanvasRenderingContext2D, overlay: Overlay): void {
  const onScreen = (box: Bounds): Bounds => mapBounds(multiply(scaling(1), matrixOf(playground.view)), box)
  context.strokeStyle = blue
  context.lineWidth = 1
  if (overlay.marquee) {
    const box = onScreen(overlay.marquee)
    context.fillStyle = 'rgba(13, 153, 255, 0.1)'
    context.fillRect(box.x, box.y, box.width, box.height)
    context.strokeRect(box.x, box.y, box.width, box.height)
  }
  if (overlay.shape) {
    const box = onScreen(overlay.shape.box)
    context.fillStyle = 'rgba(13, 153, 255, 0.14)'
    context.beginPath()
    if (overlay.shape.kind === 'ellipse') context.ellipse(box.x + box.width / 2, box.y + box.height / 2, box.width / 2, box.height / 2, 0, 0, 2 * Math.PI)
    else context.rect(box.x, box.y, box.width, box.height)
    context.fill()
    context.stroke()
  }
  if (overlay.stroke && overlay.stroke.length > 1) {
    context.lineWidth = 2
    context.lineJoin = 'round'
    context.beginPath()
    for (const point of overlay.stroke) {
      const at = toScreen(playground.view, point)
      context.lineTo(at.x, at.y)
    }
    context.stroke()
  }
}
