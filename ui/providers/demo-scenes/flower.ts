// Flowers: one large bloom of layered petals before a soft garden, or a meadow of poppies.
import { ellipse, glow, linear, radial, wash } from './art'
import type { Art, Scene, Steps } from './art'
import { between, pick } from './random'

type Bloom = { inner: string; outer: string; deep: string; heart: string }
const blooms: readonly [Bloom, ...Bloom[]] = [
  { inner: '#f7c9c4', outer: '#e0707f', deep: '#8d2b48', heart: '#f4c64e' },
  { inner: '#ffe9c2', outer: '#f3a64f', deep: '#a84f1b', heart: '#7a3a1c' },
  { inner: '#e8d9f6', outer: '#9a76cf', deep: '#47307f', heart: '#f2cf62' },
  { inner: '#ffffff', outer: '#f0e4d8', deep: '#b79a86', heart: '#e9b83a' },
  { inner: '#f58a6f', outer: '#d23a2c', deep: '#701318', heart: '#241418' },
]

function petal(art: Art, x: number, y: number, length: number, wide: number, turn: number, bloom: Bloom, depth: number): void {
  const { context, palette, random } = art
  context.save()
  context.translate(x, y)
  context.rotate(turn)
  const tip = between(random, -0.07, 0.07) * wide
  context.beginPath()
  context.moveTo(0, 0)
  context.bezierCurveTo(length * 0.2, -wide * 0.62, length * 0.76, -wide * 0.66, length * 0.98, -wide * 0.12 + tip)
  context.quadraticCurveTo(length * 0.94, tip, length, wide * 0.1 + tip)
  context.bezierCurveTo(length * 0.78, wide * 0.66, length * 0.2, wide * 0.6, 0, 0)
  context.fillStyle = linear(context, [0, 0], [length, 0], [[0, palette.css(bloom.deep)], [0.38, palette.mix(bloom.deep, bloom.outer, 0.75)], [0.8, palette.mix(bloom.outer, bloom.inner, depth)], [1, palette.mix(bloom.outer, '#ffffff', 0.2 + depth * 0.4)]])
  context.shadowColor = palette.css(bloom.deep, 0.55)
  context.shadowBlur = wide * 0.16
  context.fill()
  context.shadowBlur = 0
  context.clip()
  context.lineCap = 'round'
  for (let i = 0; i < 13; i += 1) {
    const side = (i / 12 - 0.5) * wide
    context.strokeStyle = palette.css(i % 3 ? bloom.deep : '#ffffff', 0.1)
    context.lineWidth = Math.max(0.6, wide * 0.012)
    context.beginPath()
    context.moveTo(length * 0.06, side * 0.12)
    context.quadraticCurveTo(length * 0.5, side * 1.15, length * between(random, 0.8, 0.97), side * 0.8)
    context.stroke()
  }
  context.restore()
}

function* drawBloom(art: Art, x: number, y: number, size: number, bloom: Bloom, flat = 1): Steps {
  const { context, palette, random } = art
  context.save()
  context.translate(x, y)
  context.scale(1, flat)
  const start = random() * 6
  for (let layer = 0; layer < 4; layer += 1) {
    const count = 9 - layer, length = size * (1 - layer * 0.2)
    for (let i = 0; i < count; i += 1) {
      if (i % 3 === 2) yield
      petal(art, 0, 0, length * between(random, 0.92, 1.06), length * between(random, 0.6, 0.72), start + layer * 0.45 + (i / count) * Math.PI * 2 + between(random, -0.08, 0.08), bloom, 0.15 + layer * 0.25)
    }
    yield
  }
  ellipse(context, 0, 0, size * 0.17, size * 0.17)
  context.fillStyle = radial(context, -size * 0.04, -size * 0.05, size * 0.22, [[0, palette.mix(bloom.heart, '#fff6d8', 0.3)], [0.6, palette.css(bloom.heart)], [1, palette.mix(bloom.heart, '#2a1208', 0.6)]])
  context.fill()
  for (let i = 0; i < 70; i += 1) {
    const turn = random() * 6.3, at = size * 0.23 * Math.sqrt(random())
    ellipse(context, Math.cos(turn) * at, Math.sin(turn) * at, size * 0.011, size * 0.011)
    context.fillStyle = palette.mix(bloom.heart, random() < 0.5 ? '#fff3c4' : '#3a1c0c', 0.5, 0.9)
    context.fill()
  }
  context.restore()
}

function stem(art: Art, x: number, y: number, toX: number, toY: number, wide: number): void {
  const { context, palette, random } = art
  context.strokeStyle = linear(context, [x - wide, y], [x + wide, y], [[0, palette.css('#7fa05a')], [1, palette.css('#2f4f30')]])
  context.lineWidth = wide
  context.beginPath()
  context.moveTo(x, y)
  context.quadraticCurveTo(x + (toX - x) * 0.1, y + (toY - y) * 0.6, toX, toY)
  context.stroke()
  for (const side of [-1, 1]) {
    const at = between(random, 0.4, 0.7), lx = x + (toX - x) * at * 0.6, ly = y + (toY - y) * at, reach = wide * 11
    context.beginPath()
    context.moveTo(lx, ly)
    context.bezierCurveTo(lx + side * reach * 0.3, ly - reach * 0.6, lx + side * reach * 0.9, ly - reach * 0.6, lx + side * reach, ly - reach * 0.3)
    context.bezierCurveTo(lx + side * reach * 0.8, ly, lx + side * reach * 0.3, ly + reach * 0.06, lx, ly)
    context.fillStyle = linear(context, [lx, ly], [lx + side * reach, ly - reach * 0.4], [[0, palette.css('#2f5535')], [1, palette.css('#8fb06a')]])
    context.fill()
  }
}

function* scene(art: Art): Steps {
  const { random, palette, width, height, edge, context } = art
  const bloom = /popp/i.test(art.prompt) ? blooms[4] ?? blooms[0] : palette.named && palette.accent !== '#4f8a5b' ? { inner: '#fff6ee', outer: palette.accent, deep: '#4a1c2c', heart: '#f2c64e' } : pick(random, blooms)
  if (!art.transparent) {
    const [light, deep] = pick<readonly [string, string]>(random, [['#cfd8b4', '#3f5b45'], ['#f0dcc6', '#8a7a68'], ['#b9cbd6', '#3c5468'], ['#3b4a45', '#101a18']])
    wash(art, linear(context, [0, 0], [width * 0.4, height], [[0, palette.css(light)], [1, palette.css(deep)]]))
    for (let i = 0; i < 34; i += 1) glow(art, random() * width, random() * height, edge * between(random, 0.05, 0.24), edge * between(random, 0.05, 0.24), pick(random, [light, bloom.outer, '#8fb06a', '#fff4d8']), 0.26)
    yield
    for (let i = 0; i < 20; i += 1) {
      const size = edge * between(random, 0.012, 0.05)
      ellipse(context, random() * width, random() * height, size, size)
      context.fillStyle = palette.css('#fff6dc', between(random, 0.03, 0.13))
      context.fill()
    }
  }
  yield
  const bunch = /bouquet|bunch|flowers|meadow|popp|garden|tulips|roses/i.test(art.prompt)
  if (!bunch || art.transparent) {
    const x = width * (width > height * 1.2 && !art.transparent ? between(random, 0.56, 0.7) : 0.5), y = height * (art.transparent ? 0.42 : 0.46), size = edge * (art.transparent ? 0.34 : 0.36)
    stem(art, x, y, x + between(random, -0.1, 0.1) * edge, height * (art.transparent ? 0.94 : 1.05), edge * 0.018)
    yield
    yield* drawBloom(art, x, y, size, bloom, between(random, 0.82, 0.96))
    return
  }
  const count = Math.round(7 + (width / edge) * 4)
  for (let i = 0; i < count; i += 1) {
    const t = i / (count - 1), size = edge * (0.05 + 0.13 * t ** 1.5) * between(random, 0.85, 1.15), x = (((i * 0.618 + 0.2) % 1) * 1.06 - 0.03) * width, y = height * (0.42 + 0.38 * t + between(random, -0.06, 0.06))
    context.globalAlpha = 0.55 + 0.45 * t
    stem(art, x, y, x + between(random, -0.12, 0.12) * edge, height * 1.1, size * 0.07)
    yield* drawBloom(art, x, y, size, random() < 0.75 ? bloom : pick(random, blooms), between(random, 0.6, 0.9))
  }
  context.globalAlpha = 1
  glow(art, width * 0.2, 0, edge, edge, '#fff2cf', 0.45, 'screen')
}

export const flower: Scene = { id: 'flower', words: /flowers?\b|floral|bouquet|roses?\b|tulips?\b|popp(y|ies)|peon(y|ies)|blossom|bloom|daisy|lily|dahlia/i, rank: 1, hasSubject: true, draw: scene }
