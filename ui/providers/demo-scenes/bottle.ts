// A bottle on a plinth in a studio; quoted words stand on its label.
import { ellipse, glow, linear } from './art'
import type { Art, Scene, Steps } from './art'
import { quotedWords } from '../../prompts/quoted-words'
import { drawText, fitText } from './lettering'
import { between, pick } from './random'
import { studio } from './still-life'

function disc(art: Art, x: number, y: number, radius: number, thick: number, hex: string, lightLeft: boolean): void {
  const { context, palette } = art
  const flat = radius * 0.26, dir = lightLeft ? 1 : -1
  glow(art, x + dir * radius * 0.5, y + thick + flat * 0.3, radius * 1.7, flat * 1.5, '#1c120d', 0.6, 'multiply')
  const side = linear(context, [x - radius * dir, 0], [x + radius * dir, 0], [[0, palette.mix(hex, '#ffffff', 0.3)], [0.4, palette.css(hex)], [1, palette.mix(hex, '#2a1d18', 0.5)]])
  context.fillStyle = side
  ellipse(context, x, y + thick, radius, flat)
  context.fill()
  context.fillRect(x - radius, y, radius * 2, thick)
  ellipse(context, x, y, radius, flat)
  context.fillStyle = linear(context, [x - radius * dir, y - flat], [x + radius * dir, y + flat], [[0, palette.mix(hex, '#ffffff', 0.7)], [1, palette.mix(hex, '#ffffff', 0.18)]])
  context.fill()
}

function* scene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const lightLeft = random() < 0.5, dir = lightLeft ? 1 : -1, wide = width > height * 1.2
  const hex = palette.named ? palette.accent : pick(random, ['#d9b8a0', '#9fb3a4', '#c98d74', '#8fa3b8', '#d8cbb6', '#a88fa3'])
  const x = art.transparent ? width / 2 : width * (wide ? between(random, 0.56, 0.7) : 0.5)
  let foot = height * 0.9
  if (!art.transparent) {
    foot = studio(art, hex, lightLeft) + edge * 0.04
    yield
    if (random() < 0.6) disc(art, x - dir * edge * 0.27, foot - edge * 0.06, edge * 0.14, edge * 0.16, hex, lightLeft)
    disc(art, x, foot, edge * 0.3, edge * 0.07, hex, lightLeft)
    foot += edge * 0.02
  }
  yield
  const tall = edge * (art.transparent ? 0.82 : between(random, 0.5, 0.58)), half = tall * between(random, 0.17, 0.22), shoulder = foot - tall * 0.7, neck = half * 0.4, round = half * between(random, 0.25, 0.8)
  const glass = pick<readonly [string, string]>(random, [['#b9702e', '#4a2410'], ['#5f8f7c', '#1b3d33'], ['#f3eee4', '#b9ae9f'], ['#3c4450', '#14181f'], ['#d9a49a', '#8f5a52']])
  const [light, deep] = palette.named && art.transparent ? [palette.accent, '#1c1a1f'] as const : glass
  if (!art.transparent) glow(art, x + dir * half * 1.5, foot, half * 3, half * 0.62, '#1a100b', 0.65, 'multiply')
  const across = (reach: number, a: string, b: string): CanvasGradient => linear(context, [x - reach * dir, 0], [x + reach * dir, 0], [[0, palette.mix(a, b, 0.55)], [0.08, palette.mix(a, '#ffffff', 0.35)], [0.2, palette.css(a)], [0.55, palette.mix(a, b, 0.55)], [0.88, palette.css(b)], [1, palette.mix(a, b, 0.45)]])
  context.beginPath()
  context.moveTo(x - half, foot - half * 0.12)
  context.lineTo(x - half, shoulder + round)
  context.bezierCurveTo(x - half, shoulder - round * 0.3, x - neck, shoulder + round * 0.1, x - neck, shoulder - round * 0.7)
  context.lineTo(x + neck, shoulder - round * 0.7)
  context.bezierCurveTo(x + neck, shoulder + round * 0.1, x + half, shoulder - round * 0.3, x + half, shoulder + round)
  context.lineTo(x + half, foot - half * 0.12)
  context.quadraticCurveTo(x, foot + half * 0.26, x - half, foot - half * 0.12)
  context.closePath()
  context.fillStyle = across(half, light, deep)
  context.fill()
  context.save()
  context.clip()
  context.fillStyle = linear(context, [0, shoulder], [0, foot], [[0, palette.css('#ffffff', 0.12)], [0.5, palette.css('#ffffff', 0)], [1, palette.css('#120a06', 0.4)]])
  context.fillRect(x - half, shoulder - round, half * 2, tall)
  context.fillStyle = linear(context, [x - dir * half * 0.8, 0], [x - dir * half * 0.5, 0], [[0, 'rgba(255, 255, 255, 0)'], [0.4, 'rgba(255, 255, 255, 0.62)'], [1, 'rgba(255, 255, 255, 0)']])
  context.fillRect(x - half, shoulder + round * 0.8, half * 2, foot - shoulder - round - half * 0.3)
  context.fillStyle = palette.css('#ffffff', 0.16)
  context.fillRect(x + dir * half * 0.78 - half * 0.05, shoulder + round, half * 0.1, tall)
  context.restore()
  yield
  const capTop = foot - tall, capFoot = shoulder - round * 0.62, capHalf = neck * 1.28
  context.fillStyle = across(capHalf, pick(random, ['#e8d3a8', '#f4f1ea', '#2c2a2b', '#c99a6a']), '#3a2c22')
  context.beginPath()
  context.roundRect(x - capHalf, capTop, capHalf * 2, capFoot - capTop, capHalf * 0.16)
  context.fill()
  context.fillStyle = palette.css('#1d140f', 0.4)
  context.fillRect(x - capHalf, capFoot - tall * 0.012, capHalf * 2, tall * 0.012)
  label(art, x, shoulder + (foot - shoulder) * 0.32, half, (foot - shoulder) * 0.44, lightLeft)
  if (!art.transparent) glow(art, lightLeft ? 0 : width, 0, edge * 1.2, edge, '#fff3dc', 0.3, 'screen')
}

function label(art: Art, x: number, top: number, half: number, tall: number, lightLeft: boolean): void {
  const { context, palette } = art
  const [name, ...more] = quotedWords(art.prompt), dir = lightLeft ? 1 : -1, wide = half * 1.5
  context.fillStyle = linear(context, [x - half * dir, 0], [x + half * dir, 0], [[0, palette.css('#efe8dc')], [0.3, palette.css('#fffdf8')], [1, palette.css('#b7aa9a')]])
  context.fillRect(x - wide / 2, top, wide, tall)
  const ink = palette.css('#2a2521')
  if (name !== undefined) {
    const set = fitText(context, name, { width: wide * 0.84, height: tall * (more.length > 0 ? 0.4 : 0.5) }, tall * 0.3, 700, 3)
    drawText(context, set, x, top + tall * (more.length > 0 ? 0.3 : 0.5) - set.heightPx / 2, ink, 'center', 700)
    more.slice(0, 2).forEach((text, i) => drawText(context, fitText(context, text, { width: wide * 0.78, height: tall * 0.16 }, tall * 0.1, 500, 2), x, top + tall * (0.58 + i * 0.2), ink, 'center', 500))
    return
  }
  // A label without words: a mark and lines.
  ellipse(context, x, top + tall * 0.34, tall * 0.11, tall * 0.11)
  context.strokeStyle = ink
  context.lineWidth = Math.max(1, tall * 0.012)
  context.stroke()
  ellipse(context, x, top + tall * 0.34, tall * 0.045, tall * 0.045)
  context.fillStyle = ink
  context.fill()
  for (const [at, reach, alpha] of [[0.6, 0.5, 0.85], [0.7, 0.34, 0.4], [0.76, 0.4, 0.4]] as const) {
    context.fillStyle = palette.css('#2a2521', alpha)
    context.fillRect(x - (wide * reach) / 2, top + tall * at, wide * reach, Math.max(1, tall * (at === 0.6 ? 0.03 : 0.014)))
  }
}

export const bottle: Scene = { id: 'bottle', words: /bottles?\b|perfume|cosmetic|skincare|serum|shampoo|\bjar\b|packag|wine|beer|whisk|product|label|lotion|fragrance/i, rank: 1, hasSubject: true, letters: true, draw: scene }
