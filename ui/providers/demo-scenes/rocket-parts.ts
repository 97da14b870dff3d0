import { glow, linear } from './art'
import type { Art } from './art'

/** A lattice mast that narrows upwards; foot at x, y; px. `square` keeps its width, as a service tower. */
export function drawMast(art: Art, x: number, y: number, tall: number, wide: number, stroke: string, square = false): void {
  const { context, palette, edge } = art
  const bays = Math.round(tall / (wide * (square ? 0.62 : 0.9))), top = square ? 0.94 : 0.16
  const half = (t: number): number => (wide / 2) * (1 + (top - 1) * t)
  context.strokeStyle = stroke
  context.lineJoin = 'round'
  context.lineWidth = Math.max(1, wide * 0.07)
  context.beginPath()
  for (const side of [-1, 1]) {
    context.moveTo(x + side * half(0), y)
    context.lineTo(x + side * half(1), y - tall)
  }
  context.stroke()
  context.lineWidth = Math.max(0.7, wide * 0.04)
  context.beginPath()
  for (let i = 0; i < bays; i += 1) {
    const a = i / bays, b = (i + 1) / bays, ya = y - tall * a, yb = y - tall * b
    context.moveTo(x - half(a), ya); context.lineTo(x + half(b), yb)
    context.moveTo(x + half(a), ya); context.lineTo(x - half(b), yb)
    context.moveTo(x - half(b), yb); context.lineTo(x + half(b), yb)
  }
  context.stroke()
  if (square) {
    context.fillStyle = stroke
    for (let i = 0; i < bays; i += 3) context.fillRect(x - wide * 0.6, y - (tall * i) / bays, wide * 1.2, wide * 0.06)
  }
  context.beginPath()
  context.moveTo(x, y - tall)
  context.lineTo(x, y - tall - wide * (square ? 1.5 : 1.1))
  context.stroke()
  const tip = y - tall - wide * (square ? 1.5 : 1.1)
  glow(art, x, tip, edge * 0.02, edge * 0.02, '#ff5a3c', 0.8, 'screen')
  context.fillStyle = palette.css('#ffb3a0')
  context.beginPath()
  context.arc(x, tip, Math.max(0.8, edge * 0.0022), 0, 7)
  context.fill()
}

/** Rocket with its engines at y; `tall` px. `warm` is the colour of the lamps below. */
export function drawRocket(art: Art, x: number, y: number, tall: number, warm: string, alpha: number): void {
  const { context, palette } = art
  const half = tall * 0.042, nose = tall * 0.155
  const top = y - tall, shoulder = top + nose, fairing = half * 1.22, waist = y - tall * 0.66
  const accent = palette.named ? palette.accent : '#1d2738'
  const across = (width: number, light: string, dark: string): CanvasGradient => linear(context, [x - width, 0], [x + width, 0], [
    [0, palette.mix(dark, warm, 0.25)], [0.12, palette.mix(light, dark, 0.5)], [0.34, palette.css(light)], [0.55, palette.mix(light, dark, 0.18)], [0.86, palette.mix(light, dark, 0.78)], [1, palette.mix(dark, '#7fa4dd', 0.3)],
  ])
  context.save()
  context.globalAlpha = alpha

  context.fillStyle = across(half * 2.1, '#5b6270', '#151a26')
  for (const side of [-1, 0, 1]) {
    context.beginPath()
    context.moveTo(x + side * half * 0.62 - half * 0.2, y - half * 0.4)
    context.lineTo(x + side * half * 0.62 + half * 0.2, y - half * 0.4)
    context.lineTo(x + side * half * 0.62 + half * 0.34, y + half * 0.42)
    context.lineTo(x + side * half * 0.62 - half * 0.34, y + half * 0.42)
    context.fill()
  }
  context.fillStyle = palette.css('#232b3b')
  for (const side of [-1, 1]) {
    context.beginPath()
    context.moveTo(x + side * half, y - tall * 0.1)
    context.lineTo(x + side * half * 2.05, y + half * 0.1)
    context.lineTo(x + side * half * 1.96, y + half * 0.32)
    context.lineTo(x + side * half, y - half * 0.1)
    context.fill()
  }
  // Body, interstage, second stage, fairing.
  context.fillStyle = across(half, '#fbf8f2', '#65718a')
  context.fillRect(x - half, waist, half * 2, y - waist)
  context.fillRect(x - half, shoulder + nose * 0.55, half * 2, waist - shoulder - nose * 0.55)
  context.beginPath()
  context.moveTo(x - half, shoulder + nose * 0.62)
  context.lineTo(x - fairing, shoulder + nose * 0.38)
  context.lineTo(x - fairing, shoulder)
  context.bezierCurveTo(x - fairing, top + nose * 0.42, x - fairing * 0.42, top + nose * 0.06, x, top)
  context.bezierCurveTo(x + fairing * 0.42, top + nose * 0.06, x + fairing, top + nose * 0.42, x + fairing, shoulder)
  context.lineTo(x + fairing, shoulder + nose * 0.38)
  context.lineTo(x + half, shoulder + nose * 0.62)
  context.fillStyle = across(fairing, '#ffffff', '#6d7890')
  context.fill()
  context.fillStyle = across(half, accent === '#1d2738' ? '#333e52' : accent, '#0d121d')
  context.fillRect(x - half, waist - tall * 0.035, half * 2, tall * 0.05)
  context.fillRect(x - half, y - tall * 0.075, half * 2, tall * 0.04)
  context.fillStyle = palette.css('#38435a', 0.5)
  for (const at of [0.16, 0.29, 0.42, 0.55, 0.74]) context.fillRect(x - half, y - tall * at, half * 2, Math.max(1, tall * 0.0016))
  context.fillStyle = palette.css('#1b2232', 0.82)
  context.fillRect(x - half * 0.09, y - tall * 0.58, half * 0.18, tall * 0.42)
  context.fillStyle = palette.css(palette.named ? palette.accent : '#2f6fce')
  context.fillRect(x - half * 0.3, shoulder + nose * 0.04, half * 0.6, half * 0.16)
  context.fillRect(x - half * 0.3, shoulder + nose * 0.04 + half * 0.26, half * 0.36, half * 0.16)
  // Lamps light the foot; the sky cools the top.
  context.globalCompositeOperation = 'source-atop'
  if (!art.transparent) {
    context.fillStyle = linear(context, [0, y], [0, y - tall * 0.8], [[0, palette.css(warm, 0.55)], [0.35, palette.css(warm, 0.2)], [1, palette.css('#2d4a7d', 0.3)]])
    context.beginPath()
    context.rect(x - half, shoulder + nose * 0.5, half * 2, y - shoulder - nose * 0.5)
    context.fill()
  }
  context.restore()
}
