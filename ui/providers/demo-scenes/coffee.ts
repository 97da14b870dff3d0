// A cup and saucer on a wooden table, in the light of a window.
import { ellipse, glow, linear, radial, shape } from './art'
import type { Art, Scene, Steps } from './art'
import { between, pick } from './random'
import { tableTop, wallWithWindow } from './still-life'

const oak: readonly [string, string] = ['#c9925c', '#8d5a31']
const woods: readonly [typeof oak, ...(typeof oak)[]] = [oak, ['#8a5a38', '#54331f'], ['#d9b48a', '#a67c50'], ['#6d4630', '#3b2418']]

function* scene(art: Art): Steps {
  const { random, width, height, edge, palette } = art
  const lightLeft = random() < 0.6
  const size = edge * between(random, 0.25, 0.3)
  const wide = width > height * 1.2
  const x = wide ? width * between(random, 0.54, 0.7) : width * between(random, 0.47, 0.53)
  const y = height * (art.transparent ? 0.6 : between(random, 0.63, 0.69))
  if (!art.transparent) {
    const edgeY = height * between(random, 0.42, 0.48)
    yield* wallWithWindow(art, edgeY, lightLeft)
    yield* tableTop(art, edgeY, pick(random, woods), lightLeft)
    beans(art, x, y, size)
  }
  yield
  const colour = palette.named ? palette.accent : pick(random, ['#f4efe6', '#efe6d8', '#2f3b46', '#c7d3cf', '#d8a58c', '#f4efe6'])
  if (!art.transparent) glow(art, x + size * (lightLeft ? 0.6 : -0.6), y + size * 0.24, size * 2.1, size * 0.62, '#1b0f0a', 0.62, 'multiply')
  saucer(art, x, y, size, colour, lightLeft)
  yield
  cup(art, x, y, size, colour, lightLeft)
  yield
  if (!art.transparent) {
    steam(art, x, y - size * 0.95, size)
    glow(art, lightLeft ? 0 : width, 0, edge * 1.3, edge * 1.1, '#ffe9c4', 0.3, 'screen')
  }
}

function saucer(art: Art, x: number, y: number, size: number, colour: string, lightLeft: boolean): void {
  const { context, palette } = art
  const dir = lightLeft ? 1 : -1, rx = size * 1.42, ry = size * 0.46, cy = y + size * 0.12
  ellipse(context, x, cy + size * 0.07, rx * 0.97, ry)
  context.fillStyle = palette.mix(colour, '#2a1a12', 0.52)
  context.fill()
  ellipse(context, x, cy, rx, ry)
  context.fillStyle = linear(context, [x - rx * dir, cy - ry], [x + rx * dir, cy + ry], [[0, palette.mix(colour, '#ffffff', 0.5)], [0.5, palette.css(colour)], [1, palette.mix(colour, '#3a2a22', 0.34)]])
  context.fill()
  ellipse(context, x, cy + size * 0.012, rx * 0.7, ry * 0.66)
  context.fillStyle = linear(context, [x - rx * dir, cy], [x + rx * dir, cy], [[0, palette.mix(colour, '#3a2a22', 0.26)], [0.6, palette.mix(colour, '#ffffff', 0.12)], [1, palette.mix(colour, '#ffffff', 0.3)]])
  context.fill()
  ellipse(context, x, cy, rx * 0.985, ry * 0.97)
  context.strokeStyle = palette.css('#ffffff', 0.4)
  context.lineWidth = size * 0.012
  context.stroke()
  glow(art, x + dir * size * 0.22, cy + size * 0.02, size * 0.95, size * 0.24, '#1e120c', 0.7, 'multiply')
  // Spoon on the saucer's near rim.
  context.save()
  context.translate(x - size * 0.1, cy + ry * 0.6)
  context.rotate(-0.07)
  const metal = linear(context, [0, -size * 0.04], [0, size * 0.05], [[0, palette.css('#f6f3ee')], [0.5, palette.css('#a9a39b')], [1, palette.css('#5a534c')]])
  context.fillStyle = metal
  ellipse(context, -size * 0.62, 0, size * 0.19, size * 0.06)
  context.fill()
  context.beginPath()
  context.roundRect(-size * 0.5, -size * 0.014, size * 1.24, size * 0.03, size * 0.015)
  context.fill()
  context.restore()
}

function cup(art: Art, x: number, y: number, size: number, colour: string, lightLeft: boolean): void {
  const { context, palette, random } = art
  const dir = lightLeft ? 1 : -1, rim = size * 0.84, rimY = size * 0.245, top = y - size * 0.9, foot = size * 0.4
  const light = palette.mix(colour, '#ffffff', 0.55), shade = palette.mix(colour, '#38261d', 0.55), deep = palette.mix(colour, '#1d120c', 0.72)
  // Handle behind the body.
  context.lineCap = 'round'
  for (const [wide, fill, push] of [[0.17, shade, 0], [0.085, palette.mix(colour, '#ffffff', lightLeft ? 0.04 : 0.4), -0.022]] as const) {
    context.strokeStyle = fill
    context.lineWidth = size * wide
    context.beginPath()
    context.moveTo(x + dir * rim * 0.9, top + size * (0.26 + push))
    context.bezierCurveTo(x + dir * rim * 1.62, top + size * (0.06 + push), x + dir * rim * 1.5, top + size * (0.8 + push), x + dir * rim * 0.7, top + size * (0.74 + push))
    context.stroke()
  }
  context.beginPath()
  context.moveTo(x - rim, top)
  context.bezierCurveTo(x - rim * 0.98, top + size * 0.6, x - foot * 1.45, y + size * 0.06, x - foot, y + size * 0.1)
  context.quadraticCurveTo(x, y + size * 0.22, x + foot, y + size * 0.1)
  context.bezierCurveTo(x + foot * 1.45, y + size * 0.06, x + rim * 0.98, top + size * 0.6, x + rim, top)
  context.closePath()
  context.fillStyle = linear(context, [x - rim * dir, 0], [x + rim * dir, 0], [[0, palette.mix(colour, '#38261d', 0.16)], [0.18, light], [0.4, palette.css(colour)], [0.74, shade], [0.93, deep], [1, palette.mix(colour, '#6a4630', 0.5)]])
  context.fill()
  context.fillStyle = linear(context, [0, top], [0, y + size * 0.15], [[0, palette.css('#ffffff', 0.06)], [0.6, palette.css('#2a1810', 0)], [1, palette.css('#2a1810', 0.42)]])
  context.fill()
  glow(art, x - dir * rim * 0.56, top + size * 0.45, size * 0.09, size * 0.34, '#ffffff', 0.55, 'screen', dir * 0.16)

  ellipse(context, x, top, rim, rimY)
  context.fillStyle = linear(context, [x - rim * dir, 0], [x + rim * dir, 0], [[0, palette.mix(colour, '#2b1c14', 0.3)], [1, light]])
  context.fill()
  ellipse(context, x, top + size * 0.016, rim * 0.945, rimY * 0.92)
  context.fillStyle = linear(context, [x - rim * dir, 0], [x + rim * dir, 0], [[0, deep], [0.5, shade], [1, palette.mix(colour, '#ffffff', 0.18)]])
  context.fill()
  const milk = /latte|cappuccino|flat white|milk/i.test(art.prompt) || (!/espresso|black coffee/i.test(art.prompt) && random() < 0.4)
  const tea = /\btea\b|matcha/i.test(art.prompt), surface = top + size * 0.05
  context.save()
  ellipse(context, x, top + size * 0.016, rim * 0.945, rimY * 0.92)
  context.clip()
  ellipse(context, x, surface, rim * 0.9, rimY * 0.86)
  const [rimTone, middle, heart] = tea ? ['#8a4a16', '#b96a22', '#d08a3c'] : ['#a4662c', '#6b3a19', '#3a1d0f']
  context.fillStyle = radial(context, x, surface, rim * 0.92, milk ? [[0, palette.css('#c78f58')], [0.8, palette.css('#a96a36')], [1, palette.css('#6a3c1e')]] : [[0, palette.css(heart)], [0.62, palette.css(middle)], [0.9, palette.css(rimTone)], [1, palette.css('#5a2f14')]])
  context.fill()
  if (milk) rosetta(art, x, surface, rim * 0.62, rimY * 0.6)
  else for (let i = 0; i < 26; i += 1) {
    const turn = random() * 6.3, at = between(random, 0.72, 0.86)
    ellipse(context, x + Math.cos(turn) * rim * at, surface + Math.sin(turn) * rimY * at, size * between(random, 0.004, 0.014), size * between(random, 0.002, 0.006))
    context.fillStyle = palette.css('#e2b071', 0.55)
    context.fill()
  }
  glow(art, x - dir * rim * 0.35, surface - rimY * 0.3, rim * 0.5, rimY * 0.42, '#fff0d8', 0.4, 'screen')
  context.restore()
  ellipse(context, x, top, rim * 0.985, rimY * 0.975)
  context.strokeStyle = palette.css('#ffffff', 0.55)
  context.lineWidth = size * 0.016
  context.stroke()
}

/** A leaf of milk foam, as baristas pour it. */
function rosetta(art: Art, x: number, y: number, rx: number, ry: number): void {
  const { context, palette } = art
  context.save()
  context.translate(x, y)
  context.scale(rx, ry)
  context.strokeStyle = palette.css('#fbf1df', 0.96)
  context.lineCap = 'round'
  for (let i = 0; i < 6; i += 1) {
    const t = i / 5, reach = 0.86 * Math.sin(0.5 + t * 2.3), at = -0.86 + t * 1.45
    context.lineWidth = 0.15 - t * 0.03
    context.beginPath()
    context.moveTo(-reach, at - 0.16)
    context.quadraticCurveTo(-reach * 0.5, at + 0.3, 0, at + 0.34)
    context.quadraticCurveTo(reach * 0.5, at + 0.3, reach, at - 0.16)
    context.stroke()
  }
  context.lineWidth = 0.06
  context.strokeStyle = palette.css('#b47a45')
  context.beginPath()
  context.moveTo(0, -1)
  context.lineTo(0, 1)
  context.stroke()
  context.restore()
}

function steam(art: Art, x: number, y: number, size: number): void {
  const { random } = art
  for (let k = 0; k < 3; k += 1) {
    const phase = random() * 6, side = (k - 1) * size * 0.26
    for (let i = 0; i < 22; i += 1) {
      const t = i / 22
      glow(art, x + side + Math.sin(phase + t * 5) * size * (0.05 + 0.14 * t), y - t * size * 1.35, size * (0.06 + 0.12 * t), size * (0.1 + 0.08 * t), '#fff8ec', 0.13 * Math.sin(Math.PI * Math.min(1, t * 1.1 + 0.08)), 'screen')
    }
  }
}

/** A few coffee beans beside the saucer. */
function beans(art: Art, x: number, y: number, size: number): void {
  const { context, palette, random } = art
  if (/\btea\b|matcha/i.test(art.prompt)) return
  const side = random() < 0.5 ? -1 : 1
  for (let i = 0; i < 9; i += 1) {
    const bx = x + side * size * between(random, 1.5, 2.3), by = y + size * between(random, 0.25, 0.85), turn = random() * 3, r = size * between(random, 0.055, 0.075)
    glow(art, bx + r * 0.3, by + r * 0.5, r * 1.9, r * 1.1, '#160b06', 0.7, 'multiply')
    context.save()
    context.translate(bx, by)
    context.rotate(turn)
    ellipse(context, 0, 0, r, r * 0.66)
    context.fillStyle = radial(context, -r * 0.3, -r * 0.3, r * 1.4, [[0, palette.css('#8a5430')], [0.6, palette.css('#4a2816')], [1, palette.css('#26130a')]])
    context.fill()
    shape(context, [[-r * 0.9, 0], [-r * 0.3, -r * 0.1], [r * 0.3, r * 0.1], [r * 0.9, 0], [r * 0.3, r * 0.16], [-r * 0.3, -r * 0.03]])
    context.fillStyle = palette.css('#1c0d06')
    context.fill()
    context.restore()
  }
}

export const coffee: Scene = { id: 'coffee', words: /coffee|espresso|latte|cappuccino|\bcups?\b|\bmugs?\b|\btea\b|matcha|caf[eé]|barista|breakfast/i, rank: 1, hasSubject: true, draw: scene }
