// How far a picture is to reach, in its own px, and where the larger one goes. Pure.
//
//   to a frame     its own layer, larger than the picture (FIT, or a CROP that leaves room): into the same fill;
//                  the frame around it: on top of that frame's fills, exactly under the picture, which stays;
//   to a ratio,    within its own layer: into the same fill; beyond it: as a layer directly above, so that
//   by side        nothing is resized and nothing around the picture moves.
import { contains, intersect, mapBounds, multiply, type Bounds } from '../../src/shared/geometry'
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import type { SourcePicture } from '../../src/shared/source'
import type { ExpandDraft, ExpandMode } from '../edit/expand-draft'
import { ratioPresetById } from '../models/ratios'
import { grownBy, sidesAround } from '../pixels/expand/plan-expand'

export type ExpandTarget = {
  mode: ExpandMode
  /** px of the source, fractions allowed. */
  target: Bounds
  /** What shows of the picture now, whole px of the source. */
  shown: Bounds
  /** What of the picture lies outside the target is left out. */
  crops: boolean
  landing: 'fill' | 'frame' | 'layer'
  /** The frame around the picture that receives the larger one; for the landing `frame`. */
  frame: LayerSnapshot | null
  /** As the main button says it: "Hero wide", "16:9"; null by side. */
  where: string | null
}

export type ExpandRoom = { /** The frame to fill, whose name is said. */ layer: LayerSnapshot; target: Bounds; landing: 'fill' | 'frame' }

const picture = ({ widthPx, heightPx }: SourcePicture): Bounds => ({ x: 0, y: 0, width: widthPx, height: heightPx })
const layerBox = ({ fromLayer, layerWidth, layerHeight }: SourcePicture): Bounds => mapBounds(fromLayer, { x: 0, y: 0, width: layerWidth, height: layerHeight })

const grows = (source: SourcePicture, target: Bounds): boolean => {
  const { left, right, top, bottom } = sidesAround(picture(source), target)
  return left + right + top + bottom > 0
}

const frameTypes = ['FRAME', 'COMPONENT', 'INSTANCE', 'SLIDE']

/** Frames that are selected, or told of as lying around the picture, the nearest first. */
const framesAround = (snapshot: SelectionSnapshot | null, layer: LayerSnapshot): LayerSnapshot[] =>
  [...(snapshot?.layers ?? []), ...(snapshot?.nearby ?? [])].filter((other) => other !== layer && frameTypes.includes(other.type) && other.problem === null && other.canHaveFills && (other.id === layer.parentId || contains(other.bounds, layer.bounds, 0.5)))

/** The frame that is larger than its picture: the layer itself, or the one around it. Null: there is none. */
export function roomFor(snapshot: SelectionSnapshot | null, layer: LayerSnapshot, source: SourcePicture): ExpandRoom | null {
  const own = layerBox(source)
  if (grows(source, own)) return { layer, target: own, landing: 'fill' }
  for (const frame of framesAround(snapshot, layer)) {
    const target = mapBounds(multiply(source.toSource, frame.transform), { x: 0, y: 0, width: frame.width, height: frame.height })
    if (grows(source, target)) return { layer: frame, target, landing: 'frame' }
  }
  return null
}

/** Whole px of the picture that its layer shows. */
export function shownOf(source: SourcePicture): Bounds {
  const seen = intersect(layerBox(source), picture(source)) ?? picture(source)
  const x = Math.floor(seen.x + 0.01), y = Math.floor(seen.y + 0.01)
  return { x, y, width: Math.ceil(seen.x + seen.width - 0.01) - x, height: Math.ceil(seen.y + seen.height - 0.01) - y }
}

/** `shown` made wider or taller to a ratio, its middle kept; whole px. */
export function toRatio(shown: Bounds, ratio: number): Bounds {
  const width = Math.max(shown.width, Math.round(shown.height * ratio)), height = Math.max(shown.height, Math.round(shown.width / ratio))
  return { x: shown.x - Math.floor((width - shown.width) / 2), y: shown.y - Math.floor((height - shown.height) / 2), width, height }
}

export function expandTarget(draft: ExpandDraft, snapshot: SelectionSnapshot | null, layer: LayerSnapshot, source: SourcePicture): ExpandTarget {
  const room = roomFor(snapshot, layer, source), shown = shownOf(source)
  const wished = draft.mode === null || draft.mode === 'formats' ? (room ? 'frame' : 'ratio') : draft.mode, mode = wished === 'frame' && !room ? 'ratio' : wished
  if (mode === 'frame' && room) return { mode, target: room.target, shown, crops: false, landing: room.landing, frame: room.landing === 'frame' ? room.layer : null, where: room.layer.name }
  const preset = ratioPresetById(draft.ratioId)
  const target = mode === 'side' ? grownBy(shown, draft.sides) : toRatio(shown, preset?.ratio ?? shown.width / shown.height)
  const inside = contains(layerBox(source), target, 0.5)
  return { mode, target, shown, crops: !inside, landing: inside ? 'fill' : 'layer', frame: null, where: mode === 'side' ? null : preset?.id ?? '' }
}
