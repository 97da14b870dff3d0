// The outline that is being drawn with the lasso: corners pressed one by one, or a line followed. Source px.
import type { Point } from './around'

export type Lasso = {
  readonly corners: readonly Point[]
  readonly erase: boolean
  /** False when the point lies on the first or the last corner of an outline that can be closed: then it is meant to close it. */
  add(point: Point, erase: boolean, closePx: number): boolean
  /** A point of a drawn line, unless it lies closer than `leastPx` to the last one. */
  follow(point: Point, leastPx: number): void
  /** Takes the last corner away. False when there is none. */
  back(): boolean
  drop(): void
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

export function createLasso(): Lasso {
  let corners: Point[] = [], erase = false
  return {
    get corners() { return corners },
    get erase() { return erase },
    add(point, erases, closePx) {
      if (corners.length >= 3 && (distance(point, corners[0]!) <= closePx || distance(point, corners[corners.length - 1]!) <= closePx)) return false
      if (corners.length === 0) erase = erases
      corners = [...corners, point]
      return true
    },
    follow(point, leastPx) {
      const last = corners[corners.length - 1]
      if (last && distance(last, point) < leastPx) return
      corners.push(point)
    },
    back() {
      if (corners.length === 0) return false
      corners = corners.slice(0, -1)
      return true
    },
    drop() {
      corners = []
    },
  }
}
