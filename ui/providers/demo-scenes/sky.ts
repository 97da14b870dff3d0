// Skies, stars, clouds, mist and ridges: the back of most scenes.
import { glow, linear, wash } from './art'
import type { Art } from './art'
import { between, createNoise } from './random'

/** Colours of an hour: sky from top to horizon, the light itself, and the ground from far to near. */
export type Hour = { sky: readonly string[]; sun: string; haze: string; far: string; near: string; cloud: string; dark: number }

export const hours = {
  dawn: { sky: ['#5b7fb0', '#9fb2cf', '#e9c3bd', '#fbdcb8'], sun: '#fff0d0', haze: '#f6d6c3', far: '#a9a9c0', near: '#2c3b4c', cloud: '#fde6dc', dark: 0.1 },
  day: { sky: ['#3f86c6', '#7db4de', '#bfdcec', '#eaf2ee'], sun: '#fffbe6', haze: '#dfebee', far: '#9db8c8', near: '#2f5a4a', cloud: '#ffffff', dark: 0 },
  golden: { sky: ['#4a6a97', '#b3957f', '#f1b56c', '#ffdf9e'], sun: '#fff3c9', haze: '#f9cf94', far: '#c79a86', near: '#3a2a33', cloud: '#ffdcae', dark: 0.15 },
  sunset: { sky: ['#2b2f63', '#7c4a7d', '#e0705c', '#fdb45f'], sun: '#ffe3a3', haze: '#f0946a', far: '#9c5d78', near: '#1f1830', cloud: '#ff9d77', dark: 0.4 },
  blue: { sky: ['#0a1838', '#1c3c70', '#4b6fa3', '#d59d6f'], sun: '#ffd9a0', haze: '#7890b4', far: '#3f5b8b', near: '#0a1426', cloud: '#5c6f97', dark: 0.7 },
  night: { sky: ['#050a1c', '#0c1a3a', '#1d3560', '#3d5b86'], sun: '#e8f0ff', haze: '#35507c', far: '#22395f', near: '#060c18', cloud: '#2a4066', dark: 1 },
  mist: { sky: ['#8fa3ae', '#b3c1c6', '#d3dbd9', '#e9ebe4'], sun: '#fffdf2', haze: '#dde3e0', far: '#b4c2c6', near: '#33454b', cloud: '#f2f4f0', dark: 0 },
} satisfies Record<string, Hour>

/** The hour that the words name; else one by chance. */
export function hourOf(art: Art, chance: readonly [keyof typeof hours, ...(keyof typeof hours)[]]): Hour {
  const named: readonly [RegExp, keyof typeof hours][] = [
    [/blue hour|twilight|\bdusk/i, 'blue'], [/sunset|evening/i, 'sunset'], [/golden hour|golden light|late light/i, 'golden'], [/sunrise|\bdawn|morning/i, 'dawn'],
    [/\bnight|midnight|moonl|stars?\b|starry|milky way/i, 'night'], [/\bfog|\bmist|overcast|rain/i, 'mist'], [/\bnoon|midday|sunny|blue sky|\bday(light)?\b/i, 'day'],
  ]
  const word = named.find(([words]) => words.test(art.prompt))?.[1]
  const found = word === 'mist' && /\bmist/i.test(art.prompt) && art.random() < 0.6 ? undefined : word // mist has colours too
  return hours[found ?? chance[Math.floor(art.random() * chance.length)] ?? chance[0]]
}

export function sky(art: Art, colours: readonly string[], horizon: number): void {
  const last = colours.length - 1
  wash(art, linear(art.context, [0, 0], [0, horizon], colours.map((hex, i) => [i / last, art.palette.css(hex)] as const)))
}

/** Most are small and faint; a few are bright. */
export function stars(art: Art, count: number, lower: number, alpha = 1): void {
  const { context, random, width, palette } = art
  for (let i = 0; i < count; i += 1) {
    const size = art.edge * (0.0007 + 0.0018 * random() ** 6), y = lower * random() ** 1.25
    context.fillStyle = palette.css(random() < 0.75 ? '#ffffff' : random() < 0.5 ? '#ffe3c4' : '#c9dcff', alpha * (0.2 + 0.75 * random() ** 2) * (1 - (y / lower) ** 2 * 0.8))
    context.beginPath()
    context.arc(random() * width, y, Math.max(size, 0.4), 0, 7)
    context.fill()
  }
}

/** Sun or moon with its light around it. */
export function sun(art: Art, x: number, y: number, radius: number, hour: Hour): void {
  glow(art, x, y, art.edge * 0.95, art.edge * 0.7, hour.sun, 0.5, 'screen')
  glow(art, x, y, radius * 5, radius * 5, hour.sun, 0.55, 'screen')
  art.context.fillStyle = art.palette.css(hour.sun, 0.98)
  art.context.beginPath()
  art.context.arc(x, y, radius, 0, 7)
  art.context.fill()
}

/** Long flat banks of cloud around `y`. */
export function clouds(art: Art, y: number, spread: number, hex: string, count: number, alpha = 0.16): void {
  const { random, width, edge } = art
  for (let i = 0; i < count; i += 1) {
    const cx = between(random, -0.1, 1.1) * width, cy = y + between(random, -1, 1) * spread, reach = edge * between(random, 0.18, 0.55)
    for (let k = 0; k < 6; k += 1) {
      glow(art, cx + between(random, -1, 1) * reach, cy + between(random, -0.06, 0.06) * reach, reach * between(random, 0.4, 1), reach * between(random, 0.035, 0.085), hex, alpha)
    }
  }
}

/** A bank of mist along `y`. */
export function mist(art: Art, y: number, thickness: number, hex: string, alpha: number): void {
  const { context, palette, width, random, edge } = art
  context.fillStyle = linear(context, [0, y - thickness], [0, y + thickness], [[0, palette.css(hex, 0)], [0.5, palette.css(hex, alpha)], [1, palette.css(hex, 0)]])
  context.fillRect(0, y - thickness, width, thickness * 2)
  for (let i = 0; i < 5; i += 1) glow(art, random() * width, y + between(random, -0.5, 0.6) * thickness, edge * between(random, 0.3, 0.7), thickness * between(random, 0.3, 0.7), hex, alpha * 0.5)
}

/** Heights of a ridge: y for x, px. `rough` 0 rounded hills, 1 rock. */
export function ridgeLine(art: Art, base: number, height: number, wave: number, rough: number): (x: number) => number {
  const soft = createNoise(art.random, 3), rocky = createNoise(art.random, 6), shift = art.random() * 100
  return (x) => {
    const t = (x / art.edge) * wave + shift
    const peak = 1 - Math.abs(rocky(t * 0.8)) * 2.2
    return base - height * ((soft(t) * 0.5 + 0.5) * (1 - rough) + peak * rough)
  }
}

/** Fills below a ridge with `top` fading to `foot` over `depth` px. */
export function fillRidge(art: Art, line: (x: number) => number, base: number, depth: number, top: string, foot: string): void {
  const { context, width, height } = art
  const step = Math.max(2, art.edge / 260)
  context.beginPath()
  context.moveTo(-step, height + 2)
  for (let x = -step; x <= width + step; x += step) context.lineTo(x, line(x))
  context.lineTo(width + step, height + 2)
  context.closePath()
  context.fillStyle = linear(context, [0, base - depth], [0, base + depth * 0.4], [[0, top], [1, foot]])
  context.fill()
}
