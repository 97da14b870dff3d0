// Where the picture lies in the stage: CSS px = source px x scale + offset. Pure.
import { clamp, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { Placing } from '../../pixels/mask/mask-look'

/** Closest look: CSS px per source px, but never less than this many times the whole picture. */
const closest = { cssPerPx: 8, timesFit: 8 }
/** Around the mask when it is zoomed to, share of its box. */
const marginShare = 0.25

export function fitView(extent: Extent, stage: Extent): Placing {
  const scale = Math.min(stage.width / extent.width, stage.height / extent.height)
  return { scale, x: (stage.width - extent.width * scale) / 2, y: (stage.height - extent.height * scale) / 2 }
}

const heldAxis = (offset: number, size: number, stage: number): number => (size <= stage ? (stage - size) / 2 : clamp(offset, stage - size, 0))

/** Centred where it is smaller than the stage, else without a gap at any side. */
function held({ scale, x, y }: Placing, extent: Extent, stage: Extent): Placing {
  return { scale, x: heldAxis(x, extent.width * scale, stage.width), y: heldAxis(y, extent.height * scale, stage.height) }
}

/** The point of the picture under (x, y), CSS px, stays there. */
export function zoomView(view: Placing, factor: number, x: number, y: number, extent: Extent, stage: Extent): Placing {
  const fit = fitView(extent, stage), scale = clamp(view.scale * factor, fit.scale, Math.max(closest.cssPerPx, closest.timesFit * fit.scale))
  if (scale <= fit.scale * 1.001) return fit
  const k = scale / view.scale
  return held({ scale, x: x - (x - view.x) * k, y: y - (y - view.y) * k }, extent, stage)
}

export const panView = (view: Placing, dx: number, dy: number, extent: Extent, stage: Extent): Placing => held({ scale: view.scale, x: view.x + dx, y: view.y + dy }, extent, stage)

/** The whole of a source box, with some of its surroundings. */
export function viewOn(box: Bounds, extent: Extent, stage: Extent): Placing {
  const fit = fitView(extent, stage), around = 1 + 2 * marginShare
  const scale = clamp(Math.min(stage.width / (box.width * around), stage.height / (box.height * around)), fit.scale, Math.max(closest.cssPerPx, closest.timesFit * fit.scale))
  return held({ scale, x: stage.width / 2 - (box.x + box.width / 2) * scale, y: stage.height / 2 - (box.y + box.height / 2) * scale }, extent, stage)
}

/** The least move that brings a source point at least `margin` CSS px inside the stage. */
export function viewWith(view: Placing, x: number, y: number, margin: number, extent: Extent, stage: Extent): Placing {
  const px = x * view.scale + view.x, py = y * view.scale + view.y
  const dx = Math.max(0, margin - px) - Math.max(0, px - (stage.width - margin)), dy = Math.max(0, margin - py) - Math.max(0, py - (stage.height - margin))
  return dx === 0 && dy === 0 ? view : panView(view, dx, dy, extent, stage)
}

export const sameView = (a: Placing, b: Placing): boolean => Math.abs(a.scale / b.scale - 1) < 1e-3 && Math.abs(a.x - b.x) < 0.5 && Math.abs(a.y - b.y) < 0.5
export const toSource = (view: Placing, x: number, y: number): { x: number; y: number } => ({ x: (x - view.x) / view.scale, y: (y - view.y) / view.scale })
export const toStage = (view: Placing, box: Bounds): Bounds => ({ x: box.x * view.scale + view.x, y: box.y * view.scale + view.y, width: box.width * view.scale, height: box.height * view.scale })
