// Colours of a Demo picture: every colour of a scene passes through one grade, made of the prompt's words and the references.
import { clamp } from '../../../src/shared/geometry'
import { between, pick } from './random'
import type { Random } from './random'

/** 0 to 255 each. */
export type Rgb = readonly [number, number, number]

export const rgbOf = (hex: string): Rgb => [parseInt(hex.slice(1, 3), 16), parseInt(hex.slice(3, 5), 16), parseInt(hex.slice(5, 7), 16)]
export const mixRgb = (a: Rgb, b: Rgb, t: number): Rgb => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
/** 0 to 1, as the eye weighs it. */
export const luminance = ([r, g, b]: Rgb): number => (0.299 * r + 0.587 * g + 0.114 * b) / 255

/** Maps dark to light onto a row of colours, mixed in by `amount` 0 to 1. */
export type Grade = { ramp: readonly Rgb[]; amount: number; brightness: number; saturation: number }

const ramp = (...hexes: readonly string[]): readonly Rgb[] => hexes.map(rgbOf)

type Mood = { words: RegExp; ramp: readonly Rgb[]; amount: number; brightness?: number; saturation?: number }

const moods: readonly Mood[] = [
  { words: /black.and.white|monochrom|grey.?scale|gray.?scale|\bb&w\b|\bnoir\b/i, ramp: ramp('#0c0d0f', '#7c7f84', '#f6f5f2'), amount: 0.94 },
  { words: /sepia|vintage|retro/i, ramp: ramp('#22160f', '#9c7350', '#f7e8cf'), amount: 0.55 },
  // Scenes light the hours of the day themselves: here they only lean that way.
  { words: /golden|sunset|sunrise/i, ramp: ramp('#2b1722', '#b9653a', '#f6b25e', '#fff0d2'), amount: 0.14 },
  { words: /blue hour|twilight|\bdusk/i, ramp: ramp('#081430', '#2c5592', '#8fb3dc', '#eaf3ff'), amount: 0.1 },
  { words: /\bwarm/i, ramp: ramp('#2b1722', '#b9653a', '#f6b25e', '#fff0d2'), amount: 0.34 },
  { words: /\bcool(er)?\b|\bcold/i, ramp: ramp('#081430', '#2c5592', '#8fb3dc', '#eaf3ff'), amount: 0.32 },
  { words: /pastel|\bsoft colou?rs/i, ramp: ramp('#6d6a8f', '#e8b7c3', '#f7dfd0', '#fffaf3'), amount: 0.42, brightness: 1.06, saturation: 0.85 },
  { words: /neon|cyberpunk|synthwave/i, ramp: ramp('#0d0630', '#6a1fc2', '#ef3fa8', '#7df5ff'), amount: 0.52, saturation: 1.2 },
  { words: /\bmoody|\bdark\b|dramatic/i, ramp: ramp('#07090d', '#3f4a56', '#d9d6cd'), amount: 0.2, brightness: 0.8 },
  { words: /\bbright|\bairy|high.?key/i, ramp: ramp('#4a5560', '#cfd6d8', '#ffffff'), amount: 0.12, brightness: 1.12 },
  { words: /vivid|vibrant|colou?rful|saturated/i, ramp: ramp('#14102e', '#f2545b', '#fff3d6'), amount: 0.05, saturation: 1.28 },
]

const colourWords: readonly (readonly [RegExp, string, readonly Rgb[]])[] = [
  [/\b(red|crimson|scarlet)\b/i, '#c8352b', ramp('#24070b', '#b92f25', '#f3a78f', '#fff0e6')],
  [/\b(orange|terracotta|rust)\b/i, '#d9652b', ramp('#2a1009', '#cc5a26', '#f6b581', '#fff3e4')],
  [/\b(yellow|mustard|lemon)\b/i, '#e7b52c', ramp('#2c1e08', '#cf9a1f', '#f7d873', '#fffbe6')],
  [/\b(green|emerald|olive|sage)\b/i, '#4f8a5b', ramp('#08180f', '#35704a', '#a3c79b', '#f1f8ea')],
  [/\b(teal|turquoise|aqua|cyan|petrol)\b/i, '#1f8f93', ramp('#041a1f', '#177a80', '#86cfc9', '#ecfbf7')],
  [/\b(blue|navy|cobalt|indigo)\b/i, '#2f5fd0', ramp('#081230', '#2951b8', '#8fb2ee', '#edf4ff')],
  [/\b(purple|violet|lilac|lavender)\b/i, '#7c55c4', ramp('#150a2c', '#6a43b0', '#b9a0e8', '#f6f0ff')],
  [/\b(pink|rose|magenta|coral)\b/i, '#e0708a', ramp('#2a0b1a', '#c9557a', '#f3b2bd', '#fff2f1')],
  [/\b(brown|chocolate|beige|tan)\b/i, '#8a5f3f', ramp('#1c110a', '#83583a', '#d7b48d', '#fbf3e6')],
  [/\b(black|charcoal)\b/i, '#26282c', []],
  [/\b(white|ivory|cream)\b/i, '#f3efe6', []],
]

/** Pictures given along pull the palette towards their own colours, darkest first. */
export type Tint = { colours: readonly Rgb[]; amount: number }

export function gradesOf(prompt: string, tint: Tint | null): Grade[] {
  const grades: Grade[] = moods.filter((mood) => mood.words.test(prompt)).map((mood) => ({ ramp: mood.ramp, amount: mood.amount, brightness: mood.brightness ?? 1, saturation: mood.saturation ?? 1 }))
  const whole = /palette|tones?\b|duotone|shades of|all in/i.test(prompt)
  for (const [words, , colours] of colourWords) {
    if (colours.length > 0 && words.test(prompt.replace(/blue hour|golden hour/gi, ''))) grades.push({ ramp: colours, amount: whole ? 0.72 : 0.3, brightness: 1, saturation: 1 })
  }
  if (tint && tint.colours.length > 0) grades.push({ ramp: tint.colours, amount: tint.amount, brightness: 1, saturation: 1 })
  return grades.slice(0, 4)
}

function onRamp(colours: readonly Rgb[], light: number): Rgb {
  const at = clamp(light, 0, 1) * (colours.length - 1), low = Math.floor(at)
  const first = colours[low] ?? [0, 0, 0], second = colours[Math.min(low + 1, colours.length - 1)] ?? first
  return mixRgb(first, second, at - low)
}

export function applyGrades(colour: Rgb, grades: readonly Grade[]): Rgb {
  let out = colour
  for (const grade of grades) {
    const light = luminance(out), grey = light * 255
    const [r, g, b] = mixRgb(out, onRamp(grade.ramp, light), grade.amount)
    const push = (value: number): number => clamp((grey + (value - grey) * grade.saturation) * grade.brightness, 0, 255)
    out = [push(r), push(g), push(b)]
  }
  return out
}

export type Palette = {
  /** CSS colour of `hex` in this picture's light. */
  css(hex: string, alpha?: number): string
  /** Two colours mixed, then graded. */
  mix(a: string, b: string, t: number, alpha?: number): string
  /** The colour that the prompt names for its subject, else one that suits the seed. */
  accent: string
  named: boolean
}

const css = ([r, g, b]: Rgb, alpha: number): string => `rgba(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)}, ${Math.round(alpha * 1000) / 1000})`

/** Turns a colour around the grey axis by `degrees`. */
export function rotateHue([r, g, b]: Rgb, degrees: number): Rgb {
  const c = Math.cos((degrees * Math.PI) / 180), s = Math.sin((degrees * Math.PI) / 180)
  const turn = (x: number, y: number, z: number): number => clamp(x * (0.667 * c + 0.333) + y * (0.333 * (1 - c) - 0.577 * s) + z * (0.333 * (1 - c) + 0.577 * s), 0, 255)
  return [turn(r, g, b), turn(g, b, r), turn(b, r, g)]
}

export function createPalette(random: Random, prompt: string, tint: Tint | null): Palette {
  const grades = gradesOf(prompt, tint)
  const drift = between(random, -7, 7)
  const cache = new Map<string, Rgb>()
  const graded = (hex: string): Rgb => {
    const known = cache.get(hex)
    if (known) return known
    const made = applyGrades(rotateHue(rgbOf(hex), drift), grades)
    cache.set(hex, made)
    return made
  }
  const named = colourWords.find(([words]) => words.test(prompt.replace(/blue hour|golden hour/gi, '')))?.[1] ?? null
  const chance = pick(random, ['#c9512f', '#2f6f8f', '#d99a2b', '#4a7f63', '#8c5a86', '#d8836b', '#365a9c'])
  return {
    css: (hex, alpha = 1) => css(graded(hex), alpha),
    mix: (a, b, t, alpha = 1) => css(mixRgb(graded(a), graded(b), t), alpha),
    accent: named ?? chance,
    named: named !== null,
  }
}
