// Pictures whose every place can be told from its colour, and reading what the host drew.
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { createRenderer } from '../../../playground/render/index'
import { nodeCanvas } from '../../../playground/render/node-canvas'
import { applyTo, invert, type Affine, type Bounds } from '../../../src/shared/geometry'
import type { Renderer } from '../../../playground/sandbox/index'
import type { Plugin } from './open-plugin'

let renderer: Renderer | null = null
export const nodeRenderer = (): Renderer => (renderer ??= createRenderer(nodeCanvas()) as Renderer)

/** Red rises to the right, green downwards, both over the whole range: no turn or flip of it looks the same. Blue tells pictures apart. */
export function ramp(widthPx: number, heightPx: number, blue = 90): Uint8Array {
  const canvas = createCanvas(widthPx, heightPx), context = canvas.getContext('2d'), image = context.createImageData(widthPx, heightPx)
  for (let y = 0; y < heightPx; y += 1) for (let x = 0; x < widthPx; x += 1) image.data.set([Math.round((255 * (x + 0.5)) / widthPx), Math.round((255 * (y + 0.5)) / heightPx), blue, 255], 4 * (y * widthPx + x))
  context.putImageData(image, 0, 0)
  return new Uint8Array(canvas.toBuffer('image/png'))
}

export type Pixels = { width: number; height: number; data: Uint8ClampedArray; at(x: number, y: number): [number, number, number, number] }
export async function decode(bytes: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(bytes)), canvas = createCanvas(image.width, image.height), context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return { width: image.width, height: image.height, data, at: (x, y) => [...data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 4)] as [number, number, number, number] }
}

/** The layer as the host draws it, and where that lies on the canvas. At a round scale 8-bit interpolation has a bias of its own, up to 0.2 px. */
export async function drawn(plugin: Plugin, id: string, scale = 2.3): Promise<Pixels & { box: Bounds }> {
  const [bytes, box] = await plugin.host.run<[Uint8Array, Bounds]>(`
    const node = await figma.getNodeByIdAsync('${id}'), b = node.absoluteBoundingBox
    return [await node.exportAsync({ format: 'PNG', useAbsoluteBounds: true, constraint: { type: 'SCALE', value: ${scale} } }), { x: b.x, y: b.y, width: b.width, height: b.height }]`)
  return { ...(await decode(bytes)), box }
}

export type MapError = { mean: number; worst: number; samples: number }
/** How far the picture's places as drawn are from where `toSource` says, in source px. Places within `margin` px of the picture's edges are left out. */
export function mapError(seen: Pixels & { box: Bounds }, toSource: Affine, source: { widthPx: number; heightPx: number }, { tiled = false, margin = 3 } = {}): MapError {
  let sumX = 0, sumY = 0, worst = 0, samples = 0
  const wrap = (value: number, size: number): number => (tiled ? ((value % size) + size) % size : value)
  for (let y = 0; y < seen.height; y += 1) for (let x = 0; x < seen.width; x += 1) {
    const [red, green, , alpha] = seen.at(x, y)
    const at = applyTo(toSource, seen.box.x + ((x + 0.5) * seen.box.width) / seen.width, seen.box.y + ((y + 0.5) * seen.box.height) / seen.height)
    const told = { x: wrap(at.x, source.widthPx), y: wrap(at.y, source.heightPx) }
    if (alpha < 255 || told.x < margin || told.y < margin || told.x > source.widthPx - margin || told.y > source.heightPx - margin) continue
    const dx = (red / 255) * source.widthPx - told.x, dy = (green / 255) * source.heightPx - told.y
    sumX += dx
    sumY += dy
    worst = Math.max(worst, Math.abs(dx), Math.abs(dy))
    samples += 1
  }
  return { mean: Math.hypot(sumX, sumY) / samples, worst, samples }
}

export type Coverage = { area: number; x: number; y: number; at(x: number, y: number): number }
/** A mask in source px: area (px), centroid, and coverage 0 to 1 at a place. */
export function coverage(mask: Pixels, toSource: Affine, source: { widthPx: number; heightPx: number }): Coverage {
  const back = invert(toSource)!
  const alpha = (x: number, y: number): number => (x < 0 || y < 0 || x >= mask.width || y >= mask.height ? 0 : mask.data[4 * (y * mask.width + x) + 3]! / 255)
  const at = (x: number, y: number): number => {
    const p = applyTo(back, x, y), i = Math.floor(p.x - 0.5), j = Math.floor(p.y - 0.5), u = p.x - 0.5 - i, v = p.y - 0.5 - j
    return (alpha(i, j) * (1 - u) + alpha(i + 1, j) * u) * (1 - v) + (alpha(i, j + 1) * (1 - u) + alpha(i + 1, j + 1) * u) * v
  }
  let area = 0, sumX = 0, sumY = 0
  for (let y = 0.5; y < source.heightPx; y += 1) for (let x = 0.5; x < source.widthPx; x += 1) {
    const value = at(x, y)
    area += value
    sumX += value * x
    sumY += value * y
  }
  return { area, x: sumX / area, y: sumY / area, at }
}
