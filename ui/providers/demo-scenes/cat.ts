// Portrait of a cat, built from thousands of short strokes of fur.
import { ellipse, glow, linear, radial, shape, wash } from './art'
import type { Art, Scene, Steps } from './art'
import { between, createNoise, pick } from './random'

type Coat = { base: string; light: string; dark: string; stripes: boolean; eye: string }
const tabby: Coat = { base: '#a5815c', light: '#e9d5b5', dark: '#4a3524', stripes: true, eye: '#a9b84a' }
const coats: readonly [Coat, ...Coat[]] = [
  tabby,
  { base: '#d58d48', light: '#fbe0b8', dark: '#9a4f1e', stripes: true, eye: '#c9a436' },
  { base: '#8b8f97', light: '#dfe1e4', dark: '#43474f', stripes: true, eye: '#7fae6a' },
  { base: '#34343a', light: '#6a6a72', dark: '#141418', stripes: false, eye: '#d8b23c' },
]

/** Strokes along `direction` inside the current clip. */
function fur(art: Art, count: number, place: () => readonly [number, number], direction: (x: number, y: number) => number, length: number, colour: (x: number, y: number) => string): void {
  const { context, random } = art
  context.lineCap = 'round'
  for (let i = 0; i < count; i += 1) {
    const [x, y] = place(), turn = direction(x, y) + between(random, -0.28, 0.28), run = length * between(random, 0.5, 1.3)
    context.strokeStyle = colour(x, y)
    context.lineWidth = length * between(random, 0.035, 0.085)
    context.beginPath()
    context.moveTo(x, y)
    context.quadraticCurveTo(x + Math.cos(turn) * run * 0.5, y + Math.sin(turn) * run * 0.5, x + Math.cos(turn + 0.25) * run, y + Math.sin(turn + 0.25) * run)
    context.stroke()
  }
}

function* scene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const wide = width > height * 1.2
  const r = edge * between(random, 0.25, 0.285) * (height > width * 1.3 ? 1.22 : 1), x = art.transparent ? width / 2 : width * (wide ? between(random, 0.52, 0.7) : between(random, 0.46, 0.54)), y = height * (height > width * 1.3 ? 0.52 : 0.47)
  const coat = /tabby|striped/i.test(art.prompt) ? (random() < 0.6 ? tabby : pick(random, [coats[1] ?? tabby, coats[2] ?? tabby])) : /ginger|orange/i.test(art.prompt) ? coats[1] ?? tabby : /black/i.test(art.prompt) ? coats[3] ?? tabby : /gr[ea]y|silver/i.test(art.prompt) ? coats[2] ?? tabby : pick(random, coats)
  const lightLeft = random() < 0.5
  if (!art.transparent) {
    const [back, deep] = pick<readonly [string, string]>(random, [['#8fa39b', '#3d504c'], ['#c9a27e', '#5e4334'], ['#7d8ba6', '#2e384f'], ['#b58f94', '#543944']])
    wash(art, radial(context, width * (lightLeft ? 0.25 : 0.75), height * 0.3, Math.hypot(width, height) * 0.8, [[0, palette.mix(back, '#ffffff', 0.22)], [0.5, palette.css(back)], [1, palette.css(deep)]]))
    for (let i = 0; i < 16; i += 1) {
      const size = edge * between(random, 0.02, 0.1)
      ellipse(context, random() * width, random() * height, size, size)
      context.fillStyle = palette.css('#fff1d6', between(random, 0.02, 0.075))
      context.fill()
    }
  }
  yield
  const css = palette.css, noise = createNoise(random, 3)
  // Chest and shoulders.
  const chestFoot = art.transparent ? y + r * 1.9 : height + r * 0.2, reach = (chestFoot - y) / r
  shape(context, [[x - r * 0.7, y + r * 0.5], [x - r * 1.15, y + r * 1.5], [x - r * 1.35, chestFoot], [x + r * 1.35, chestFoot], [x + r * 1.15, y + r * 1.5], [x + r * 0.7, y + r * 0.5]])
  context.fillStyle = linear(context, [x - r * 1.3, y], [x + r * 1.3, y], lightLeft ? [[0, css(coat.base)], [1, css(coat.dark)]] : [[0, css(coat.dark)], [1, css(coat.base)]])
  context.fill()
  context.save()
  context.clip()
  for (let part = 0; part < 3; part += 1) {
    fur(art, 250 * reach * art.detail, () => [x + between(random, -1.4, 1.4) * r, y + between(random, 0.5, reach) * r], (px) => Math.PI / 2 + ((x - px) / r) * 0.3, r * 0.2, (px, py) => {
      const middle = Math.abs(px - x) / r
      const stripe = coat.stripes && middle > 0.42 && Math.sin((py - y) / r * 9 + middle * 3 + noise(py / r * 2) * 2) > 0.35
      return stripe ? palette.mix(coat.dark, coat.base, random() * 0.3, 0.6) : palette.mix(middle < 0.4 ? coat.light : coat.base, random() < 0.5 ? coat.dark : coat.light, random() * 0.4, 0.55)
    })
    yield
  }
  context.restore()
  yield
  glow(art, x, y + r * 0.98, r * 0.95, r * 0.3, '#120b08', 0.5, 'multiply')

  for (const side of [-1, 1]) ear(art, x, y, r, side, coat)
  yield
  const head: readonly (readonly [number, number])[] = [[0, -0.84], [0.45, -0.8], [0.83, -0.45], [0.96, 0.06], [1.04, 0.42], [0.72, 0.7], [0.34, 0.9], [0, 0.95], [-0.34, 0.9], [-0.72, 0.7], [-1.04, 0.42], [-0.96, 0.06], [-0.83, -0.45], [-0.45, -0.8]]
  shape(context, head.map(([hx, hy]) => [x + hx * r, y + hy * r]))
  context.fillStyle = radial(context, x + (lightLeft ? -0.3 : 0.3) * r, y - r * 0.35, r * 1.7, [[0, palette.mix(coat.base, coat.light, 0.45)], [0.6, css(coat.base)], [1, css(coat.dark)]])
  context.fill()
  context.save()
  context.clip()
  const colour = (px: number, py: number): string => {
    const dx = (px - x) / r, dy = (py - y) / r, muzzle = (dx / 0.46) ** 2 + ((dy - 0.52) / 0.34) ** 2, eyes = ((Math.abs(dx) - 0.42) / 0.34) ** 2 + ((dy + 0.06) / 0.27) ** 2
    if (muzzle < 1 || eyes < 0.9) return palette.mix(coat.light, coat.base, random() * 0.3, 0.62)
    const brow = dy < -0.22 && Math.abs(dx) < 0.5 && Math.sin(dx * 19 + Math.sign(dx) * dy * 2) > 0.2
    const cheek = Math.abs(dx) > 0.56 && Math.sin((dy + Math.abs(dx) * 0.5) * 17 + noise(dy * 3)) > 0.3
    if (coat.stripes && (brow || cheek)) return palette.mix(coat.dark, coat.base, random() * 0.4, 0.62)
    return palette.mix(coat.base, random() < 0.5 ? coat.light : coat.dark, random() * 0.36, 0.5)
  }
  const place = (): readonly [number, number] => [x + between(random, -1.05, 1.05) * r, y + between(random, -0.95, 1) * r]
  for (let part = 0; part < 4; part += 1) {
    fur(art, 1100 * art.detail, place, (px, py) => Math.atan2(py - (y + r * 0.15), px - x), r * 0.13, colour)
    yield
  }
  glow(art, x + (lightLeft ? 0.8 : -0.8) * r, y + r * 0.3, r * 0.8, r * 1.2, '#140c08', 0.5, 'multiply')
  glow(art, x - (lightLeft ? 0.6 : -0.6) * r, y - r * 0.4, r * 0.8, r * 0.8, '#fff0d6', 0.3, 'soft-light')
  context.restore()
  for (const side of [-1, 1]) eye(art, x + side * r * 0.43, y - r * 0.03, r * 0.215, side, coat, lightLeft)
  muzzle(art, x, y, r, coat)
}

function ear(art: Art, x: number, y: number, r: number, side: number, coat: Coat): void {
  const { context, palette, random } = art
  const at = (ex: number, ey: number): [number, number] => [x + side * ex * r, y + ey * r]
  context.beginPath()
  context.moveTo(...at(0.16, -0.72))
  context.quadraticCurveTo(...at(0.5, -1.22), ...at(0.84, -1.42))
  context.quadraticCurveTo(...at(0.98, -0.9), ...at(0.93, -0.2))
  context.closePath()
  context.fillStyle = linear(context, at(0.84, -1.42), at(0.5, -0.4), [[0, palette.css(coat.dark)], [0.5, palette.css(coat.base)]])
  context.fill()
  context.beginPath()
  context.moveTo(...at(0.36, -0.74))
  context.quadraticCurveTo(...at(0.58, -1.05), ...at(0.79, -1.22))
  context.quadraticCurveTo(...at(0.88, -0.86), ...at(0.82, -0.4))
  context.closePath()
  context.fillStyle = linear(context, at(0.79, -1.2), at(0.55, -0.5), [[0, palette.css('#c98f80')], [1, palette.mix('#a7685c', coat.dark, 0.4)]])
  context.fill()
  fur(art, 90, () => at(between(random, 0.36, 0.6), between(random, -0.86, -0.56)), () => (side > 0 ? -1.0 : Math.PI + 1.0), r * 0.26, () => palette.css(coat.light, 0.6))
  fur(art, 130, () => { const t = random(); return at(0.2 + t * 0.64, -0.76 - t * 0.62) }, () => (side > 0 ? -0.4 : Math.PI + 0.4), r * 0.08, () => palette.mix(coat.base, coat.dark, random(), 0.7))
}

function eye(art: Art, x: number, y: number, r: number, side: number, coat: Coat, lightLeft: boolean): void {
  const { context, palette } = art
  const lid = (grow: number): void => {
    context.beginPath()
    context.moveTo(x - side * r * 1.12 * grow, y + r * 0.36 * grow)
    context.bezierCurveTo(x - side * r * 0.7 * grow, y - r * 0.95 * grow, x + side * r * 0.7 * grow, y - r * 1.15 * grow, x + side * r * 1.16 * grow, y - r * 0.3 * grow)
    context.bezierCurveTo(x + side * r * 0.8 * grow, y + r * 0.85 * grow, x - side * r * 0.3 * grow, y + r * 0.98 * grow, x - side * r * 1.12 * grow, y + r * 0.36 * grow)
    context.closePath()
  }
  lid(1.2)
  context.fillStyle = palette.css('#17100c')
  context.fill()
  context.save()
  lid(1)
  context.clip()
  context.fillStyle = radial(context, x, y + r * 0.25, r * 1.15, [[0, palette.mix(coat.eye, '#fff6c8', 0.55)], [0.55, palette.css(coat.eye)], [1, palette.mix(coat.eye, '#20180a', 0.7)]])
  context.fillRect(x - r * 1.4, y - r * 1.4, r * 2.8, r * 2.8)
  ellipse(context, x, y, r * 0.34, r * 0.78)
  context.fillStyle = palette.css('#0b0907')
  context.fill()
  glow(art, x, y - r * 0.9, r * 1.3, r * 0.6, '#0c0806', 0.75, 'multiply')
  ellipse(context, x + (lightLeft ? -0.3 : 0.3) * r, y - r * 0.34, r * 0.2, r * 0.17)
  context.fillStyle = 'rgba(255, 255, 255, 0.95)'
  context.fill()
  ellipse(context, x + (lightLeft ? 0.34 : -0.34) * r, y + r * 0.42, r * 0.1, r * 0.07)
  context.fillStyle = 'rgba(255, 255, 255, 0.45)'
  context.fill()
  context.restore()
}

function muzzle(art: Art, x: number, y: number, r: number, coat: Coat): void {
  const { context, palette, random } = art
  const ny = y + r * 0.38
  glow(art, x, ny + r * 0.36, r * 0.5, r * 0.2, coat.dark, 0.35, 'multiply')
  for (const side of [-1, 1]) glow(art, x + side * r * 0.17, ny + r * 0.17, r * 0.27, r * 0.2, coat.light, 0.85)
  shape(context, [[x - r * 0.14, ny - r * 0.07], [x + r * 0.14, ny - r * 0.07], [x + r * 0.09, ny + r * 0.03], [x, ny + r * 0.1], [x - r * 0.09, ny + r * 0.03]])
  context.fillStyle = linear(context, [x, ny - r * 0.08], [x, ny + r * 0.1], [[0, palette.css('#d79a8c')], [1, palette.css('#8f544a')]])
  context.fill()
  context.strokeStyle = palette.css('#3a211a', 0.85)
  context.lineWidth = r * 0.02
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(x, ny + r * 0.08)
  context.lineTo(x, ny + r * 0.2)
  for (const side of [-1, 1]) {
    context.moveTo(x, ny + r * 0.2)
    context.quadraticCurveTo(x + side * r * 0.12, ny + r * 0.32, x + side * r * 0.27, ny + r * 0.24)
  }
  context.stroke()
  for (const side of [-1, 1]) for (let i = 0; i < 6; i += 1) {
    const sy = ny + r * (0.1 + i * 0.035)
    context.strokeStyle = palette.css('#fffaf0', 0.85)
    context.lineWidth = r * 0.009
    context.beginPath()
    context.moveTo(x + side * r * 0.24, sy)
    context.quadraticCurveTo(x + side * r * 0.7, sy + r * (i - 3.4) * 0.06, x + side * r * between(random, 1.15, 1.4), sy + r * ((i - 2.4) * 0.14 + 0.1))
    context.stroke()
  }
}

export const cat: Scene = { id: 'cat', words: /\bcats?\b|kitten|tabby|feline|\bpets?\b/i, rank: 1, hasSubject: true, draw: scene }
