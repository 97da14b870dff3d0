// The stored picture of a layer and how it lies on the canvas. Only reads.
import { PluginError } from '../shared/errors'
import { invert, multiply, type Affine, type Extent } from '../shared/geometry'
import type { Asks } from '../shared/protocol'
import type { SourcePicture } from '../shared/source'
import { colourBehind } from './colour-behind'
import { stepsOf } from './edit-chain'
import { fillsSignature, isPicture, isShown, readFills } from './fills'
import { absoluteTransformOf, findLoaded, hasFills, nameOf, type Fillable } from './layer'
import { layerToPicture } from './paint-map'
import { findPatches, patchesOver } from './patch-data'
import { maxPictureBytes, mimeOf } from './picture-header'
import type { RunMemory } from './run-memory'

export type Picture = ImagePaint & { imageHash: string }
export type SourceLayer = Fillable & { width: number; height: number }
/** One picture of a layer: `index` counts the layer's fills, bottom first. */
export type FoundPicture = { node: SourceLayer; fills: readonly Paint[]; index: number; paint: Picture }

const unsupported = (message: string, hint: string): PluginError => new PluginError('selection.unsupported', message, { hint })
const changed = (message: string): PluginError => new PluginError('selection.changed', message, { hint: 'Select the layer again.' })

/** Raises selection.changed, selection.unsupported and pixels.too-large. */
export async function readSource({ nodeId, paintIndex, haveHash }: Asks['source.read']['body'], memory: RunMemory): Promise<Asks['source.read']['reply']> {
  const first = await findPicture(nodeId, paintIndex, memory)
  const { imageHash } = first.paint
  const bytes = memory.pictures.has(imageHash) && haveHash === imageHash ? null : await loadPicture(first.paint, nameOf(first.node), memory)
  const found = await findPatches(first.node)
  // Again: the layer may have gone, or its fills may have changed, while Figma fetched the picture.
  const { node, fills, index, paint } = await findPicture(nodeId, paintIndex, memory)
  if (paint.imageHash !== imageHash) throw changed(`The picture of ${nameOf(node)} was changed meanwhile.`)
  const { mime, extent } = memory.pictures.get(imageHash)!
  const fromLayer = mapFromLayer(node, paint, extent), chain = memory.chainOn(node)
  const toSource = mapFromCanvas(node, fromLayer), patches = patchesOver(found, toSource)
  const source: SourcePicture = {
    nodeId, name: nameOf(node), paintIndex: index, imageHash, mime, widthPx: extent.width, heightPx: extent.height, scaleMode: paint.scaleMode,
    toSource, fromLayer, layerWidth: node.width, layerHeight: node.height,
    behind: colourBehind(node, index), fillsSignature: fillsSignature(node),
    pictures: fills.reduce<SourcePicture['pictures']>((all, one, at) => (isPicture(one) ? [...all, { paintIndex: at, imageHash: one.imageHash, visible: isShown(one), byInlay: chain.isOurs(one.imageHash) }] : all), []),
    steps: stepsOf(chain),
    ...(patches.length > 0 ? { patches } : {}),
  }
  return { source, bytes }
}

/** Layer units to source px. */
export function mapFromLayer(node: SourceLayer, paint: Picture, picture: Extent): Affine {
  const map = layerToPicture(paint, { width: node.width, height: node.height }, picture)
  if (!map) throw unsupported(`The crop of ${nameOf(node)} has no area, so its picture cannot be edited.`, 'Reset the crop in Figma, then try again.')
  return map
}

/** Canvas units to source px. */
export function mapFromCanvas(node: SourceLayer, fromLayer: Affine): Affine {
  const back = invert(absoluteTransformOf(node))
  if (!back) throw unsupported(`${nameOf(node)} is squeezed flat, so its picture cannot be edited.`, 'Reset its transform in Figma, then try again.')
  return multiply(fromLayer, back)
}

/** The picture at an index, whether it shows or not; for null the topmost that shows. The layer's page is loaded then. */
export async function findPicture(nodeId: string, paintIndex: number | null, memory: RunMemory): Promise<FoundPicture> {
  const node = await findLoaded(nodeId)
  if (!node) throw changed(`${memory.names.get(nodeId) ?? 'The layer'} was deleted meanwhile.`)
  const name = nameOf(node)
  if (!hasFills(node) || !('width' in node)) throw unsupported(`${name} has no picture of its own.`, chooseAnother)
  if (node.width < 0.01 || node.height < 0.01) throw unsupported(`${name} has no area.`, chooseAnother)
  const fills = readFills(node)
  if (!fills) throw unsupported(`${name} has several fills at once.`, 'Give the text one fill, or choose another layer.')
  const wanted = fills.map((paint, index) => ({ paint, index })).filter(({ paint, index }) => (paintIndex === null ? isPicture(paint) && isShown(paint) : index === paintIndex)).pop()
  if (wanted && isPicture(wanted.paint)) return { node, fills, index: wanted.index, paint: wanted.paint }
  throw paintIndex === null ? noPicture(name, fills) : changed(`That picture is no longer on ${name}.`)
}

const chooseAnother = 'Select a layer with a picture.'

function noPicture(name: string, fills: readonly Paint[]): PluginError {
  const shown = fills.filter(isShown).map((paint) => paint.type)
  if (shown.indexOf('VIDEO') >= 0) return unsupported(`${name} has a video. Inlay edits still pictures.`, 'Export a frame of it, and edit that.')
  if (shown.indexOf('PATTERN') >= 0) return unsupported(`${name} has a pattern. Inlay edits pictures.`, 'Select the layer that the pattern is made of.')
  if (fills.some(isPicture)) return unsupported(`The picture of ${name} is hidden.`, 'Show its fill, or choose the picture in Inlay.')
  return unsupported(`${name} has no picture of its own.`, chooseAnother)
}

/** px. Raises selection.unsupported when the file lost it. */
export async function extentOf({ imageHash }: Picture, name: string, memory: RunMemory): Promise<Extent> {
  const known = memory.pictures.get(imageHash)
  if (known) return known.extent
  const { width, height } = await imageOf(imageHash, name).getSizeAsync()
  return { width, height }
}

function imageOf(imageHash: string, name: string): Image {
  const image = figma.getImageByHash(imageHash)
  if (!image) throw unsupported(`This file no longer has the picture of ${name}.`, 'Place the picture again.')
  return image
}

/** Fetches the bytes, and keeps kind and extent. */
async function loadPicture(paint: Picture, name: string, memory: RunMemory): Promise<Uint8Array> {
  const [bytes, extent] = await Promise.all([imageOf(paint.imageHash, name).getBytesAsync(), extentOf(paint, name, memory)])
  if (bytes.length > maxPictureBytes) throw new PluginError('pixels.too-large', `The picture of ${name} is larger than 50 MB.`, { hint: 'Export it smaller, and place that.' })
  const mime = mimeOf(bytes)
  if (mime === 'image/gif') throw unsupported(`${name} is a GIF. Inlay edits still pictures.`, 'Export it as PNG, and edit that.')
  memory.pictures.set(paint.imageHash, { mime, extent })
  return bytes
}
