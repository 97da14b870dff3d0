// Deep space: a field of galaxies, one great spiral, or a planet with its orbit.
import { ellipse, glow, linear, radial, wash } from './art'
import type { Art, Scene, Steps } from './art'
import { between, pick } from './random'
import { stars } from './sky'

const warm = ['#ffd9a0', '#ffb27a', '#ffe8c8'] as const
const cold = ['#a9c8ff', '#d4e2ff', '#8fb0f2'] as const

function night(art: Art): void {
  const { context, palette, width, height } = art
  wash(art, linear(context, [0, 0], [width, height], [[0, palette.css('#05070f')], [0.5, palette.css('#080b18')], [1, palette.css('#04050c')]]))
}

function smallGalaxy(art: Art, x: number, y: number, size: number): void {
  const { context, random, palette } = art
  const hex = pick(random, random() < 0.55 ? warm : cold), flat = between(random, 0.18, 0.95), turn = random() * 3.2
  glow(art, x, y, size, size * flat, hex, 0.75, 'screen', turn)
  glow(art, x, y, size * 0.36, size * 0.36 * Math.max(flat, 0.5), '#fff4e2', 0.9, 'screen', turn)
  if (size > art.edge * 0.016 && random() < 0.6) spiral(art, x, y, size * 0.95, flat, turn, hex, '#9fc0ff', 220, random() < 0.5 ? -1 : 1)
  else if (flat < 0.3 && size > art.edge * 0.012) {
    context.save()
    context.translate(x, y)
    context.rotate(turn)
    ellipse(context, 0, size * 0.02, size * 0.62, size * 0.022)
    context.fillStyle = palette.css('#2a140c', 0.6)
    context.fill()
    context.restore()
  }
}

/** Arms of dust and young stars along a logarithmic spiral. */
function spiral(art: Art, x: number, y: number, size: number, flat: number, turn: number, core: string, arm: string, points: number, hand = 1): void {
  const { context, random, palette } = art
  const cos = Math.cos(turn), sin = Math.sin(turn)
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let i = 0; i < points; i += 1) {
    const t = random() ** 0.8, loose = random() < 0.3 ? 2.4 : 1
    const angle = hand * (Math.log(t + 0.06) * 2.6 + (i % 2) * Math.PI + (random() + random() + random() - 1.5) * 0.62 * loose), blur = (random() + random() - 1) * 0.1 * loose
    const px = Math.cos(angle) * t + blur * Math.cos(angle + 1.4), py = (Math.sin(angle) * t + blur * Math.sin(angle + 1.4)) * flat
    const gx = x + (px * cos - py * sin) * size, gy = y + (px * sin + py * cos) * size
    const pinkish = random() < 0.06
    context.fillStyle = pinkish ? palette.css('#ff7f9f', 0.6) : palette.mix(core, arm, Math.min(1, t * 1.5), between(random, 0.08, 0.6) * (1 - t * 0.8) * (loose > 1 ? 0.6 : 1))
    const r = Math.max(0.4, size * 0.0055 * (random() ** 3 * 2.4 + 0.35))
    context.fillRect(gx - r, gy - r, r * 2, r * 2)
  }
  context.restore()
}

/** A near star, with the cross that a telescope gives it. */
function brightStar(art: Art, x: number, y: number, size: number): void {
  const { context, random, palette } = art
  const hex = pick(random, random() < 0.5 ? cold : warm)
  glow(art, x, y, size * 1.2, size * 1.2, hex, 0.6, 'screen')
  for (const turn of [0.35, 0.35 + Math.PI / 2]) glow(art, x, y, size * 3, size * 0.09, hex, 0.85, 'screen', turn)
  ellipse(context, x, y, size * 0.13, size * 0.13)
  context.fillStyle = palette.css('#ffffff')
  context.fill()
}

function nebula(art: Art, hexes: readonly [string, ...string[]], count: number, alpha: number): void {
  const { random, width, height, edge } = art
  const slope = between(random, -0.7, 0.7)
  for (let i = 0; i < count; i += 1) {
    const t = between(random, -0.6, 0.6), spread = (random() + random() - 1) * 0.34
    glow(art, width * (0.5 + t) - spread * slope * edge, height * 0.5 + t * slope * width * 0.6 + spread * edge, edge * between(random, 0.1, 0.36), edge * between(random, 0.07, 0.22), pick(random, hexes), alpha * between(random, 0.4, 1), 'screen', random() * 3)
  }
}

function* deepField(art: Art): Steps {
  const { random, width, height, edge } = art
  const amount = (width * height) / (edge * edge)
  night(art)
  nebula(art, ['#1c2b55', '#2a1d44', '#16324a'], 14, 0.3)
  yield
  stars(art, 240 * amount * art.detail, height * 1.6, 0.6)
  yield
  const hero = /spiral|galaxy\b|andromeda|milky way/i.test(art.prompt) && !/deep.?field|galaxies|hubble|webb/i.test(art.prompt)
  const count = hero ? 46 : 190
  for (let i = 0; i < count * amount * art.detail; i += 1) {
    smallGalaxy(art, random() * width, random() * height, edge * (0.0035 + 0.03 * random() ** 5))
    if (i % 40 === 39) yield
  }
  if (hero) {
    const x = width * between(random, 0.42, 0.64), y = height * between(random, 0.46, 0.58), size = edge * between(random, 0.36, 0.46), flat = between(random, 0.36, 0.7), turn = between(random, -0.8, 0.8)
    glow(art, x, y, size * 1.15, size * 1.15 * flat, '#3c5ba8', 0.5, 'screen', turn)
    const hand = random() < 0.5 ? -1 : 1
    for (let part = 0; part < 4; part += 1) {
      spiral(art, x, y, size, flat, turn, '#ffd8a4', '#93b6ff', 1900 * art.detail, hand)
      yield
    }
    glow(art, x, y, size * 0.5, size * 0.5 * Math.max(flat, 0.6), '#ffcf92', 0.7, 'screen', turn)
    glow(art, x, y, size * 0.17, size * 0.17 * Math.max(flat, 0.7), '#fff5df', 1, 'screen', turn)
  } else {
    for (let i = 0; i < 5 * amount; i += 1) {
      const size = edge * between(random, 0.03, 0.07)
      smallGalaxy(art, random() * width, random() * height, size)
      yield
    }
  }
  for (let i = 0; i < 7 * amount; i += 1) brightStar(art, random() * width, random() * height, edge * (0.006 + 0.022 * random() ** 3))
}

function* planetScene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const moon = /\bmoon|lunar/i.test(art.prompt), red = /\bmars\b|red planet/i.test(art.prompt), ringed = /saturn|rings?\b/i.test(art.prompt) || (!moon && !red && random() < 0.5)
  if (!art.transparent) {
    night(art)
    nebula(art, ['#1d3570', '#43286b', '#0f5566'], 22, 0.36)
    yield
    stars(art, 420 * (width * height) / (edge * edge), height * 1.7, 0.9)
    for (let i = 0; i < 5; i += 1) brightStar(art, random() * width, random() * height, edge * between(random, 0.006, 0.016))
    yield
  }
  const wide = width > height * 1.15
  const x = art.transparent ? width / 2 : width * (wide ? between(random, 0.6, 0.74) : between(random, 0.42, 0.6)), y = art.transparent ? height / 2 : height * between(random, 0.5, 0.64)
  const r = edge * (art.transparent ? (ringed ? 0.24 : 0.42) : between(random, 0.24, 0.32)), tilt = between(random, -0.5, -0.2), lit = -0.75
  const [light, dark] = moon ? ['#e9e4d8', '#6d6a68'] : red ? ['#e2885a', '#6e2c1c'] : pick<readonly [string, string]>(random, [['#f0cf9c', '#a5683c'], ['#9fc7ea', '#2b5a9c'], ['#b7d7c4', '#2f7a78'], ['#e7b3a0', '#87466a']])
  const ring = (front: boolean): void => {
    if (!ringed) return
    context.save()
    context.translate(x, y)
    context.rotate(tilt)
    context.beginPath()
    context.rect(-r * 3, front ? 0 : -r * 2, r * 6, r * 2)
    context.clip()
    for (let i = 0; i < 30; i += 1) {
      const at = 1.32 + i * 0.026, gap = i > 16 && i < 19
      ellipse(context, 0, 0, r * at, r * at * 0.26)
      context.strokeStyle = palette.mix(light, '#fff6e6', (i * 7) % 5 / 6, gap ? 0.05 : 0.24 + ((i * 13) % 7) * 0.075)
      context.lineWidth = r * 0.026
      context.stroke()
    }
    context.restore()
  }
  if (!art.transparent) glow(art, x, y, r * 1.9, r * 1.9, light, 0.26, 'screen')
  ring(false)
  context.save()
  ellipse(context, x, y, r, r)
  context.clip()
  context.fillStyle = linear(context, [x, y - r], [x, y + r], [[0, palette.css(light)], [1, palette.css(dark)]])
  context.fillRect(x - r, y - r, r * 2, r * 2)
  if (moon || red) for (let i = 0; i < 46; i += 1) {
    const a = random() * 6.3, d = Math.sqrt(random()) * r * 0.95, size = r * (0.02 + 0.16 * random() ** 3), cx = x + Math.cos(a) * d, cy = y + Math.sin(a) * d, squash = Math.sqrt(Math.max(0.1, 1 - (d / r) ** 2))
    ellipse(context, cx, cy, size, size * (0.4 + 0.6 * squash))
    context.fillStyle = palette.css(dark, 0.34)
    context.fill()
    ellipse(context, cx + size * 0.12, cy + size * 0.12, size * 0.86, size * 0.86 * (0.4 + 0.6 * squash))
    context.fillStyle = palette.mix(light, dark, 0.4, 0.5)
    context.fill()
  } else {
    context.translate(x, y)
    context.rotate(tilt)
    for (let i = 0; i < 24; i += 1) {
      const band = -r + (i / 24) * r * 2
      ellipse(context, 0, band, r * 1.2, r * between(random, 0.03, 0.09))
      context.fillStyle = palette.mix(light, random() < 0.5 ? dark : '#fff8ea', random() * 0.8, 0.3)
      context.fill()
    }
    context.rotate(-tilt)
    context.translate(-x, -y)
  }
  yield
  context.fillStyle = radial(context, x + r * lit * 0.55, y - r * 0.5, r * 1.9, [[0, 'rgba(255, 250, 235, 0.34)'], [0.3, 'rgba(0, 0, 10, 0)'], [0.62, 'rgba(0, 2, 14, 0.62)'], [1, 'rgba(0, 1, 8, 0.96)']])
  context.fillRect(x - r, y - r, r * 2, r * 2)
  context.restore()
  ring(true)
  if (!art.transparent) {
    const mx = x - r * between(random, 1.5, 2.1), my = y - r * between(random, 0.5, 1.1), mr = r * between(random, 0.07, 0.13)
    ellipse(context, mx, my, mr, mr)
    context.fillStyle = radial(context, mx - mr * 0.5, my - mr * 0.5, mr * 1.8, [[0, palette.css('#f5efe2')], [0.5, palette.css('#8f8a86')], [1, palette.css('#16161d')]])
    context.fill()
  }
}

export const galaxy: Scene = { id: 'galaxy', words: /galax|deep.?field|nebula|milky way|andromeda|hubble|webb|cosmos|universe/i, rank: 1, hasSubject: false, draw: deepField }
export const planet: Scene = { id: 'planet', words: /planet|saturn|jupiter|\bmars\b|\bmoon\b|lunar|orbit|astronaut|\bspace\b|solar system/i, rank: 2, hasSubject: true, draw: planetScene }
export const starrySky: Scene = { id: 'stars', words: /\bstars\b|starfield|constellation/i, rank: 3, hasSubject: false, draw: deepField }
