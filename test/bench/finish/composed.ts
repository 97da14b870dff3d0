// Pictures whose truth is known: a subject of given colours and alpha over a given background.
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { makePixels, type Pixels } from '../../../ui/pixels/in-place/pixels'

export type Composed = { name: string; /** Opaque, as a camera would have it. */ picture: Pixels; /** The subject's own colour everywhere. */ colours: Pixels; /** 0 to 1. */ alpha: Float32Array }

type Draw = (context: SKRSContext2D, width: number, height: number) => void
type Case = { name: string; subject: Draw; colours: Draw; ground(u: number, v: number): readonly [number, number, number]; noise: number }

const tau = 2 * Math.PI

/** Deterministic, 0 to 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const shaded = (inner: string, outer: string): Draw => (context, width, height) => {
  const light = context.createRadialGradient(width * 0.42, height * 0.36, 0, width * 0.5, height * 0.5, width * 0.5)
  light.addColorStop(0, inner)
  light.addColorStop(1, outer)
  context.fillStyle = light
  context.fillRect(0, 0, width, height)
}
const striped = (one: string, other: string): Draw => (context, width, height) => {
  context.fillStyle = one
  context.fillRect(0, 0, width, height)
  context.fillStyle = other
  for (let y = 0; y < height; y += height / 9) context.fillRect(0, y, width, height / 22)
}
const hairs = (count: number, seed: number, x: number, y: number, from: number, to: number): Draw => (context, width, height) => {
  const random = randomOf(seed)
  for (let i = 0; i < count; i++) {
    const angle = tau * random(), bend = angle + (random() - 0.5) * 0.7, end = width * (from + (to - from) * random())
    context.lineWidth = width * (0.0012 + 0.0016 * random())
    context.beginPath()
    context.moveTo(width * x + Math.cos(angle) * width * from * 0.8, height * y + Math.sin(angle) * width * from * 0.8)
    context.quadraticCurveTo(width * x + Math.cos(angle) * end * 0.9, height * y + Math.sin(angle) * end * 0.9, width * x + Math.cos(bend) * end, height * y + Math.sin(bend) * end)
    context.stroke()
  }
}
const disc = (context: SKRSContext2D, x: number, y: number, r: number): void => {
  context.beginPath()
  context.arc(x, y, r, 0, tau)
  context.fill()
}

const cases: readonly Case[] = [
  {
    name: 'mug, grey vignette', noise: 1.5, ground: (u, v) => { const d = 1 - 0.25 * ((u - 0.5) ** 2 + (v - 0.5) ** 2); return [214 * d, 216 * d, 220 * d] }, colours: shaded('#c8523a', '#5f1f16'),
    subject(context, width, height) {
      context.beginPath()
      context.roundRect(width * 0.24, height * 0.24, width * 0.38, height * 0.52, width * 0.05)
      context.fill()
      context.lineWidth = width * 0.05
      context.beginPath()
      context.arc(width * 0.64, height * 0.49, width * 0.12, -1.5, 1.5)
      context.stroke()
    },
  },
  { name: 'fur, teal', noise: 1, ground: () => [38, 150, 146], colours: shaded('#d9a066', '#6e4423'), subject(context, width, height) { disc(context, width * 0.5, height * 0.52, width * 0.25); hairs(1500, 7, 0.5, 0.52, 0.25, 0.36)(context, width, height) } },
  { name: 'out of focus, gradient', noise: 1, ground: (u, v) => [240 - 60 * u, 226 - 40 * v, 190 + 40 * u], colours: shaded('#4f9a3f', '#1f4d1d'), subject(context, width, height) { context.filter = `blur(${width * 0.009}px)`; context.beginPath(); context.ellipse(width * 0.5, height * 0.5, width * 0.3, height * 0.2, 0.6, 0, tau); context.fill(); context.filter = 'none' } },
  { name: 'letters, orange', noise: 0, ground: () => [242, 140, 40], colours: (context, width, height) => { context.fillStyle = '#14213d'; context.fillRect(0, 0, width, height) }, subject(context, width, height) { context.font = `bold ${Math.round(width * 0.3)}px sans-serif`; context.textAlign = 'center'; context.textBaseline = 'middle'; context.fillText('OAB8', width * 0.5, height * 0.5) } },
  { name: 'stripes, white studio', noise: 2, ground: (u, v) => [246 - 8 * v, 246 - 8 * v, 248 - 6 * u], colours: striped('#ded3c0', '#27364f'), subject(context, width, height) { context.beginPath(); context.moveTo(width * 0.2, height); context.quadraticCurveTo(width * 0.22, height * 0.55, width * 0.5, height * 0.52); context.quadraticCurveTo(width * 0.78, height * 0.55, width * 0.8, height); context.fill(); disc(context, width * 0.5, height * 0.36, width * 0.15) } },
  { name: 'portrait hair, blue paper', noise: 2, ground: (u, v) => [96 + 30 * v, 128 + 26 * v, 176 - 10 * u], colours: shaded('#4a2f22', '#1b100b'), subject(context, width, height) { context.beginPath(); context.ellipse(width * 0.5, height * 1.02, width * 0.36, height * 0.4, 0, 0, tau); context.fill(); disc(context, width * 0.5, height * 0.42, width * 0.18); hairs(1200, 21, 0.5, 0.4, 0.17, 0.26)(context, width, height) } },
]

const drawn = (draw: Draw, width: number, height: number, back: string): Uint8ClampedArray => {
  const canvas = createCanvas(width, height), context = canvas.getContext('2d')
  context.fillStyle = back
  context.fillRect(0, 0, width, height)
  context.fillStyle = context.strokeStyle = '#fff'
  draw(context, width, height)
  return context.getImageData(0, 0, width, height).data as unknown as Uint8ClampedArray
}

/** Each at `width` x 3/4 of it. */
export function composedPictures(width: number): Composed[] {
  const height = Math.round(width * 0.75)
  return cases.map(({ name, subject, colours, ground, noise }, index) => {
    const mask = drawn(subject, width, height, '#000'), own = drawn(colours, width, height, '#000'), alpha = new Float32Array(width * height), random = randomOf(index + 1)
    const picture = makePixels(width, height), colour = makePixels(width, height)
    const grain = (): number => noise * (random() + random() + random() - 1.5) * 2
    for (let i = 0; i < alpha.length; i++) {
      const x = i % width, y = (i - x) / width, back = ground(x / width, y / height), share = mask[i * 4]! / 255
      alpha[i] = share
      for (let c = 0; c < 3; c++) {
        colour.data[i * 4 + c] = own[i * 4 + c]!
        picture.data[i * 4 + c] = Math.round(share * own[i * 4 + c]! + (1 - share) * back[c]! + grain())
      }
      colour.data[i * 4 + 3] = picture.data[i * 4 + 3] = 255
    }
    return { name, picture, colours: colour, alpha }
  })
}
