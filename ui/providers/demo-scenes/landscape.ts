// Layered hills and mountains with sun and mist: also what is drawn when no word is known.
import { glow } from './art'
import type { Art, Scene, Steps } from './art'
import { between } from './random'
import { clouds, fillRidge, hourOf, mist, ridgeLine, sky, stars, sun } from './sky'
import { drawConifer } from './trees'

function* land(art: Art, rocky: boolean): Steps {
  const { random, palette, width, height, edge } = art
  const hour = hourOf(art, ['dawn', 'golden', 'sunset', 'mist', 'blue', 'day'])
  const snowy = /snow|winter|alps|glacier|ice/i.test(art.prompt)
  const horizon = height * between(random, 0.52, 0.62), side = random() < 0.5
  sky(art, hour.sky, horizon * 1.15)
  if (hour.dark > 0.5) stars(art, 260 * art.detail * hour.dark, horizon)
  yield
  const sunX = width * (side ? between(random, 0.16, 0.4) : between(random, 0.6, 0.84)), sunY = horizon - edge * between(random, hour.dark > 0.5 ? 0.24 : 0.04, 0.3)
  sun(art, sunX, sunY, edge * between(random, 0.026, 0.05), hour)
  yield
  clouds(art, horizon * 0.62, height * 0.16, hour.cloud, 7, 0.2)
  yield

  const layers = Math.round(between(random, 5, 7))
  for (let i = 0; i < layers; i += 1) {
    const t = i / (layers - 1)
    const base = horizon + (height * 1.02 - horizon) * t ** 1.35
    const tall = edge * (rocky ? between(random, 0.26, 0.4) * (1 - t * 0.62) : between(random, 0.09, 0.17) * (1.1 - t * 0.2))
    const line = ridgeLine(art, base, tall, rocky ? between(random, 1.1, 1.7) : between(random, 0.8, 1.6), rocky ? Math.max(0, 0.72 - t * 0.62) : 0.06)
    const body = palette.mix(hour.far, hour.near, t ** 0.9)
    const foot = palette.mix(hour.haze, hour.near, Math.min(1, t ** 1.3 * 0.92))
    fillRidge(art, line, base, tall, snowy && t < 0.6 ? palette.mix('#f4f7fb', hour.far, 0.25 + t * 0.4) : body, foot)
    if (rocky && t < 0.6) rockFaces(art, line, tall, side, hour, t)
    if (t > 0.45) trees(art, line, t, hour)
    if (t < 0.95) mist(art, base + edge * 0.02, edge * between(random, 0.05, 0.1) * (1 - t * 0.45), hour.haze, 0.5 * (1 - t * 0.75))
    yield
  }
  glow(art, sunX, horizon, edge * 1.1, edge * 0.34, hour.sun, 0.22, 'screen')
}

/** Light on the slopes that face the sun. */
function rockFaces(art: Art, line: (x: number) => number, tall: number, sunLeft: boolean, hour: { sun: string; near: string }, t: number): void {
  const { context, palette, width, edge } = art
  const step = edge / 130, toward = sunLeft ? 1 : -1
  for (let x = 0; x < width; x += step) {
    const slope = (line(x + step) - line(x - step)) / (2 * step) * toward
    const lit = slope < -0.12, alpha = Math.min(0.34, Math.abs(slope) * 0.3) * (1 - t)
    const y = line(x), run = tall * (0.18 + 0.5 * Math.abs(slope))
    context.fillStyle = palette.css(lit ? hour.sun : hour.near, alpha * (lit ? 0.8 : 0.5))
    context.beginPath()
    context.moveTo(x - step, y)
    context.lineTo(x + step, line(x + step))
    context.lineTo(x + step * 0.4 + run * 0.35 * toward * -1, y + run)
    context.closePath()
    context.fill()
  }
}

function trees(art: Art, line: (x: number) => number, t: number, hour: { near: string; far: string }): void {
  const { random, palette, width, edge } = art
  const clusters = Math.round(3 + (width / edge) * 3)
  for (let i = 0; i < clusters; i += 1) {
    const centre = random() * width, spread = edge * between(random, 0.05, 0.2)
    for (let k = 0; k < 14 * art.detail; k += 1) {
      const x = centre + (random() + random() - 1) * spread, size = edge * between(random, 0.018, 0.05) * (0.4 + t * 1.2)
      drawConifer(art, x, line(x) + size * 0.12, size, palette.mix(hour.far, hour.near, Math.min(1, t * 1.05)))
    }
  }
}

export const hills: Scene = { id: 'hills', words: /hills?\b|valley|landscape|countryside|meadow|vineyard|tuscany|field\b/i, rank: 2, hasSubject: false, draw: (art) => land(art, false) }
export const mountains: Scene = { id: 'mountains', words: /mountains?|alps|peaks?\b|summit|ridge|cliff|glacier|hiking|volcano/i, rank: 2, hasSubject: false, draw: (art) => land(art, true) }
