// How a picture lies in its layer. Pure. Layer units are those of the layer itself, before its own transform; px are continuous, pixel (0, 0) has its centre at (0.5, 0.5).
import { applyTo, identity, invert, multiply, scaling, translation, type Affine, type Extent } from '../shared/geometry'
import type { ScaleMode } from '../shared/source'

/** A smaller factor between two areas has no inverse worth using. */
const smallestArea = 1e-9
/** Layer units that a picture may move when its scale mode changes: half of what is promised. */
const slack = 0.005

/** The settings of an image paint that say how its picture lies. */
export type PictureFit = { readonly scaleMode: ScaleMode; readonly imageTransform?: Affine; readonly scalingFactor?: number; readonly rotation?: number }

/** Quarter turns, counter-clockwise on screen, about the origin. Exact, other than by sine and cosine. */
function quarterTurn(degrees: number): Affine {
  const turns = ((Math.round(degrees / 90) % 4) + 4) % 4
  const cos = [1, 0, -1, 0][turns]!, sin = [0, 1, 0, -1][turns]!
  return [[cos, sin, 0], [-sin, cos, 0]]
}

/** Layer units to picture px. For TILE that of the tile at the layer's origin. Null when the crop has no area. */
export function layerToPicture(paint: PictureFit, layer: Extent, picture: Extent): Affine | null {
  if (paint.scaleMode === 'CROP') {
    const crop = paint.imageTransform ?? identity
    if (Math.abs(crop[0][0] * crop[1][1] - crop[0][1] * crop[1][0]) < smallestArea) return null
    return multiply(scaling(picture.width, picture.height), multiply(crop, scaling(1 / layer.width, 1 / layer.height)))
  }
  const turn = quarterTurn(paint.rotation ?? 0), turned = turn[0][0] === 0
  const width = turned ? picture.height : picture.width, height = turned ? picture.width : picture.height
  const tile = paint.scaleMode === 'TILE'
  const scale = tile ? paint.scalingFactor ?? 1 : (paint.scaleMode === 'FIT' ? Math.min : Math.max)(layer.width / width, layer.height / height)
  const centre = tile ? translation((scale * width) / 2, (scale * height) / 2) : translation(layer.width / 2, layer.height / 2)
  return invert(multiply(multiply(centre, scaling(scale)), multiply(turn, translation(-picture.width / 2, -picture.height / 2))))
}

/** The settings that lay a picture as `wanted` says (layer units to picture px): FILL when that does, at most 0.005 units off, else CROP. What was a CROP `before` stays one. */
export function fitAs(wanted: Affine, layer: Extent, picture: Extent, before?: PictureFit): PictureFit {
  const fill: PictureFit = { scaleMode: 'FILL', ...(before?.rotation === undefined ? {} : { rotation: before.rotation }) }
  const map = before?.scaleMode === 'CROP' ? null : layerToPicture(fill, layer, picture)
  if (map && isNear(map, wanted, layer)) return fill
  return { scaleMode: 'CROP', imageTransform: multiply(scaling(1 / picture.width, 1 / picture.height), multiply(wanted, scaling(layer.width, layer.height))) }
}

/** The paint, laid otherwise. */
export function laidAs<P extends PictureFit>(paint: P, fit: PictureFit): Omit<P, keyof PictureFit> & PictureFit {
  const { scaleMode: _mode, imageTransform: _crop, scalingFactor: _factor, rotation: _turn, ...rest } = paint
  return { ...rest, ...fit }
}

function isNear(map: Affine, wanted: Affine, layer: Extent): boolean {
  const unit = Math.sqrt(areaScale(wanted))
  return [[0, 0], [layer.width, 0], [0, layer.height], [layer.width, layer.height]].every(([x, y]) => {
    const a = applyTo(map, x!, y!), b = applyTo(wanted, x!, y!)
    return Math.hypot(a.x - b.x, a.y - b.y) <= slack * unit
  })
}

/** How many px an area of one square unit covers. */
export const areaScale = (map: Affine): number => Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0])
