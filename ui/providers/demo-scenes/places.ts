// Sea, forest, desert and city.
import { glow, linear } from './art'
import type { Art, Scene, Steps } from './art'
import { between, createNoise, pick } from './random'
import { clouds, fillRidge, hourOf, mist, ridgeLine, sky, stars, sun } from './sky'
import { drawConifer } from './trees'

function* seaScene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const hour = hourOf(art, ['golden', 'sunset', 'day', 'dawn', 'blue'])
  const lake = /\blake|river|fjord/i.test(art.prompt)
  const horizon = height * between(random, 0.44, 0.56), sunX = width * between(random, 0.25, 0.75)
  sky(art, hour.sky, horizon)
  if (hour.dark > 0.5) stars(art, 240 * art.detail, horizon)
  yield
  clouds(art, horizon * 0.6, horizon * 0.4, hour.cloud, 10, 0.26)
  sun(art, sunX, horizon - edge * between(random, 0.05, 0.17), edge * between(random, 0.03, 0.05), hour)
  yield
  for (let i = 0; i < (lake ? 3 : 1); i += 1) {
    const t = i / 3
    fillRidge(art, ridgeLine(art, horizon + 1, edge * (lake ? 0.2 - t * 0.1 : 0.05), 1.5, lake ? 0.5 : 0.1), horizon, edge * 0.12, palette.mix(hour.far, hour.near, 0.1 + t * 0.5), palette.mix(hour.haze, hour.far, 0.5 + t * 0.3))
    mist(art, horizon, edge * 0.04, hour.haze, 0.35)
  }
  yield
  const top = hour.sky[hour.sky.length - 1] ?? hour.haze
  context.fillStyle = linear(context, [0, horizon], [0, height], [[0, palette.mix(top, '#2d6f86', 0.22)], [0.16, palette.mix(hour.sky[2] ?? top, '#1d5f78', 0.45)], [0.6, palette.mix(hour.sky[0] ?? top, '#0f4a62', 0.55)], [1, palette.mix(hour.near, '#0a2f44', 0.6)]])
  context.fillRect(0, horizon, width, height - horizon)
  yield
  const depth = height - horizon
  for (let i = 0; i < 760 * art.detail; i += 1) {
    const t = (i / (760 * art.detail)) ** 1.5, y = horizon + depth * t, scale = 0.06 + t
    const lit = random() < 0.45, x = lit ? sunX + (random() + random() - 1) * edge * (0.1 + t * 0.42) : random() * width
    const wide = edge * between(random, 0.04, 0.2) * scale, tall = edge * 0.012 * scale * between(random, 0.4, 1.2)
    context.fillStyle = lit ? palette.css(hour.sun, between(random, 0.12, 0.62) * (1 - t * 0.6)) : palette.css(random() < 0.5 ? hour.sky[1] ?? top : hour.near, between(random, 0.04, 0.2))
    context.beginPath()
    context.moveTo(x - wide, y)
    context.quadraticCurveTo(x, y - tall, x + wide, y)
    context.quadraticCurveTo(x, y + tall * 0.35, x - wide, y)
    context.fill()
  }
  yield
  glow(art, sunX, horizon, edge * 0.8, edge * 0.13, hour.sun, 0.5, 'screen')
  if (/beach|sand|coast|shore/i.test(art.prompt)) beach(art)
  else if (/boat|sail|ship|yacht/i.test(art.prompt) || random() < 0.5) sail(art, width * (sunX > width / 2 ? between(random, 0.2, 0.36) : between(random, 0.64, 0.8)), horizon + depth * between(random, 0.05, 0.14), edge * between(random, 0.1, 0.15), hour.near)
}

function sail(art: Art, x: number, y: number, size: number, dark: string): void {
  const { context, palette } = art
  context.fillStyle = palette.css(palette.named ? palette.accent : '#fbf6ea')
  context.beginPath()
  context.moveTo(x + size * 0.03, y - size)
  context.quadraticCurveTo(x + size * 0.42, y - size * 0.5, x + size * 0.4, y - size * 0.14)
  context.lineTo(x + size * 0.03, y - size * 0.14)
  context.fill()
  context.fillStyle = palette.css('#e4dccb')
  context.beginPath()
  context.moveTo(x - size * 0.02, y - size * 0.86)
  context.quadraticCurveTo(x - size * 0.2, y - size * 0.45, x - size * 0.3, y - size * 0.14)
  context.lineTo(x - size * 0.02, y - size * 0.14)
  context.fill()
  context.fillStyle = palette.css(dark)
  context.beginPath()
  context.moveTo(x - size * 0.4, y - size * 0.1)
  context.lineTo(x + size * 0.5, y - size * 0.1)
  context.quadraticCurveTo(x + size * 0.36, y + size * 0.02, x + size * 0.24, y + size * 0.02)
  context.lineTo(x - size * 0.24, y + size * 0.02)
  context.closePath()
  context.fill()
  glow(art, x + size * 0.05, y + size * 0.3, size * 0.4, size * 0.28, '#fff6e2', 0.3, 'screen')
}

function beach(art: Art): void {
  const { context, palette, random, width, height, edge } = art
  const line = createNoise(random, 3)
  for (const [shift, top, foot] of [[-0.028, '#ffffff', '#f2ead8'], [0, '#e9d3ab', '#c9a678']] as const) {
    context.beginPath()
    context.moveTo(-5, height + 5)
    for (let x = -5; x <= width + 10; x += edge / 80) context.lineTo(x, height * 0.86 + shift * edge + line(x / edge * 1.4) * edge * 0.06 - (x / width - 0.5) * edge * 0.12)
    context.lineTo(width + 10, height + 5)
    context.fillStyle = linear(context, [0, height * 0.8], [0, height], [[0, palette.css(top, shift < 0 ? 0.7 : 1)], [1, palette.css(foot)]])
    context.fill()
  }
}

function* forestScene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const hour = hourOf(art, ['mist', 'golden', 'dawn', 'day'])
  const green = pick<readonly [string, string]>(random, [['#9db8a0', '#12281f'], ['#b3b98d', '#1f2a14'], ['#93b0b4', '#0f2629']])
  sky(art, hour.sky, height * 0.9)
  const sunX = width * between(random, 0.3, 0.7)
  glow(art, sunX, height * 0.24, edge * 0.9, edge * 0.9, hour.sun, 0.7, 'screen')
  yield
  for (let layer = 0; layer < 6; layer += 1) {
    const t = layer / 5, base = height * (0.56 + t * 0.46), line = ridgeLine(art, base, edge * 0.12, 1.1, 0)
    const fill = palette.mix(green[0], green[1], t ** 0.8)
    fillRidge(art, line, base, edge * 0.16, fill, palette.mix(hour.haze, green[1], t ** 1.2))
    const count = Math.round((48 - layer * 7) * (width / edge) * art.detail), size = edge * (0.1 + t * 0.34)
    for (let i = 0; i < count; i += 1) {
      const x = ((i + random()) / count) * width * 1.1 - width * 0.05
      if (t > 0.7 && Math.abs(x - sunX) < width * 0.17) continue
      drawConifer(art, x, line(x) + edge * 0.02, size * between(random, 0.55, 1.15), palette.mix(green[0], green[1], Math.min(1, t ** 0.8 + between(random, -0.06, 0.06))))
    }
    yield
    if (t < 0.9) mist(art, base + edge * 0.04, edge * 0.1, hour.haze, 0.5 * (1 - t * 0.7))
  }
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let i = 0; i < 8; i += 1) {
    const spread = between(random, -0.75, 0.75), half = edge * between(random, 0.015, 0.06)
    context.fillStyle = linear(context, [sunX, 0], [sunX + spread * edge, height], [[0, palette.css(hour.sun, 0.13)], [0.8, palette.css(hour.sun, 0)]])
    context.beginPath()
    context.moveTo(sunX + spread * edge * 0.3 - half * 0.8, -5)
    context.lineTo(sunX + spread * edge * 0.3 + half * 0.8, -5)
    context.lineTo(sunX + spread * edge + half * 2, height)
    context.lineTo(sunX + spread * edge - half * 2, height)
    context.fill()
  }
  context.restore()
}

function* desertScene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const hour = hourOf(art, ['golden', 'sunset', 'day', 'dawn'])
  const horizon = height * between(random, 0.46, 0.56), left = random() < 0.5
  sky(art, hour.sky, horizon * 1.1)
  if (hour.dark > 0.5) stars(art, 320 * art.detail, horizon)
  sun(art, width * (left ? between(random, 0.15, 0.35) : between(random, 0.65, 0.85)), horizon - edge * between(random, 0.08, 0.24), edge * 0.045, hour)
  yield
  const sand = pick<readonly [string, string, string]>(random, [['#f4c98e', '#c9783f', '#6f3420'], ['#f0d5a8', '#c99a5e', '#77502f'], ['#eeb296', '#b8614a', '#5f2829']])
  for (let i = 0; i < 5; i += 1) {
    const t = i / 4, base = horizon + (height * 0.98 - horizon) * t ** 1.2, wave = createNoise(random, 2), shift = random() * 50, tall = edge * (0.06 + 0.15 * t)
    const crest = (x: number): number => base - tall * (wave((x / edge) * (1.3 - t * 0.7) + shift) * 0.9 + 0.35)
    fillRidge(art, crest, base, tall, palette.mix(sand[0], hour.haze, 0.5 * (1 - t)), palette.mix(sand[1], hour.haze, 0.4 * (1 - t)))
    // The lee side lies in shade below a winding edge.
    const bend = createNoise(random, 2)
    context.beginPath()
    const step = edge / 120
    let open = false
    for (let x = -step; x <= width + step; x += step) {
      const slope = (crest(x + step) - crest(x - step)) * (left ? 1 : -1)
      if (slope > 0) {
        if (!open) context.moveTo(x, crest(x))
        else context.lineTo(x, crest(x))
        open = true
      } else if (open) {
        context.bezierCurveTo(x, crest(x) + tall * 0.7, x - tall * 1.6 * (1 + bend(i)), crest(x) + tall * 1.3, x - tall * 2.2, crest(x) + tall * 2.3)
        open = false
      }
    }
    if (open) context.lineTo(width + step, height)
    context.fillStyle = linear(context, [0, base - tall], [0, base + tall * 1.8], [[0, palette.mix(sand[2], hour.far, 0.5 * (1 - t), 0.6)], [0.55, palette.mix(sand[2], hour.far, 0.5 * (1 - t), 0.2)], [1, palette.css(sand[1], 0)]])
    context.fill()
    if (t > 0.5) for (let k = 0; k < 36 * art.detail; k += 1) {
      const y = base + (k / 36) * tall * 1.6
      context.strokeStyle = palette.css(k % 2 ? sand[2] : '#fff2d8', 0.05)
      context.lineWidth = Math.max(0.6, edge * 0.0016)
      context.beginPath()
      for (let x = 0; x <= width + 20; x += edge / 24) context.lineTo(x, y + wave(x / edge * 3 + k * 0.09) * edge * 0.02)
      context.stroke()
    }
    yield
  }
}

function* cityScene(art: Art): Steps {
  const { context, random, palette, width, height, edge } = art
  const hour = hourOf(art, ['blue', 'sunset', 'golden', 'sunset', 'mist'])
  const foot = height * between(random, 0.8, 0.86), lights = hour.dark > 0.3
  sky(art, hour.sky, foot)
  if (hour.dark > 0.6) stars(art, 160 * art.detail, foot * 0.7, 0.7)
  clouds(art, foot * 0.6, foot * 0.25, hour.cloud, 7, 0.2)
  glow(art, width * between(random, 0.3, 0.7), foot, edge * 1.3, edge * 0.7, hour.dark > 0.3 ? '#ff9a4d' : hour.sun, 0.6, 'screen')
  yield
  for (let layer = 0; layer < 4; layer += 1) {
    const t = layer / 3
    for (let x = -edge * 0.05; x < width;) {
      const wide = edge * between(random, 0.045, 0.1) * (0.7 + t * 0.6), middle = 1 - Math.abs((x + wide / 2) / width - 0.5) * 0.9, tall = edge * (random() < 0.14 ? between(random, 0.5, 0.68) : between(random, 0.12, 0.42)) * middle * (1 - t * 0.22)
      building(art, x, foot, wide, tall, palette.mix(hour.far, hour.near, 0.25 + t * 0.72), palette.mix(hour.haze, hour.near, 0.2 + t * 0.7), lights ? 0.15 + t * 0.5 : 0.1, t)
      x += wide * between(random, 0.92, 1.35)
    }
    mist(art, foot, edge * 0.1 * (1 - t * 0.5), hour.haze, 0.4 * (1 - t * 0.8))
    yield
  }
  // Water in front mirrors the lights.
  context.fillStyle = linear(context, [0, foot], [0, height], [[0, palette.mix(hour.sky[2] ?? hour.haze, hour.near, 0.5)], [1, palette.mix(hour.sky[0] ?? hour.near, hour.near, 0.7)]])
  context.fillRect(0, foot, width, height - foot)
  for (let i = 0; i < 420 * art.detail; i += 1) {
    const t = random(), y = foot + (height - foot) * t
    context.fillStyle = palette.css(random() < 0.6 ? '#ffca7d' : hour.sky[2] ?? hour.haze, between(random, 0.03, lights ? 0.26 : 0.12) * (1 - t * 0.6))
    context.fillRect(random() * width, y, edge * between(random, 0.01, 0.05), Math.max(1, edge * 0.0018 * (1 + t)))
  }
}

function building(art: Art, x: number, foot: number, wide: number, tall: number, top: string, low: string, lit: number, near: number): void {
  const { context, random, palette, edge } = art
  context.fillStyle = linear(context, [0, foot - tall], [0, foot], [[0, top], [1, low]])
  context.fillRect(x, foot - tall, wide, tall)
  const crown = random()
  if (crown < 0.22) {
    context.beginPath()
    context.moveTo(x, foot - tall)
    context.lineTo(x + wide / 2, foot - tall - wide * between(random, 0.4, 1.1))
    context.lineTo(x + wide, foot - tall)
    context.fill()
  } else if (crown < 0.5) context.fillRect(x + wide * 0.2, foot - tall - wide * 0.22, wide * 0.6, wide * 0.24)
  if (tall > edge * 0.35) context.fillRect(x + wide * 0.49, foot - tall - wide * 1.1, Math.max(1, wide * 0.03), wide * 1.1)
  const cell = edge * 0.0115, columns = Math.floor((wide * 0.84) / cell), rows = Math.floor((tall * 0.94) / (cell * 1.35))
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
    if (random() > lit) continue
    context.fillStyle = palette.css(random() < 0.78 ? '#ffd08a' : '#d8ecff', between(random, 0.25, 0.95) * (0.45 + near * 0.5))
    context.fillRect(x + wide * 0.08 + column * cell, foot - tall * 0.97 + row * cell * 1.35, cell * 0.55, cell * 0.75)
  }
  context.fillStyle = palette.css('#ffffff', 0.05)
  context.fillRect(x, foot - tall, wide * 0.3, tall)
}

export const sea: Scene = { id: 'sea', words: /\bsea\b|ocean|beach|coast|waves?\b|\blake|fjord|river|harbou?r|island|boat|sail|surf/i, rank: 2, hasSubject: false, draw: seaScene }
export const forest: Scene = { id: 'forest', words: /forest|woods\b|woodland|trees?\b|jungle|pines?\b|nature/i, rank: 2, hasSubject: false, draw: forestScene }
export const desert: Scene = { id: 'desert', words: /desert|dunes?\b|sahara|canyon|\bsand\b/i, rank: 2, hasSubject: false, draw: desertScene }
export const city: Scene = { id: 'city', words: /\bcity|skyline|street|urban|skyscraper|downtown|tokyo|new york|london|paris|berlin|architecture|buildings?\b/i, rank: 2, hasSubject: false, draw: cityScene }
