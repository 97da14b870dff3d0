// Posters, gradients and patterns: orbits, arcs or light that flows.
import { ellipse, glow, linear, wash } from './art'
import type { Art, Scene, Steps } from './art'
import { quotedWords } from '../../prompts/quoted-words'
import { between, createNoise, pick } from './random'

const sets: readonly [readonly string[], ...(readonly string[])[]] = [
  ['#1f4bd8', '#a9bdff', '#f4f1ea', '#0f2a86', '#ff7a4d'],
  ['#c8411e', '#ffb59c', '#fff1e3', '#7d1f10', '#f4c64e'],
  ['#0f5e57', '#9ed6c4', '#f3efdf', '#083a38', '#f08a5d'],
  ['#2a2450', '#b3a4f0', '#f7eefc', '#161033', '#ff6f91'],
  ['#e7b53c', '#fff0bf', '#fffaf0', '#a8701a', '#2c4a7c'],
]

function* scene(art: Art): Steps {
  const { random, palette } = art
  const chosen = pick(random, sets), colours = palette.named ? [palette.accent, chosen[1] ?? '', '#f7f2e8', chosen[3] ?? '', chosen[4] ?? ''] : chosen
  if (art.transparent) return yield* orbits(art, colours)
  const kind = /gradient|aurora|flow|fluid|blur|background|texture/i.test(art.prompt) ? 2 : /orbit|line/i.test(art.prompt) ? 0 : quotedWords(art.prompt).length > 0 ? Math.floor(random() * 2) * 2 : /pattern|geometric|bauhaus|tile|mosaic/i.test(art.prompt) ? 1 : Math.floor(random() * 3) // words need a quiet ground
  yield* kind === 0 ? orbits(art, colours) : kind === 1 ? tiles(art, colours) : flow(art, colours)
}

const colour = (colours: readonly string[], i: number): string => colours[i % colours.length] ?? '#888888'

/** Rings with planets around a point off the middle. */
function* orbits(art: Art, colours: readonly string[]): Steps {
  const { context, random, palette, width, height, edge, transparent } = art
  const ground = colour(colours, 0), ink = colour(colours, 1)
  if (!transparent) wash(art, linear(context, [0, 0], [width, height], [[0, palette.mix(ground, '#ffffff', 0.07)], [1, palette.mix(ground, '#000000', 0.1)]]))
  const x = transparent ? width / 2 : width * between(random, 0.6, 0.84), y = transparent ? height / 2 : height * between(random, 0.56, 0.76), gap = edge * (transparent ? 0.085 : between(random, 0.12, 0.15))
  const rings = transparent ? 5 : Math.ceil(Math.hypot(width, height) / gap)
  if (!transparent) glow(art, x, y, edge, edge, ink, 0.3, 'screen')
  for (let i = 1; i < rings; i += 1) {
    ellipse(context, x, y, gap * i, gap * i)
    context.strokeStyle = palette.css(transparent ? ground : ink, Math.max(0.2, 0.85 - i * 0.06))
    context.lineWidth = Math.max(1, edge * (transparent ? 0.007 : 0.0022))
    context.stroke()
    const turn = random() * 6.3, size = edge * between(random, 0.01, 0.026) * (transparent ? 1.7 : 1)
    if (i < 8) {
      ellipse(context, x + Math.cos(turn) * gap * i, y + Math.sin(turn) * gap * i, size, size)
      context.fillStyle = palette.css(i === 3 ? colour(colours, 4) : transparent ? ground : ink)
      context.fill()
    }
  }
  yield
  const middle = gap * (transparent ? 0.82 : 0.5)
  ellipse(context, x, y, middle, middle)
  context.fillStyle = palette.css(transparent ? colour(colours, 4) : colour(colours, 2))
  context.fill()
}

/** A grid of quarter circles, discs and bars. */
function* tiles(art: Art, colours: readonly string[]): Steps {
  const { context, random, palette, width, height, edge } = art
  const side = edge / Math.round(between(random, 4, 6))
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width; x += side) {
      const a = Math.floor(random() * 5), b = a + 1 + Math.floor(random() * 4), kind = Math.floor(random() * 5), turn = Math.floor(random() * 4)
      context.save()
      context.translate(x + side / 2, y + side / 2)
      context.rotate((turn * Math.PI) / 2)
      context.fillStyle = palette.css(colour(colours, a))
      context.fillRect(-side / 2 - 0.5, -side / 2 - 0.5, side + 1, side + 1)
      context.fillStyle = palette.css(colour(colours, b))
      context.beginPath()
      if (kind === 0) context.arc(0, 0, side * 0.36, 0, 7)
      else if (kind === 1) { context.moveTo(-side / 2, -side / 2); context.arc(-side / 2, -side / 2, side, 0, Math.PI / 2) }
      else if (kind === 2) context.arc(0, -side / 2, side / 2, 0, Math.PI)
      else if (kind === 3) context.rect(-side / 2, -side / 2, side, side / 2)
      else { context.moveTo(-side / 2, -side / 2); context.lineTo(side / 2, side / 2); context.lineTo(-side / 2, side / 2) }
      context.fill()
      if (kind === 1) {
        context.fillStyle = palette.css(colour(colours, a))
        context.beginPath()
        context.moveTo(-side / 2, -side / 2)
        context.arc(-side / 2, -side / 2, side * 0.5, 0, Math.PI / 2)
        context.fill()
      }
      context.restore()
    }
    yield
  }
}

/** Folds of light. */
function* flow(art: Art, colours: readonly string[]): Steps {
  const { context, random, palette, width, height, edge } = art
  wash(art, linear(context, [0, 0], [width, height], [[0, palette.css(colour(colours, 3))], [0.5, palette.css(colour(colours, 0))], [1, palette.css(colour(colours, 3))]]))
  for (let i = 0; i < 9; i += 1) {
    glow(art, random() * width, random() * height, edge * between(random, 0.5, 0.95), edge * between(random, 0.35, 0.75), colour(colours, i), 0.5, 'source-over', random() * 3)
    yield
  }
  const wave = createNoise(random, 2), slope = between(random, -0.3, 0.3)
  for (let i = 0; i < 16; i += 1) {
    const t = i / 15, base = height * (0.05 + t * 0.95), tall = edge * 0.28
    const line = (x: number): number => base + wave((x / edge) * 0.75 + i * 0.13) * tall + slope * (x - width / 2)
    context.beginPath()
    context.moveTo(-5, height + tall)
    for (let x = -5; x <= width + 20; x += edge / 60) context.lineTo(x, line(x))
    context.lineTo(width + 20, height + tall)
    context.fillStyle = linear(context, [0, base - tall * 0.6], [width * 0.3, base + tall * 1.5], [[0, palette.mix(colour(colours, i), '#ffffff', 0.35, 0.3)], [0.35, palette.css(colour(colours, i), 0.2)], [1, palette.css(colour(colours, 3), 0.12)]])
    context.fill()
    if (i % 2 === 1) yield
  }
}

export const abstract: Scene = { id: 'abstract', words: /abstract|gradient|pattern|poster|geometric|bauhaus|texture|background|wallpaper|logo|\bicon\b|shapes|minimal|aurora|banner|cover art/i, rank: 3, hasSubject: true, draw: scene }
