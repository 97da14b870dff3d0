// Rooms for things: a wall in window light, a table with grain, a studio.
import { glow, linear, wash } from './art'
import type { Art, Steps } from './art'
import { between, createNoise } from './random'

const walls = [['#e9dccb', '#b9a086'], ['#c9d2cf', '#8b9a97'], ['#d8c3b4', '#9c7b68'], ['#5f6b72', '#2c343a'], ['#e3d9d6', '#b59f9b']] as const

/** Wall down to `edgeY`, with the panes of a window cast onto it, out of focus. */
export function* wallWithWindow(art: Art, edgeY: number, lightLeft: boolean): Steps {
  const { context, random, palette, width, height, edge } = art
  const [light, dark] = walls[Math.floor(random() * walls.length)] ?? walls[0]
  wash(art, linear(context, [lightLeft ? 0 : width, 0], [lightLeft ? width : 0, edgeY], [[0, palette.css(light)], [1, palette.css(dark)]]))
  yield
  const dir = lightLeft ? 1 : -1, paneWide = edge * between(random, 0.2, 0.26), paneTall = edge * 0.2
  const startX = lightLeft ? width * between(random, 0.06, 0.2) : width * between(random, 0.8, 0.94)
  // Soft edges without a blur filter: many faint copies, each a little larger.
  for (let soft = 7; soft >= 0; soft -= 1) {
    const grow = (soft - 3) * edge * 0.007
    context.fillStyle = palette.css('#fff3d6', 0.058)
    for (let row = 0; row < 3; row += 1) for (let column = 0; column < 2; column += 1) {
      const x = startX + dir * (column * paneWide * 1.13 + row * edge * 0.045), y = edge * 0.02 + row * paneTall * 1.14 - paneTall * 0.4
      context.beginPath()
      context.moveTo(x - grow * dir, y - grow)
      context.lineTo(x + dir * (paneWide + grow), y - grow + edge * 0.03)
      context.lineTo(x + dir * (paneWide + grow + edge * 0.035), y + paneTall + grow + edge * 0.03)
      context.lineTo(x + dir * (edge * 0.035 - grow), y + paneTall + grow)
      context.fill()
    }
  }
  yield
  leafShadow(art, lightLeft ? width * 0.75 : width * 0.25, height * 0.12, edge * 0.4)
  context.fillStyle = linear(context, [0, edgeY - edge * 0.14], [0, edgeY], [[0, palette.css('#2b1d16', 0)], [1, palette.css('#2b1d16', 0.34)]])
  context.fillRect(0, edgeY - edge * 0.14, width, edge * 0.14)
}

/** Shadow of a branch that stands outside the picture. */
export function leafShadow(art: Art, x: number, y: number, size: number): void {
  const { context, random, palette } = art
  const turn = between(random, -0.7, 0.7)
  for (let soft = 0; soft < 4; soft += 1) {
    context.save()
    context.translate(x, y)
    context.rotate(turn)
    context.fillStyle = palette.css('#2c211c', 0.034)
    for (let i = 0; i < 9; i += 1) {
      const side = i % 2 ? 1 : -1, at = (i / 9) * size * 1.3 - size * 0.4, grow = 1 + (soft - 1.5) * 0.1
      context.save()
      context.translate(at, 0)
      context.rotate(side * 0.85)
      context.beginPath()
      context.moveTo(0, 0)
      context.bezierCurveTo(size * 0.14 * grow, -size * 0.09 * grow, size * 0.34 * grow, -size * 0.07 * grow, size * 0.46 * grow, 0)
      context.bezierCurveTo(size * 0.34 * grow, size * 0.07 * grow, size * 0.14 * grow, size * 0.09 * grow, 0, 0)
      context.fill()
      context.restore()
    }
    context.restore()
  }
}

/** Planks that run to a vanishing point above, with grain. */
export function* tableTop(art: Art, edgeY: number, wood: readonly [string, string], lightLeft: boolean): Steps {
  const { context, random, palette, width, height, edge } = art
  const [light, dark] = wood, depth = height - edgeY
  context.save()
  context.beginPath()
  context.rect(0, edgeY, width, depth)
  context.clip()
  context.fillStyle = linear(context, [lightLeft ? 0 : width, edgeY], [lightLeft ? width : 0, height], [[0, palette.mix(light, '#fff1d8', 0.2)], [0.45, palette.css(light)], [1, palette.css(dark)]])
  context.fillRect(0, edgeY, width, depth)
  yield
  // Boards lie across: rows grow towards the eye.
  const rows = 5, wave = createNoise(random, 3)
  const rowAt = (t: number): number => edgeY + depth * (t ** 1.65)
  for (let row = 0; row < rows; row += 1) {
    const top = rowAt(row / rows), bottom = rowAt((row + 1) / rows)
    context.fillStyle = palette.css(random() < 0.5 ? dark : light, between(random, 0.05, 0.26))
    context.fillRect(0, top, width, bottom - top)
    const lines = Math.round((10 + (bottom - top) / (edge * 0.006)) * art.detail), knot = random() * width, knotY = between(random, 0.3, 0.7), knotSize = edge * between(random, 0.1, 0.24)
    for (let i = 0; i < lines; i += 1) {
      const t = (i + random()) / lines, y0 = top + (bottom - top) * t, phase = random() * 60
      context.strokeStyle = palette.css(random() < 0.7 ? dark : '#ffe9c8', between(random, 0.04, 0.2))
      context.lineWidth = Math.max(0.6, edge * 0.0012 * (0.5 + (2 * (row + 1)) / rows) * between(random, 0.4, 1.6))
      context.beginPath()
      for (let x = -10; x <= width + 30; x += edge / 26) {
        const bend = Math.exp(-(((x - knot) / knotSize) ** 2)) * (t - knotY) * (bottom - top) * 0.5
        const y = y0 + wave(x / (edge * 0.5) + phase * 0.02 + row * 9) * (bottom - top) * 0.07 + bend
        if (x < 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      }
      context.stroke()
    }
    context.fillStyle = palette.css('#1c100a', 0.5)
    context.fillRect(0, bottom - Math.max(1, edge * 0.0022), width, Math.max(1, edge * 0.0022))
    context.fillStyle = palette.css('#ffeccd', 0.2)
    context.fillRect(0, bottom, width, Math.max(1, edge * 0.0018))
    yield
  }
  glow(art, lightLeft ? width * 0.2 : width * 0.8, edgeY + depth * 0.3, edge * 0.9, depth * 0.7, '#fff0d0', 0.4, 'soft-light')
  glow(art, lightLeft ? width * 0.24 : width * 0.76, edgeY + depth * 0.1, edge * 0.8, depth * 0.3, '#fff3da', 0.32, 'screen')
  context.restore()
  context.fillStyle = palette.css('#fff0d6', 0.5)
  context.fillRect(0, edgeY, width, Math.max(1, edge * 0.003))
}

/** A studio: a wall that curves into the floor, light from one side. Answers the floor's line, px. */
export function studio(art: Art, hex: string, lightLeft: boolean): number {
  const { context, palette, random, width, height, edge } = art
  const floor = height * 0.7
  wash(art, linear(context, [lightLeft ? 0 : width, 0], [lightLeft ? width : 0, height], [[0, palette.mix(hex, '#ffffff', 0.42)], [0.5, palette.css(hex)], [1, palette.mix(hex, '#1a1512', 0.3)]]))
  context.fillStyle = linear(context, [0, floor - edge * 0.08], [0, height], [[0, palette.css('#ffffff', 0)], [0.2, palette.css('#ffffff', 0.14)], [1, palette.mix(hex, '#000000', 0.1, 0.25)]])
  context.fillRect(0, floor - edge * 0.08, width, height)
  glow(art, width * (lightLeft ? 0.3 : 0.7), height * 0.34, edge * 0.85, edge * 0.7, '#ffffff', 0.34, 'soft-light')
  leafShadow(art, width * (lightLeft ? between(random, 0.62, 0.8) : between(random, 0.1, 0.3)), height * between(random, 0.08, 0.26), edge * 0.52)
  return floor
}
