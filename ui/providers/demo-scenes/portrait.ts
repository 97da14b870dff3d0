// A person, drawn in few calm shapes with light from one side.
import { ellipse, glow, linear, radial, shape, wash } from './art'
import type { Art, Scene, Steps } from './art'
import { between, pick } from './random'

type Points = readonly (readonly [number, number])[]

function* scene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const lightLeft = random() < 0.5, dir = lightLeft ? 1 : -1, wide = width > height * 1.2
  const skin = pick<readonly [string, string, string]>(random, [['#f2cdb0', '#d99f7c', '#9a5f48'], ['#d9a47a', '#b3764e', '#6e4029'], ['#8f5d3f', '#6b4029', '#3a2016'], ['#f6dccb', '#e3b59d', '#a97460']])
  const hair = pick<readonly [string, string]>(random, [['#3a2a24', '#15100f'], ['#7a4a2a', '#3d2112'], ['#c99a5c', '#8a5f30'], ['#8f8d8e', '#4a494c'], ['#a8452a', '#5e2113']])
  const short = /\b(man|boy|father|he|guy|gentleman|grandfather)\b/i.test(art.prompt) || (!/woman|girl|mother|she|lady/i.test(art.prompt) && random() < 0.4)
  if (!art.transparent) {
    const [light, deep] = pick<readonly [string, string]>(random, [['#e8c9a0', '#b5763f'], ['#a9c0c4', '#4f7079'], ['#d9b5b0', '#96605f'], ['#b7c2a0', '#66754c'], ['#8f93b8', '#444a78']])
    wash(art, radial(context, width * (lightLeft ? 0.3 : 0.7), height * 0.3, Math.hypot(width, height) * 0.75, [[0, palette.mix(light, '#ffffff', 0.25)], [0.5, palette.css(light)], [1, palette.css(deep)]]))
  }
  yield
  const r = edge * (height > width * 1.3 ? 0.27 : 0.2), x = width * (art.transparent ? 0.5 : wide ? between(random, 0.54, 0.7) : 0.5), y = height * (height > width * 1.3 ? 0.44 : 0.4), foot = art.transparent ? Math.min(height * 0.96, y + r * 2.75) : height + r
  if (!art.transparent) {
    ellipse(context, x, y + r * 0.2, r * 1.85, r * 1.85)
    context.fillStyle = palette.css('#fff6e6', 0.16)
    context.fill()
  }
  const at = (points: Points): Points => points.map(([px, py]) => [x + px * r, y + py * r] as const)
  const lit = (a: string, b: string, reach: number): CanvasGradient => linear(context, [x - reach * r * dir, 0], [x + reach * r * dir, 0], [[0, palette.mix(a, '#ffffff', 0.12)], [0.5, palette.css(a)], [1, palette.css(b)]])
  // Hair behind, neck, shoulders.
  if (!short) {
    shape(context, at([[0, -1.34], [0.8, -1.15], [1.12, -0.3], [1.08, 0.7], [1.22, 1.55], [0.6, 1.75], [-0.6, 1.75], [-1.22, 1.55], [-1.08, 0.7], [-1.12, -0.3], [-0.8, -1.15]]))
    context.fillStyle = lit(hair[0], hair[1], 1)
    context.fill()
  }
  shape(context, at([[-0.38, 0.6], [0.38, 0.6], [0.42, 1.35], [0.75, 1.7], [-0.75, 1.7], [-0.42, 1.35]]))
  context.fillStyle = lit(skin[1], skin[2], 0.5)
  context.fill()
  glow(art, x + dir * r * 0.1, y + r * 0.98, r * 0.55, r * 0.22, skin[2], 0.8, 'multiply')
  yield
  const cloth = palette.accent, shoulders: Points = [[-0.62, 1.42], [-0.2, 1.72], [0.2, 1.72], [0.62, 1.42], [1.35, 1.72], [1.85, 2.3], [2, (foot - y) / r], [-2, (foot - y) / r], [-1.85, 2.3], [-1.35, 1.72]]
  shape(context, at(shoulders))
  context.fillStyle = linear(context, [x - r * 1.9 * dir, y + r * 1.4], [x + r * 1.9 * dir, y + r * 2.6], [[0, palette.mix(cloth, '#ffffff', 0.25)], [0.5, palette.css(cloth)], [1, palette.mix(cloth, '#140c10', 0.45)]])
  context.fill()
  context.strokeStyle = palette.mix(cloth, '#ffffff', 0.3, 0.7)
  context.lineWidth = r * 0.07
  context.beginPath()
  context.moveTo(x - r * 0.66, y + r * 1.5)
  context.quadraticCurveTo(x, y + r * 1.98, x + r * 0.66, y + r * 1.5)
  context.stroke()
  yield
  for (const side of [-1, 1]) {
    ellipse(context, x + side * r * 0.8, y + r * 0.06, r * 0.13, r * 0.22)
    context.fillStyle = palette.css(side === dir ? skin[2] : skin[1])
    context.fill()
  }
  shape(context, at([[0, -1.02], [0.52, -0.94], [0.8, -0.5], [0.8, 0.1], [0.66, 0.58], [0.3, 0.95], [0, 1.02], [-0.3, 0.95], [-0.66, 0.58], [-0.8, 0.1], [-0.8, -0.5], [-0.52, -0.94]]))
  context.fillStyle = lit(skin[0], skin[1], 0.85)
  context.fill()
  context.save()
  context.clip()
  glow(art, x + dir * r * 0.8, y + r * 0.25, r * 0.62, r * 1.2, skin[2], 0.7, 'multiply')
  for (const side of [-1, 1]) glow(art, x + side * r * 0.42, y + r * 0.32, r * 0.24, r * 0.18, '#e8705c', 0.24)
  context.restore()
  face(art, x, y, r, skin, hair[1], dir)
  yield
  fringe(art, x, y, r, hair, short, random() < 0.5 ? 1 : -1, dir)
}

function face(art: Art, x: number, y: number, r: number, skin: readonly [string, string, string], brow: string, dir: number): void {
  const { context, palette } = art
  context.lineCap = 'round'
  const ink = palette.mix(brow, skin[2], 0.2)
  for (const side of [-1, 1]) {
    const ex = x + side * r * 0.33, ey = y + r * 0.03
    context.strokeStyle = ink
    context.lineWidth = r * 0.06
    context.beginPath()
    context.moveTo(ex - side * r * 0.15, ey - r * 0.2)
    context.quadraticCurveTo(ex + side * r * 0.05, ey - r * 0.31, ex + side * r * 0.21, ey - r * 0.19)
    context.stroke()
    shape(context, [[ex - r * 0.16, ey + r * 0.02], [ex - r * 0.06, ey - r * 0.085], [ex + r * 0.08, ey - r * 0.085], [ex + r * 0.16, ey], [ex + r * 0.04, ey + r * 0.07], [ex - r * 0.07, ey + r * 0.07]])
    context.fillStyle = palette.css('#fbf6ef')
    context.fill()
    ellipse(context, ex, ey - r * 0.005, r * 0.066, r * 0.07)
    context.fillStyle = palette.css('#2b1c16')
    context.fill()
    ellipse(context, ex - dir * r * 0.025, ey - r * 0.03, r * 0.019, r * 0.019)
    context.fillStyle = '#ffffff'
    context.fill()
    context.lineWidth = r * 0.034
    context.strokeStyle = palette.css('#2b1a15')
    context.beginPath()
    context.moveTo(ex - r * 0.14, ey)
    context.quadraticCurveTo(ex, ey - r * 0.14, ex + r * 0.15, ey - r * 0.01)
    context.stroke()
  }
  context.strokeStyle = palette.css(skin[2], 0.75)
  context.lineWidth = r * 0.035
  context.beginPath()
  context.moveTo(x + dir * r * 0.03, y + r * 0.05)
  context.quadraticCurveTo(x + dir * r * 0.13, y + r * 0.33, x + dir * r * 0.1, y + r * 0.37)
  context.quadraticCurveTo(x, y + r * 0.43, x - dir * r * 0.08, y + r * 0.37)
  context.stroke()
  shape(context, [[x - r * 0.22, y + r * 0.6], [x - r * 0.07, y + r * 0.56], [x, y + r * 0.58], [x + r * 0.07, y + r * 0.56], [x + r * 0.22, y + r * 0.6], [x + r * 0.08, y + r * 0.7], [x - r * 0.08, y + r * 0.7]])
  context.fillStyle = palette.mix('#b8544a', skin[2], 0.35)
  context.fill()
}

function fringe(art: Art, x: number, y: number, r: number, hair: readonly [string, string], short: boolean, part: number, dir: number): void {
  const { context, palette } = art
  const points: Points = short
    ? [[-0.86, -0.1], [-0.98, -0.7], [-0.66, -1.24], [0, -1.42], [0.66, -1.26], [0.98, -0.7], [0.86, -0.1], [0.76, -0.42], [0.56, -0.66], [0.1, -0.62], [-0.3, -0.72], [-0.72, -0.5]]
    : [[-0.92, 0.62], [-1.1, -0.3], [-0.86, -1.1], [0, -1.38], [0.86, -1.1], [1.1, -0.3], [0.92, 0.62], [0.8, 0.05], [0.7, -0.4], [0.28, -0.86], [-0.34, -0.5], [-0.74, -0.22], [-0.8, 0.1]]
  shape(context, points.map(([px, py]) => [x + px * r * part, y + py * r] as const))
  context.fillStyle = linear(context, [x - r * dir, y - r], [x + r * dir, y], [[0, palette.mix(hair[0], '#ffe9cc', 0.28)], [0.4, palette.css(hair[0])], [1, palette.css(hair[1])]])
  context.fill()
  context.save()
  context.clip()
  context.lineWidth = r * 0.014
  for (let i = 0; i < 30; i += 1) {
    context.strokeStyle = palette.css(i % 2 ? hair[1] : '#ffe3c0', i % 2 ? 0.3 : 0.1)
    context.beginPath()
    context.moveTo(x + part * r * 0.3, y - r * 1.4)
    context.quadraticCurveTo(x + (i / 15 - 1) * r * 1.2, y - r * 1.2, x + (i / 15 - 1) * r * 1.3, y + r * 0.6)
    context.stroke()
  }
  context.restore()
}

export const portrait: Scene = { id: 'portrait', words: /portrait|\b(wo)?m[ae]n\b|person|people|\bgirl|\bboy\b|face\b|avatar|headshot|model wearing|founder|employee|smiling/i, rank: 1, hasSubject: true, draw: scene }
