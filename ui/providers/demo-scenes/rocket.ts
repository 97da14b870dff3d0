// A rocket on its pad at the blue hour: sky, masts, floodlights, water.
import { glow, linear } from './art'
import type { Art, Scene, Steps } from './art'
import { quotedWords } from '../../prompts/quoted-words'
import { drawMast, drawRocket } from './rocket-parts'
import { between } from './random'
import { clouds, fillRidge, hours, mist, ridgeLine, sky, stars } from './sky'

const lights = [
  { sky: ['#0b1733', '#16315f', '#2f578d', '#7f93ad', '#e2a36a'], haze: '#6f86aa', cloud: '#8d93a6', warm: '#ffb45a' },
  { sky: ['#081026', '#0f2450', '#23467c', '#466a9a', '#9fb0bd'], haze: '#4a668f', cloud: '#5b7299', warm: '#ffc271' },
  { sky: ['#141a3f', '#333a75', '#7a5687', '#d07f77', '#f9bd78'], haze: '#a9718a', cloud: '#e39a86', warm: '#ffae57' },
  { sky: ['#0a1c2e', '#12405a', '#2f6c86', '#8d9ea2', '#f0b070'], haze: '#6d97a0', cloud: '#a7b4ae', warm: '#ffbb63' },
] as const

/** A lamp seen against the lens: core, halo and rays. */
function flare(art: Art, x: number, y: number, size: number, hex: string, rays: number): void {
  const { context, palette, random } = art
  glow(art, x, y, size * 4.2, size * 3.4, '#ff8f2e', 0.62, 'screen')
  glow(art, x, y, size * 1.5, size * 1.5, hex, 0.9, 'screen')
  glow(art, x, y, size * 0.62, size * 0.62, '#fff3d8', 0.95, 'screen')
  context.save()
  context.globalCompositeOperation = 'screen'
  context.translate(x, y)
  context.rotate(between(random, 0, 0.3))
  for (let i = 0; i < rays; i += 1) {
    const length = size * between(random, 1.6, 3), half = size * 0.05
    context.rotate((Math.PI * 2) / rays)
    context.fillStyle = linear(context, [0, 0], [length, 0], [[0, palette.css('#fff0cf', 0.9)], [0.22, palette.css(hex, 0.6)], [1, palette.css(hex, 0)]])
    context.beginPath()
    context.moveTo(0, -half)
    context.lineTo(length, 0)
    context.lineTo(0, half)
    context.closePath()
    context.fill()
  }
  context.restore()
  context.fillStyle = palette.css('#fffaf0')
  context.beginPath()
  context.arc(x, y, size * 0.15, 0, 7)
  context.fill()
}

function* scene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const lifting = /lift.?off|launching|takes? off|taking off|exhaust|flames?|soaring/i.test(art.prompt)
  if (art.transparent) {
    drawRocket(art, width / 2, height * 0.93, height * 0.84, '#ffc27a', 1)
    return
  }
  const night = /\bnight|midnight|stars?\b/i.test(art.prompt) && !/blue hour|dusk|twilight/i.test(art.prompt)
  const warmHour = /sunset|sunrise|dawn|golden/i.test(art.prompt)
  const light = lights[warmHour ? 2 : night ? 1 : /blue hour|dusk|twilight/i.test(art.prompt) ? (random() < 0.6 ? 0 : 3) : Math.floor(random() * lights.length)] ?? lights[0]
  const ground = height * between(random, 0.83, 0.88), wide = width > height * 1.15
  const right = random() < 0.78 || quotedWords(art.prompt).length > 0 // words stand on the left
  const rocketX = wide ? width * (right ? between(random, 0.68, 0.78) : between(random, 0.24, 0.32)) : width * between(random, 0.5, 0.66)
  const tall = Math.min(height * between(random, 0.64, 0.74), edge * 1.15)

  sky(art, light.sky, ground * 1.02)
  stars(art, 300 * art.detail, ground * 0.85, night ? 0.95 : 0.55)
  yield
  clouds(art, ground * 0.8, height * 0.09, light.cloud, 9, 0.2)
  clouds(art, ground * 0.45, height * 0.2, light.cloud, 4, 0.07)
  yield
  glow(art, rocketX, ground, edge * 1.15, edge * 0.5, '#ff9a48', 0.46, 'screen')
  fillRidge(art, ridgeLine(art, ground, edge * 0.035, 1.4, 0), ground, edge * 0.03, palette.css('#16233c', 0.9), palette.css('#0c1424'))
  yield

  const mastHex = '#0a1120'
  const far = wide ? [0.1, 0.36, 0.5, 0.9] : [0.12, 0.88]
  for (const at of far) {
    const x = width * (right ? at : 1 - at) + between(random, -0.03, 0.03) * width
    if (Math.abs(x - rocketX) < edge * 0.16) continue
    const near = random() < 0.4
    drawMast(art, x, ground + edge * 0.02, tall * (near ? between(random, 1, 1.2) : between(random, 0.6, 0.85)), edge * (near ? 0.045 : 0.026), palette.css(mastHex, near ? 0.92 : 0.7))
    yield
  }

  const base = lifting ? ground - tall * between(random, 0.34, 0.42) : ground - edge * 0.035
  const towerX = rocketX - edge * 0.135 * (right ? 1 : -1)
  drawMast(art, towerX, ground + edge * 0.01, tall * 0.93, edge * 0.06, palette.css('#0d1424', 0.98), true)
  if (!lifting) arms(art, towerX, rocketX, ground, tall)
  yield
  if (lifting) plume(art, rocketX, base, ground)
  yield
  drawRocket(art, rocketX, base, lifting ? tall * 0.8 : tall, light.warm, 1)
  yield

  context.fillStyle = linear(context, [0, ground - edge * 0.04], [0, ground + edge * 0.04], [[0, palette.css('#2a2521')], [0.4, palette.css('#171820')], [1, palette.css('#0b0f18')]])
  context.beginPath()
  context.moveTo(rocketX - edge * 0.27, ground + edge * 0.03)
  context.lineTo(rocketX - edge * 0.2, ground - edge * 0.035)
  context.lineTo(rocketX + edge * 0.2, ground - edge * 0.035)
  context.lineTo(rocketX + edge * 0.27, ground + edge * 0.03)
  context.fill()
  context.fillStyle = palette.css(light.warm, 0.55)
  context.fillRect(rocketX - edge * 0.2, ground - edge * 0.036, edge * 0.4, Math.max(1, edge * 0.0025))
  context.fillStyle = linear(context, [0, ground], [0, height], [[0, palette.css('#131a28')], [0.35, palette.css('#0c1322')], [1, palette.css('#070b15')]])
  context.fillRect(0, ground + edge * 0.012, width, height - ground)
  yield

  mist(art, ground, edge * 0.045, light.haze, 0.24)
  const lampAt = [-0.62, -0.4, -0.2, 0.17, 0.36, 0.6, -0.9, 0.9]
  const lamps = lampAt.map((at) => ({ x: rocketX + at * edge * between(random, 0.85, 1.15), y: ground - edge * between(random, -0.012, 0.03), size: edge * between(random, 0.018, 0.044) }))
  for (const lamp of lamps) {
    glow(art, lamp.x, (lamp.y + height) / 2 + edge * 0.02, lamp.size * 0.9, (height - lamp.y) * 0.62, light.warm, 0.5, 'screen')
    flare(art, lamp.x, lamp.y, lamp.size, light.warm, 14)
  }
  yield
  ripples(art, ground + edge * 0.02, light.warm, rocketX)
  yield
  for (let i = 0; i < 12; i += 1) glow(art, rocketX + between(random, -0.5, 0.5) * edge, ground + between(random, -0.03, 0.01) * edge, edge * between(random, 0.08, 0.2), edge * between(random, 0.015, 0.045), i % 3 ? '#ffbf7d' : '#c8d3e6', lifting ? 0.42 : 0.14, 'screen')
  if (!lifting) vapour(art, rocketX, base, tall)
}

/** Swing arms between tower and rocket. */
function arms(art: Art, towerX: number, rocketX: number, ground: number, tall: number): void {
  const { context, palette, edge } = art
  for (const at of [0.34, 0.56, 0.76]) {
    const y = ground - tall * at
    context.fillStyle = palette.css('#111a2c')
    context.fillRect(Math.min(towerX, rocketX), y, Math.abs(rocketX - towerX), edge * 0.009)
    context.fillStyle = palette.css('#ffce8a', 0.8)
    context.fillRect(towerX - edge * 0.002, y - edge * 0.006, edge * 0.004, edge * 0.004)
  }
}

/** Cold vapour that drifts off the tanks. */
function vapour(art: Art, x: number, base: number, tall: number): void {
  const { random, edge } = art
  const drift = random() < 0.5 ? -1 : 1
  for (let i = 0; i < 9; i += 1) glow(art, x + drift * edge * (0.03 + i * 0.022), base - tall * 0.5 + edge * i * between(random, 0.002, 0.01), edge * (0.02 + i * 0.007), edge * (0.012 + i * 0.003), '#eef3fb', 0.18 * (1 - i / 10))
}

function plume(art: Art, x: number, base: number, ground: number): void {
  const { random, edge } = art
  const reach = ground - base
  glow(art, x, base + reach * 0.3, edge * 0.7, edge * 0.7, '#ffb65c', 0.6, 'screen')
  for (let i = 0; i < 46; i += 1) {
    const t = random(), side = (random() + random() - 1)
    glow(art, x + side * edge * (0.03 + 0.4 * t ** 3), base + reach * (0.35 + 0.68 * t), edge * (0.03 + 0.12 * t), edge * (0.03 + 0.08 * t), random() < 0.5 ? '#ffd7a8' : '#cfd3de', 0.4)
  }
  for (let i = 0; i < 3; i += 1) glow(art, x, base + reach * 0.24, edge * (0.05 - i * 0.012), reach * (0.44 - i * 0.1), ['#ff8a2b', '#ffd27a', '#fffbe8'][i] ?? '#ffffff', 0.95, 'screen')
}

/** Light on still water: short bright strokes that widen towards the eye. */
function ripples(art: Art, top: number, hex: string, focus: number): void {
  const { context, palette, random, width, height, edge } = art
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let i = 0; i < 240 * art.detail; i += 1) {
    const t = random() ** 1.4, y = top + (height - top) * t, x = i % 3 ? focus + (random() + random() - 1) * edge * 0.7 : random() * width
    context.fillStyle = palette.css(i % 4 ? hex : hours.blue.haze, between(random, 0.03, 0.2) * (1 - t * 0.5))
    context.fillRect(x, y, edge * between(random, 0.01, 0.07) * (0.4 + t), Math.max(1, edge * 0.0014 * (1 + t)))
  }
  context.restore()
}

export const rocket: Scene = { id: 'rocket', words: /rockets?\b|launch|spaceship|space ?pad|lift.?off|falcon|apollo|spacecraft/i, rank: 1, hasSubject: true, draw: scene }
