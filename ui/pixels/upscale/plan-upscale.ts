// How large a picture becomes, and which part of it each new px covers, so that nothing moves on the canvas. Pure.
import { intersect, type Affine, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { ScaleMode } from '../../../src/shared/source'
import type { Scaling } from './resample'

/** Figma takes pictures of at most this edge (figma-platform.md 2.1). */
export const mostEdgePx = 4096
/** More are not laid at once. */
const mostTiles = 16

/** How a picture lies in its layer; `fromLayer`: units of the layer to px of the picture. */
export type Lying = { picture: Extent; layer: Extent; scaleMode: ScaleMode; fromLayer: Affine }

export type UpscaleWish =
  | { kind: 'times'; factor: number }
  /** px for each unit of the layer. */
  | { kind: 'frame'; density: number }
  /** What shows covers the paper, turned as the picture is. */
  | { kind: 'print'; widthMm: number; heightMm: number; dpi: number }

/** Where the wish passes 4096 px: as large as one picture may be, or several beside each other as layers. */
export type BeyondEdge = 'largest' | 'tiles'

export type UpscalePlan = Scaling & {
  /** New px for one of the picture's. */
  factor: number
  /** As it was wished, px. */
  wanted: Extent
  /** Null: the wish fits into one picture. */
  beyond: BeyondEdge | null
  /** px of the new picture, row by row; none where it is one picture. */
  tiles: Bounds[]
}
export type UpscaleProblem = { problem: 'request.invalid' | 'request.extent-illegal'; message: string }
export const isUpscaleProblem = (plan: UpscalePlan | UpscaleProblem): plan is UpscaleProblem => 'problem' in plan

/** Slack of a px when a size is rounded up. */
const hair = 0.01
const upTo = (value: number): number => Math.ceil(value - hair)

/** px of the picture for one unit of the layer, along the axis that has fewer. */
export const densityOf = ({ fromLayer: [[a, c], [b, d]] }: Pick<Lying, 'fromLayer'>): number => Math.min(Math.hypot(a, b), Math.hypot(c, d))

/** What shows of the picture, px, fractions allowed. */
export function shownOf({ picture, layer, fromLayer }: Lying): Bounds {
  const [[a, c, e], [b, d, f]] = fromLayer, { width, height } = layer
  const x = e + Math.min(0, a * width) + Math.min(0, c * height), y = f + Math.min(0, b * width) + Math.min(0, d * height)
  const whole = { x: 0, y: 0, ...picture }
  return intersect({ x, y, width: Math.abs(a * width) + Math.abs(c * height), height: Math.abs(b * width) + Math.abs(d * height) }, whole) ?? whole
}

export function planUpscale(lying: Lying, wish: UpscaleWish, choice: BeyondEdge): UpscalePlan | UpscaleProblem {
  const { picture } = lying, factor = factorOf(lying, wish)
  if (!(factor > 1 + 1e-6)) return { problem: 'request.invalid', message: `The picture has ${wish.kind === 'frame' ? `${round(densityOf(lying))} px for each unit` : 'enough px'} already. Choose a larger size.` }
  const wanted = { width: upTo(picture.width * factor), height: upTo(picture.height * factor) }
  const longest = Math.max(wanted.width, wanted.height), beyond = longest > mostEdgePx ? (lying.scaleMode === 'TILE' ? 'largest' : choice) : null
  if (beyond === 'tiles') return tiled(lying, wanted)
  if (!beyond) return { ...laid(lying, wanted), wanted, beyond, tiles: [] }
  const most = mostEdgePx / Math.max(picture.width, picture.height), least = lying.scaleMode === 'TILE' ? Math.floor(most) : most
  if (least <= 1) return { problem: 'request.extent-illegal', message: `${picture.width} x ${picture.height} px is as large as one picture can be. ${lying.scaleMode === 'TILE' ? '' : 'Tiles as layers can be larger.'}`.trim() }
  return { ...laid(lying, { width: Math.max(1, Math.floor(picture.width * least + hair)), height: Math.max(1, Math.floor(picture.height * least + hair)) }), wanted, beyond, tiles: [] }
}

const round = (value: number): number => Math.round(value * 100) / 100

function factorOf(lying: Lying, wish: UpscaleWish): number {
  if (wish.kind === 'times') return wish.factor
  const shown = shownOf(lying), [long, short] = wish.kind === 'print' ? [Math.max(wish.widthMm, wish.heightMm), Math.min(wish.widthMm, wish.heightMm)].map((mm) => (mm / 25.4) * wish.dpi) : [0, 0]
  const factor = wish.kind === 'frame' ? wish.density / densityOf(lying) : Math.max(long! / Math.max(shown.width, shown.height), short! / Math.min(shown.width, shown.height))
  // A tile repeats: only whole factors keep every repetition in its place.
  return lying.scaleMode === 'TILE' ? Math.ceil(factor - 1e-6) : factor
}

/**
 * What a picture of `extent` shows once it has the place of the old one. A crop is stretched to its layer and a tile has a whole factor:
 * all of the picture. FILL and FIT keep the ratio, so that of two rounded sides one decides the scale and the other passes the edge by a hair.
 */
function laid({ picture, layer, scaleMode, fromLayer: [[a], [b]] }: Lying, extent: Extent): Scaling & { factor: number } {
  if (scaleMode === 'CROP' || scaleMode === 'TILE') return { box: { x: 0, y: 0, ...picture }, extent, factor: extent.width / picture.width }
  const turned = Math.abs(b) > Math.abs(a), across = turned ? layer.height : layer.width, down = turned ? layer.width : layer.height, fit = scaleMode === 'FILL' ? Math.max : Math.min
  const factor = fit(across / picture.width, down / picture.height) / fit(across / extent.width, down / extent.height)
  const width = extent.width / factor, height = extent.height / factor
  return { box: { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height }, extent, factor }
}

/** Of what shows only. Cut at whole px: tiles beside each other are the whole. */
function tiled(lying: Lying, wanted: Extent): UpscalePlan | UpscaleProblem {
  const one = laid(lying, wanted), { box, factor } = one, { width: perX, height: perY } = { width: wanted.width / box.width, height: wanted.height / box.height }
  const shown = shownOf(lying), clip = (value: number, most: number): number => Math.min(most, Math.max(0, value))
  const left = clip(Math.floor((shown.x - box.x) * perX + hair), wanted.width), right = clip(upTo((shown.x + shown.width - box.x) * perX), wanted.width)
  const top = clip(Math.floor((shown.y - box.y) * perY + hair), wanted.height), bottom = clip(upTo((shown.y + shown.height - box.y) * perY), wanted.height)
  const columns = cuts(left, right), rows = cuts(top, bottom)
  if (columns.length * rows.length > mostTiles) return { problem: 'request.extent-illegal', message: `${wanted.width} x ${wanted.height} px would need ${columns.length * rows.length} tiles; ${mostTiles} are the most. Choose a smaller size.` }
  return { ...one, factor, wanted, beyond: 'tiles', tiles: rows.flatMap(([y, height]) => columns.map(([x, width]) => ({ x, y, width, height }))) }
}

/** As few parts of at most 4096 px as will do, of about one length: start and length of each. */
function cuts(from: number, to: number): [number, number][] {
  const count = Math.ceil((to - from) / mostEdgePx), at = (index: number): number => from + Math.round((index * (to - from)) / count)
  return Array.from({ length: count }, (_, index) => [at(index), at(index + 1) - at(index)])
}

/** A tile as a box of the picture, px of the picture. */
export const tileInPicture = ({ box, extent }: Scaling, tile: Bounds): Bounds => {
  const across = box.width / extent.width, down = box.height / extent.height
  return { x: box.x + tile.x * across, y: box.y + tile.y * down, width: tile.width * across, height: tile.height * down }
}
