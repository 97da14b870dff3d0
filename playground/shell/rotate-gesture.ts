// Turning the selection by a place just outside one of its corners.
import { invert, applyTo, rotation, type Affine } from '../../src/shared/geometry.ts'
import { about, boxAround, transformLayers } from '../model/arrange.ts'
import { handlePoints, selectionFrame } from './draw-canvas.ts'
import type { Gesture } from './gestures.ts'
import type { Playground } from './playground.ts'
import { type Point, toPage } from './view.ts'

/** CSS px from a corner: nearer is resizing, farther is nothing. */
const nearest = 6, farthest = 18
const snapDegrees = 15

/** True just outside a corner of the selection. */
export function turnsAt(playground: Playground, at: Point): boolean {
  const frame = selectionFrame(playground), back = frame && invert(frame.map)
  if (!back || playground.document.selection().some((id) => playground.document.node(id)?.props['locked'] === true)) return false
  const page = toPage(playground.view, at), own = applyTo(back, page.x, page.y)
  if (own.x >= 0 && own.y >= 0 && own.x <= frame.width && own.y <= frame.height) return false
  return handlePoints(playground).some((corner) => {
    const far = Math.hypot(corner.x - at.x, corner.y - at.y)
    return far > nearest && far <= farthest
  })
}

export function startTurn(playground: Playground, from: Point): Gesture {
  const { document } = playground, ids = [...document.selection()], box = boxAround(document, ids)
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const angleOf = (at: Point): number => {
    const page = toPage(playground.view, at)
    return (Math.atan2(centre.y - page.y, page.x - centre.x) * 180) / Math.PI
  }
  const start = angleOf(from)
  let map: Affine | null = null
  const gesture: Gesture = {
    move(at, keys) {
      const raw = ((angleOf(at) - start + 540) % 360) - 180, degrees = keys.shift ? Math.round(raw / snapDegrees) * snapDegrees : Math.round(raw)
      map = about(box, rotation(degrees))
      gesture.overlay = { turned: degrees }
      playground.preview = new Map(ids.map((id): [string, Affine] => [id, map!]))
      playground.redraw()
    },
    end() {
      playground.preview = new Map()
      if (map && gesture.overlay?.turned !== 0) transformLayers(document, ids, map)
      playground.redraw()
    },
    cancel() {
      playground.preview = new Map()
      playground.redraw()
    },
  }
  return gesture
}
