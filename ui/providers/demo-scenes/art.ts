// What a scene draws with. Coordinates are px of the picture, y down.
import type { Palette } from './palette'
import type { Random } from './random'

/** The part of a 2D context that browsers and @napi-rs/canvas share. */
export type DrawContext = Omit<OffscreenCanvasRenderingContext2D, 'canvas'>

export type Art = {
  context: DrawContext
  /** px. */
  width: number
  height: number
  /** The shorter edge, px: what sizes of things are measured in. */
  edge: number
  prompt: string
  random: Random
  palette: Palette
  /** Only the subject is drawn, on nothing. */
  transparent: boolean
  /** 0 to 1: less of it draws less small detail. */
  detail: number
}

/** One scene, in steps: the caller may let others work between two of them. */
export type Steps = Generator<void, void, void>

export type Scene = {
  id: string
  /** Words that ask for it; the earliest in the prompt wins within a rank. */
  words: RegExp
  /** 1 subjects, 2 settings, 3 styles: lower is asked first. */
  rank: 1 | 2 | 3
  draw(art: Art): Steps
  /** Whether the scene can be drawn as a subject alone. */
  hasSubject: boolean
  /** Quoted words are already part of the scene, as on a label. */
  letters?: boolean
}

/** A gradient from colours at places 0 to 1. */
export function linear(context: DrawContext, from: readonly [number, number], to: readonly [number, number], stops: readonly (readonly [number, string])[]): CanvasGradient {
  const gradient = context.createLinearGradient(from[0], from[1], to[0], to[1])
  for (const [at, colour] of stops) gradient.addColorStop(at, colour)
  return gradient
}

/** Round gradient, centre to rim. */
export function radial(context: DrawContext, x: number, y: number, radius: number, stops: readonly (readonly [number, string])[]): CanvasGradient {
  const gradient = context.createRadialGradient(x, y, 0, x, y, Math.max(radius, 0.01))
  for (const [at, colour] of stops) gradient.addColorStop(at, colour)
  return gradient
}

/** Fills the whole picture. */
export function wash(art: Art, fill: string | CanvasGradient): void {
  art.context.fillStyle = fill
  art.context.fillRect(0, 0, art.width, art.height)
}

/** A soft spot of light or shade that ends at nothing; `hex` is graded. */
export function glow(art: Art, x: number, y: number, radiusX: number, radiusY: number, hex: string, alpha: number, blend: GlobalCompositeOperation = 'source-over', turn = 0): void {
  const { context, palette } = art
  context.save()
  context.globalCompositeOperation = blend
  context.translate(x, y)
  if (turn !== 0) context.rotate(turn)
  context.scale(radiusX, radiusY)
  context.fillStyle = radial(context, 0, 0, 1, [[0, palette.css(hex, alpha)], [0.28, palette.css(hex, alpha * 0.62)], [0.6, palette.css(hex, alpha * 0.19)], [1, palette.css(hex, 0)]])
  context.fillRect(-1, -1, 2, 2)
  context.restore()
}

/** A smooth line through points, left open. */
export function trace(context: DrawContext, points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], i) => {
    const next = points[i + 1]
    if (i === 0) context.lineTo(x, y)
    else if (next) context.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2)
    else context.lineTo(x, y)
  })
}

/** The same as `trace`, closed. */
export function shape(context: DrawContext, points: readonly (readonly [number, number])[]): void {
  const first = points[0], last = points[points.length - 1]
  if (!first || !last) return
  context.beginPath()
  context.moveTo((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
  points.forEach(([x, y], i) => {
    const next = points[(i + 1) % points.length] ?? first
    context.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2)
  })
  context.closePath()
}

export function ellipse(context: DrawContext, x: number, y: number, radiusX: number, radiusY: number, turn = 0): void {
  context.beginPath()
  context.ellipse(x, y, Math.max(radiusX, 0), Math.max(radiusY, 0), turn, 0, Math.PI * 2)
}
