// An armchair in a quiet room.
import { ellipse, glow, linear } from './art'
import type { Art, Scene, Steps } from './art'
import { between, pick } from './random'
import { wallWithWindow } from './still-life'

function legs(art: Art, x: number, y: number, s: number): void {
  const { context, palette } = art
  context.strokeStyle = palette.css('#6b4529')
  context.lineCap = 'round'
  context.lineWidth = s * 0.045
  context.beginPath()
  for (const [from, to] of [[-0.4, -0.5], [0.4, 0.5], [-0.26, -0.3], [0.26, 0.3]] as const) {
    context.moveTo(x + from * s, y - s * 0.26)
    context.lineTo(x + to * s, y - (Math.abs(from) < 0.3 ? s * 0.05 : 0))
  }
  context.stroke()
}

function chair(art: Art, x: number, y: number, s: number, hex: string, lightLeft: boolean): void {
  const { context, palette } = art
  const dir = lightLeft ? 1 : -1
  const cloth = (reach: number, dim = 0): CanvasGradient => linear(context, [x - reach * dir, 0], [x + reach * dir, 0], [[0, palette.mix(hex, '#ffffff', 0.3 - dim * 0.3)], [0.45, palette.mix(hex, '#20140f', dim * 0.4)], [1, palette.mix(hex, '#20140f', 0.42 + dim * 0.3)]])
  const block = (left: number, top: number, wide: number, tall: number, round: number, fill: CanvasGradient): void => {
    context.beginPath()
    context.roundRect(x + left * s, y + top * s, wide * s, tall * s, round * s)
    context.fillStyle = fill
    context.fill()
  }
  legs(art, x, y, s)
  block(-0.46, -1.08, 0.92, 0.8, 0.24, cloth(s * 0.5))
  for (const at of [-0.16, 0.16]) {
    context.strokeStyle = palette.mix(hex, '#1a100c', 0.5, 0.4)
    context.lineWidth = s * 0.012
    context.beginPath()
    context.moveTo(x + at * s, y - s * 1.05)
    context.lineTo(x + at * s, y - s * 0.56)
    context.stroke()
  }
  glow(art, x, y - s * 0.56, s * 0.5, s * 0.13, '#150c09', 0.55, 'multiply')
  block(-0.44, -0.6, 0.88, 0.22, 0.09, cloth(s * 0.5))
  block(-0.44, -0.42, 0.88, 0.2, 0.06, cloth(s * 0.5, 0.6))
  for (const side of [-1, 1]) block(side < 0 ? -0.6 : 0.42, -0.74, 0.18, 0.53, 0.09, linear(context, [x + side * s * 0.6, y - s * 0.74], [x + side * s * 0.4, y - s * 0.2], [[0, palette.mix(hex, '#ffffff', side === -dir ? 0.34 : 0.12)], [1, palette.mix(hex, '#20140f', side === -dir ? 0.2 : 0.5)]]))
  // Cushion.
  context.save()
  context.translate(x + s * 0.14 * dir, y - s * 0.72)
  context.rotate(0.18 * dir)
  context.beginPath()
  context.roundRect(-s * 0.17, -s * 0.17, s * 0.34, s * 0.34, s * 0.08)
  context.fillStyle = linear(context, [-s * 0.2 * dir, -s * 0.2], [s * 0.2 * dir, s * 0.2], [[0, palette.css('#fbf2e2')], [1, palette.css('#bfa98d')]])
  context.fill()
  context.restore()
}

function plant(art: Art, x: number, y: number, s: number): void {
  const { context, palette, random } = art
  for (let i = 0; i < 15; i += 1) {
    const turn = -Math.PI / 2 + (i / 14 - 0.5) * 2.5 + between(random, -0.1, 0.1), reach = s * between(random, 0.6, 1.05), wide = reach * 0.11
    context.save()
    context.translate(x, y - s * 0.4)
    context.rotate(turn)
    context.beginPath()
    context.moveTo(0, 0)
    context.bezierCurveTo(reach * 0.4, -wide * 1.6, reach * 0.8, -wide, reach, wide * 1.2)
    context.bezierCurveTo(reach * 0.8, wide * 1.2, reach * 0.4, wide * 0.9, 0, 0)
    context.fillStyle = linear(context, [0, 0], [reach, 0], [[0, palette.css('#1f3b2a')], [1, palette.mix('#3f6f4a', '#a9c48a', random())]])
    context.fill()
    context.restore()
  }
  context.beginPath()
  context.moveTo(x - s * 0.22, y - s * 0.42)
  context.lineTo(x + s * 0.22, y - s * 0.42)
  context.lineTo(x + s * 0.16, y)
  context.lineTo(x - s * 0.16, y)
  context.closePath()
  context.fillStyle = linear(context, [x - s * 0.22, 0], [x + s * 0.22, 0], [[0, palette.css('#e9ddcb')], [1, palette.css('#8f7d6a')]])
  context.fill()
}

function lamp(art: Art, x: number, y: number, s: number): void {
  const { context, palette } = art
  context.fillStyle = palette.css('#2b2523')
  context.fillRect(x - s * 0.012, y - s * 1.7, s * 0.024, s * 1.7)
  ellipse(context, x, y, s * 0.16, s * 0.035)
  context.fill()
  glow(art, x, y - s * 1.62, s * 1.1, s * 1.1, '#ffd9a0', 0.5, 'screen')
  context.beginPath()
  context.moveTo(x - s * 0.13, y - s * 1.86)
  context.lineTo(x + s * 0.13, y - s * 1.86)
  context.lineTo(x + s * 0.25, y - s * 1.5)
  context.lineTo(x - s * 0.25, y - s * 1.5)
  context.closePath()
  context.fillStyle = linear(context, [0, y - s * 1.86], [0, y - s * 1.5], [[0, palette.css('#f1dfc0')], [1, palette.css('#fff3d8')]])
  context.fill()
}

function* scene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const hex = palette.accent, lightLeft = random() < 0.5, dir = lightLeft ? 1 : -1
  if (art.transparent) {
    chair(art, width / 2, height * 0.9, edge * 0.7, hex, lightLeft)
    return
  }
  const floor = height * between(random, 0.7, 0.76), s = edge * between(random, 0.38, 0.44), wide = width > height * 1.2
  yield* wallWithWindow(art, floor, lightLeft)
  const [light, deep] = pick<readonly [string, string]>(random, [['#d3ab7c', '#8a6240'], ['#b98a5f', '#6b4529'], ['#d9cfc2', '#9a8f82']])
  context.fillStyle = linear(context, [lightLeft ? 0 : width, floor], [lightLeft ? width : 0, height], [[0, palette.css(light)], [1, palette.css(deep)]])
  context.fillRect(0, floor, width, height - floor)
  context.strokeStyle = palette.css(deep, 0.35)
  context.lineWidth = Math.max(0.7, edge * 0.0016)
  context.beginPath()
  for (let i = -14; i <= 14; i += 1) {
    context.moveTo(width / 2 + i * edge * 0.13, floor)
    context.lineTo(width / 2 + i * edge * 0.3, height)
  }
  context.stroke()
  context.fillStyle = palette.css('#f6f0e6', 0.85)
  context.fillRect(0, floor - edge * 0.022, width, edge * 0.022)
  yield
  const x = width * (wide ? between(random, 0.54, 0.66) : 0.5), y = floor + (height - floor) * 0.42
  ellipse(context, x, y + edge * 0.01, s * 1.25, (height - floor) * 0.34)
  context.fillStyle = palette.mix('#efe6d8', hex, 0.12)
  context.fill()
  picture(art, x - dir * s * 0.1, floor - s * 1.28, s * 0.5)
  lamp(art, x + dir * s * 0.95, floor + edge * 0.02, s)
  plant(art, x - dir * s * 1.05, floor + edge * 0.035, s * 0.8)
  yield
  glow(art, x + dir * s * 0.25, y - s * 0.01, s * 0.95, s * 0.15, '#1c110c', 0.7, 'multiply')
  chair(art, x, y, s, hex, lightLeft)
  glow(art, lightLeft ? 0 : width, height * 0.1, edge * 1.3, edge, '#fff0d2', 0.32, 'screen')
}

/** Framed arcs on the wall. */
function picture(art: Art, x: number, y: number, s: number): void {
  const { context, palette } = art
  glow(art, x + s * 0.06, y + s * 0.12, s * 0.7, s * 0.85, '#2a1c14', 0.35, 'multiply')
  context.fillStyle = palette.css('#fbf7ef')
  context.fillRect(x - s * 0.42, y - s * 0.54, s * 0.84, s * 1.08)
  context.save()
  context.beginPath()
  context.rect(x - s * 0.32, y - s * 0.43, s * 0.64, s * 0.86)
  context.clip()
  for (const [r, hex] of [[0.52, '#e4b88f'], [0.4, '#c9705a'], [0.28, '#3f5a63'], [0.15, '#f1d9a9']] as const) {
    ellipse(context, x, y + s * 0.43, s * r, s * r)
    context.fillStyle = palette.css(hex)
    context.fill()
  }
  context.restore()
}

export const interior: Scene = { id: 'interior', words: /(arm)?chairs?\b|sofa|couch|interior|living room|bedroom|\brooms?\b|furniture|lounge|\blamp\b|\bhome\b|office|studio apartment/i, rank: 1, hasSubject: true, draw: scene }
