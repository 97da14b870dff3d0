// Extents, bounds and affine maps. Pure; both realms. Their message schemas are in geometry-schemas.ts: the pixel worker goes without them.

/** Width and height. The unit is in the name of the field that holds it: px for pictures, canvas units for layers. */
export type Extent = { width: number; height: number }

/** Position and extent, y down. */
export type Bounds = { x: number; y: number; width: number; height: number }

/** 2x3 affine map as Figma writes it: [[a, c, tx], [b, d, ty]]; maps (x, y) to (a x + c y + tx, b x + d y + ty). */
export type Affine = [[number, number, number], [number, number, number]]

export const identity: Affine = [[1, 0, 0], [0, 1, 0]]

export const translation = (x: number, y: number): Affine => [[1, 0, x], [0, 1, y]]
export const scaling = (x: number, y = x): Affine => [[x, 0, 0], [0, y, 0]]
/** Figma's positive angle is counter-clockwise on screen (host.md 5). Degrees. */
export const rotation = (degrees: number): Affine => {
  const r = (degrees * Math.PI) / 180
  return [[Math.cos(r), Math.sin(r), 0], [-Math.sin(r), Math.cos(r), 0]]
}

/** `first` applied after `second`: multiply(a, b)(p) = a(b(p)). */
export const multiply = (a: Affine, b: Affine): Affine => [
  [a[0][0] * b[0][0] + a[0][1] * b[1][0], a[0][0] * b[0][1] + a[0][1] * b[1][1], a[0][0] * b[0][2] + a[0][1] * b[1][2] + a[0][2]],
  [a[1][0] * b[0][0] + a[1][1] * b[1][0], a[1][0] * b[0][1] + a[1][1] * b[1][1], a[1][0] * b[0][2] + a[1][1] * b[1][2] + a[1][2]],
]

/** Null when the map has no inverse. */
export function invert(m: Affine): Affine | null {
  const det = m[0][0] * m[1][1] - m[0][1] * m[1][0]
  if (!Number.isFinite(det) || Math.abs(det) < 1e-12) return null
  const a = m[1][1] / det, c = -m[0][1] / det, b = -m[1][0] / det, d = m[0][0] / det
  return [[a, c, -(a * m[0][2] + c * m[1][2])], [b, d, -(b * m[0][2] + d * m[1][2])]]
}

export const applyTo = (m: Affine, x: number, y: number): { x: number; y: number } => ({
  x: m[0][0] * x + m[0][1] * y + m[0][2],
  y: m[1][0] * x + m[1][1] * y + m[1][2],
})

/** The axis-aligned box around `box` after `m`. */
export function mapBounds(m: Affine, box: Bounds): Bounds {
  const points = [applyTo(m, box.x, box.y), applyTo(m, box.x + box.width, box.y), applyTo(m, box.x, box.y + box.height), applyTo(m, box.x + box.width, box.y + box.height)]
  return boundsOfPoints(points)
}

export function boundsOfPoints(points: readonly { x: number; y: number }[]): Bounds {
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y)
  const x = Math.min(...xs), y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** Null when the two do not overlap in an area. */
export function intersect(a: Bounds, b: Bounds): Bounds | null {
  const x = Math.max(a.x, b.x), y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x, height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

export const contains = (outer: Bounds, inner: Bounds, slack = 0): boolean =>
  inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.x + inner.width <= outer.x + outer.width + slack && inner.y + inner.height <= outer.y + outer.height + slack

export const ratioOf = (e: Extent): number => e.width / e.height
export const areaOf = (e: Extent): number => e.width * e.height
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** px that FILL hides on the longer-cut axis when a picture of `picture` px fills a box of ratio `box`. */
export function trimOfFill(picture: Extent, box: Extent): number {
  const scale = Math.max(box.width / picture.width, box.height / picture.height)
  return Math.max(picture.width - box.width / scale, picture.height - box.height / scale)
}
