// Panning copies pictures of layers: what is seen must be what drawing anew shows.
import { expect, test } from 'vitest'
import type { Affine } from '../../../src/shared/geometry.ts'
import type { DocumentView, HostImage, HostNode, ImagePaint } from '../../../playground/model/types.ts'
import { createRenderer } from '../../../playground/render/index.ts'
import type { CanvasFactory } from '../../../playground/render/canvas.ts'
import { cornersImage, documentOf, factory, make, solid, type Made } from './plain-document.ts'

const size = { width: 240, height: 160 }
const at = (x: number, y: number, zoom = 1): Affine => [[zoom, 0, x], [0, zoom, y]]

function frameOf(renderer: ReturnType<typeof createRenderer>, document: DocumentView, view: Affine, hidden?: ReadonlySet<string>): Uint8ClampedArray {
  const surface = factory.createCanvas(size.width, size.height)
  surface.context.fillStyle = '#7a5'
  surface.context.fillRect(0, 0, size.width, size.height)
  renderer.draw(document, surface, 'page', view, hidden)
  return surface.context.getImageData(0, 0, size.width, size.height).data
}
/** Of 255: edges of turned clips come out a little different at another place of the canvas. */
const tolerance = 24
/** The greatest difference of a channel. */
const difference = (a: Uint8ClampedArray, b: Uint8ClampedArray): number => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)

async function warm(renderer: ReturnType<typeof createRenderer>, document: DocumentView, view: Affine): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    frameOf(renderer, document, view)
    await new Promise((done) => setImmediate(done))
  }
}
/** A renderer that made its pictures at `from` and one that never did, both at `to`. */
async function both(document: DocumentView, from: Affine, to: Affine, hidden?: ReadonlySet<string>): Promise<number> {
  const used = createRenderer(factory), fresh = createRenderer(factory)
  await warm(used, document, from)
  await warm(fresh, document, at(5000, 5000, 3))
  for (const node of document.children('page')) await fresh.exportNode(document, node.id).catch(() => undefined) // pictures are decoded by it
  return difference(frameOf(used, document, to, hidden), frameOf(fresh, document, to, hidden))
}
const image = await cornersImage(40, 20)
const photo = (more: Partial<ImagePaint> = {}): ImagePaint => ({ type: 'IMAGE', imageHash: image.hash, scaleMode: 'FILL', ...more })
const card = (id: string, x: number, y: number, more: Partial<HostNode> = {}): Made => make('FRAME', id, { x, y, width: 90, height: 60, fills: [solid(1, 1, 1)], ...more, props: { cornerRadius: 8, ...more.props }, children: [
  make('RECTANGLE', `${id} photo`, { width: 90, height: 40, fills: [photo()] }), make('TEXT', `${id} text`, { x: 4, y: 42, width: 80, height: 16, fills: [solid(0, 0, 0)], props: { characters: 'Hello', fontSize: 12 } }),
] })
const shadow = { type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.5 }, offset: { x: 0, y: 4 }, radius: 8, visible: true, blendMode: 'NORMAL' }
const page = (images: HostImage[] = [image]): DocumentView => documentOf(images, card('a', 10, 10, { effects: [shadow] }), card('b', 120, 10, { props: { opacity: 0.5 } }), card('c', 60.5, 50.25), make('ELLIPSE', 'e', { x: 180, y: 90, width: 50, height: 50, fills: [photo()], relativeTransform: [[0.8, 0.6, 180], [-0.6, 0.8, 90]] }))

test.each<[string, Affine, Affine]>([
  ['a shift of whole px', at(0, 0), at(17, -9)], ['a shift at another zoom', at(3.25, 1.5, 0.75), at(20.25, -6.5, 0.75)], ['a shift of a part of a px', at(0, 0), at(10.4, 3.3)],
  ['layers that come in from outside', at(-200, -100), at(0, 0)], ['another zoom', at(0, 0), at(0, 0, 1.5)], ['no shift', at(4, 4), at(4, 4)],
])('%s', async (_, from, to) => { expect(await both(page(), from, to)).toBeLessThanOrEqual(tolerance) })

test('layers that blend with what is behind them, and masks, are drawn anew', async () => {
  const document = documentOf([image], card('a', 10, 10), card('b', 40, 30, { props: { blendMode: 'MULTIPLY' } }), make('GROUP', 'g', { fills: null, width: 60, height: 60, children: [make('RECTANGLE', 'in', { x: 120, y: 40, width: 60, height: 60, fills: [{ ...solid(0.2, 0.4, 0.9), blendMode: 'SCREEN' }] }), make('RECTANGLE', 'in2', { x: 130, y: 50, width: 20, height: 20, fills: [photo()] })] }), make('ELLIPSE', 'm', { x: 10, y: 90, width: 60, height: 60, fills: [solid(0, 0, 0)], props: { isMask: true } }), card('under mask', 10, 90))
  expect(await both(document, at(0, 0), at(11, 5))).toBeLessThanOrEqual(tolerance)
})
test('hidden layers, also inner ones, stay hidden', async () => {
  for (const id of ['a', 'b photo', 'c text']) expect(await both(page(), at(0, 0), at(11, 5), new Set([id]))).toBeLessThanOrEqual(tolerance)
})
test('a changed layer is seen at once, however deep it is', async () => {
  const nodes = page(), renderer = createRenderer(factory), changed = new Map<string, HostNode>()
  const document: DocumentView = { ...nodes, node: (id) => changed.get(id) ?? nodes.node(id), children: (id) => nodes.children(id).map((node) => changed.get(node.id) ?? node) }
  await warm(renderer, document, at(0, 0))
  const before = frameOf(renderer, document, at(0, 0))
  changed.set('c photo', { ...nodes.node('c photo')!, fills: [solid(1, 0, 0)] })
  const after = frameOf(renderer, document, at(0, 0)), pixel = (25 + 50) * size.width * 4 + 100 * 4
  expect([...after.slice(pixel, pixel + 3)]).toEqual([255, 0, 0])
  expect(difference(before, after)).toBeGreaterThan(100)
})
test('panning makes no canvases and draws no text once the layers are kept; a new zoom starts again', async () => {
  let made = 0
  const counted: CanvasFactory = { ...factory, createCanvas: (width, height) => { made += 1; return factory.createCanvas(width, height) } }
  const renderer = createRenderer(counted), document = page()
  // A frame makes as many as its time allows.
  for (let before = -1; before !== made;) {
    before = made
    await warm(renderer, document, at(0, 0))
  }
  made = 0
  for (let i = 1; i < 10; i += 1) frameOf(renderer, document, at(i * 3, i))
  expect(made).toBe(0)
  frameOf(renderer, document, at(0, 0, 2))
  expect(made).toBeGreaterThan(0)
})
test('a picture that is decoded later appears', async () => {
  let told = (): void => undefined
  const loaded = new Promise<void>((done) => { told = done }), renderer = createRenderer(factory, () => told()), document = page()
  frameOf(renderer, document, at(0, 0))
  frameOf(renderer, document, at(0, 0))
  await loaded
  const pixel = (15 * size.width + 15) * 4
  expect([...frameOf(renderer, document, at(0, 0)).slice(pixel, pixel + 3)]).toEqual([255, 0, 0])
})
