// A document of plain nodes for the renderer's tests: only what a DocumentView has to answer.
import { identity, multiply } from '../../../src/shared/geometry.ts'
import type { DocumentView, HostImage, HostNode, NodeType, Paint } from '../../../playground/model/types.ts'
import { nodeCanvas } from '../../../playground/render/node-canvas.ts'

export const factory = nodeCanvas()
export type Rgba = [number, number, number, number]
export const solid = (r: number, g: number, b: number): Paint => ({ type: 'SOLID', color: { r, g, b } })

type Given = Partial<Omit<HostNode, 'childIds' | 'id' | 'type' | 'parentId'>> & { x?: number; y?: number; children?: Made[] }
export type Made = { node: HostNode; children: Made[] }

export function make(type: NodeType, id: string, given: Given = {}): Made {
  const { x = 0, y = 0, children = [], ...rest } = given
  const node: HostNode = {
    id, type, name: id, parentId: null, childIds: children.map((child) => child.node.id), removed: false, relativeTransform: [[1, 0, x], [0, 1, y]], width: 100, height: 100,
    fills: [], strokes: [], effects: [], props: {}, pluginData: {}, sharedPluginData: {}, relaunchData: {}, ...rest,
  }
  for (const child of children) child.node.parentId = id
  return { node, children }
}

export function documentOf(images: HostImage[], ...roots: Made[]): DocumentView {
  const nodes = new Map<string, HostNode>()
  const add = (made: Made): void => {
    nodes.set(made.node.id, made.node)
    made.children.forEach(add)
  }
  add(make('PAGE', 'page', { children: roots, fills: null }))
  const containerOf = (node: HostNode): HostNode | undefined => {
    let parent = node.parentId === null ? undefined : nodes.get(node.parentId)
    while (parent && (parent.type === 'GROUP' || parent.type === 'BOOLEAN_OPERATION')) parent = parent.parentId === null ? undefined : nodes.get(parent.parentId)
    return parent
  }
  const view: DocumentView = {
    node: (id) => nodes.get(id),
    children: (id) => (nodes.get(id)?.childIds ?? []).map((child) => nodes.get(child)!),
    image: (hash) => images.find((image) => image.hash === hash),
    absoluteTransform(id) {
      const node = nodes.get(id)!
      const container = containerOf(node)
      return multiply(container ? view.absoluteTransform(container.id) : identity, node.relativeTransform)
    },
  }
  return view
}

/** A PNG of one colour per corner: red, green on top; blue, yellow below. Sides in px, even. */
export async function cornersImage(width: number, height: number): Promise<HostImage> {
  const surface = factory.createCanvas(width, height), { context } = surface
  for (const [index, colour] of ['#ff0000', '#00ff00', '#0000ff', '#ffff00'].entries()) {
    context.fillStyle = colour
    context.fillRect((index % 2) * width / 2, Math.floor(index / 2) * height / 2, width / 2, height / 2)
  }
  return { hash: `corners ${width} ${height}`, bytes: await surface.encode('image/png'), mime: 'image/png', width, height }
}

export async function pixelsOf(bytes: Uint8Array): Promise<{ width: number; height: number; at(x: number, y: number): Rgba }> {
  const picture = await factory.decode(bytes, 'image/png')
  const { context } = factory.createCanvas(picture.width, picture.height)
  context.drawImage(picture.source, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  return { width: picture.width, height: picture.height, at: (x, y) => [...data.slice((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4)] as Rgba }
}
export const red: Rgba = [255, 0, 0, 255], green: Rgba = [0, 255, 0, 255], blue: Rgba = [0, 0, 255, 255], yellow: Rgba = [255, 255, 0, 255], empty: Rgba = [0, 0, 0, 0]
