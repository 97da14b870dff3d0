// Which selected layer is the master picture and which are the frames that it fills; what is planned for each. Pure.
import { mapBounds, ratioOf, type Bounds } from '../../src/shared/geometry'
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import type { SourcePicture } from '../../src/shared/source'
import { cropFor, cropServes, isSameShape, partToKeep, type FormatWay } from '../batch/plan-format'
import type { ExpandDraft } from '../edit/expand-draft'
import { mostEdgePx } from '../pixels/expand/plan-expand'
import { shownOf, toRatio } from './expand-target'
import { maskLayersOf, sourceLayerOf } from './source-layer'
import { targetsOf } from './targets'

export type Formats = { master: LayerSnapshot; frames: LayerSnapshot[] }

/** Null without a picture or without a layer to fill beside it. The frame around the picture is not one of them. */
export function formatsOf(snapshot: SelectionSnapshot | null): Formats | null {
  const master = sourceLayerOf(snapshot, 'expand')
  if (!master) return null
  const frames = targetsOf(snapshot).filter((layer) => layer !== master && layer.canHaveFills && layer.id !== master.parentId)
  return frames.length > 0 ? { master, frames } : null
}

/** Several frames beside a picture ask for it; one of them has to be chosen. */
export const wantsFormats = ({ mode }: Pick<ExpandDraft, 'mode'>, snapshot: SelectionSnapshot | null): boolean => {
  const frames = formatsOf(snapshot)?.frames.length ?? 0
  return mode === 'formats' ? frames > 0 : mode === null && frames > 1
}

export type FormatView = {
  frame: LayerSnapshot
  /** What happens; `offered`: the other way is possible, too. */
  way: FormatWay
  offered: boolean
  /** px of the picture: what of it a crop shows, or how far the new one reaches. */
  box: Bounds
}

/** Shapes over the picture mark the subject, px of the picture. */
export function subjectOf(snapshot: SelectionSnapshot | null, source: SourcePicture): Bounds | null {
  const boxes = maskLayersOf(snapshot).map(({ bounds }) => mapBounds(source.toSource, bounds))
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((box) => box.x)), y = Math.min(...boxes.map((box) => box.y))
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}

export function formatViews({ formatWays }: Pick<ExpandDraft, 'formatWays'>, snapshot: SelectionSnapshot | null, source: SourcePicture, frames: readonly LayerSnapshot[]): FormatView[] {
  const shown = shownOf(source), subject = subjectOf(snapshot, source)
  return frames.map((frame): FormatView => {
    const ratio = ratioOf(frame), crop = cropFor(shown, ratio, subject), same = isSameShape(shown, frame)
    const way = same ? 'crop' : formatWays[frame.id] ?? (cropServes(shown, crop, subject) ? 'crop' : 'expand')
    return { frame, way, offered: !same, box: way === 'crop' ? crop : toRatio(partToKeep(shown, ratio, mostEdgePx, subject), ratio) }
  })
}
