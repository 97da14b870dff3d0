// Signs to be read: words in many typefaces, sizes, angles and colours over plates and photographs. One seed, the same signs.
import { createCanvas, GlobalFonts, loadImage, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TurnedBox } from '../../../ui/on-device/reading/quad'
import type { Pixels } from '../../../ui/pixels/in-place/pixels'
import { nodeCanvas } from '../../../playground/render/node-canvas'

export type Sign = {
  id: string
  expected: string
  drawn: string
  /** What the drawn words are beside the expected ones. */
  kind: 'right' | 'accents' | (typeof faults)[number]
  font: string
  sizePx: number
  degrees: number
  ground: 'plate' | 'photo'
  pixels: Pixels
  /** Where each line was drawn, without its accents. */
  lines: DrawnLine[]
}
/** `at` and `width` in parts of the line's width. */
export type DrawnLine = { box: TurnedBox; letters: { char: string; at: number; width: number }[] }

export const faults = ['swapped', 'dropped', 'doubled', 'replaced', 'other-word', 'extra-word', 'missing-word', 'accent-dropped', 'accent-added'] as const
type Random = () => number

const plain = [
  'OPEN LATE', 'Grand Opening', 'Fresh Coffee', 'Launch night', 'SUMMER SALE', 'Now Hiring', 'Book Fair', 'Farmers Market', 'Night Garden', 'Harbour Kitchen', 'Live Music', 'Bread & Butter', 'Happy Hour',
  'Open daily from 8 to 6', 'Exit', 'Bakery', 'Small Batch Roasters', 'Hotel Meridian', 'Winter Collection', 'New in store', '28 November', 'Table for two', 'Slow Morning', 'Bicycle Repair', 'Half price today',
  'Studio 54', 'Garden Centre', 'PHARMACY', 'Wild Mountain Honey', 'The Copper Kettle', 'Museum of Space', 'Taxi', 'Free delivery', 'Room 217', 'Velvet Records', 'Tomorrow', 'Quiet please', 'Fish and Chips', 'Welcome home', 'Last chance',
]
const accented = ['CAFÉ NOIR', 'Pâtisserie', 'Übergröße', 'Crème brûlée', 'Jalapeño', 'Kärlek', 'São Paulo', 'Señor Frío', 'Málaga', 'Fête de nuit']
/** Letters that are easily taken for one another, and some that are not. */
const others: Readonly<Record<string, string>> = { a: 'eo', b: 'dh', c: 'eo', d: 'bc', e: 'ac', f: 't', g: 'qy', h: 'nb', i: 'e', k: 'hx', l: 't', m: 'nw', n: 'mu', o: 'ae', p: 'bq', q: 'g', r: 'nv', s: 'za', t: 'fl', u: 'nv', v: 'uy', w: 'vm', x: 'k', y: 'vg', z: 's' }
const accentOf: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü', A: 'Á', E: 'É', O: 'Ö', U: 'Ü' }

export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

/** The same case as `like`. */
const inCase = (char: string, like: string): string => (like === like.toUpperCase() ? char.toUpperCase() : char)

/** Null where this text cannot have that fault. */
export function faulty(text: string, kind: (typeof faults)[number], random: Random): string | null {
  const at = [...text].flatMap((char, index) => (/[A-Za-z]/.test(char) ? [index] : []))
  const words = text.split(' ')
  const replaceAt = (index: number, by: string, length = 1): string => text.slice(0, index) + by + text.slice(index + length)
  switch (kind) {
    case 'swapped': {
      const pairs = at.filter((index) => /[A-Za-z]/.test(text[index + 1] ?? '') && text[index]!.toLowerCase() !== text[index + 1]!.toLowerCase())
      if (pairs.length === 0) return null
      const index = pick(pairs, random)
      return replaceAt(index, inCase(text[index + 1]!.toLowerCase(), text[index]!) + inCase(text[index]!.toLowerCase(), text[index + 1]!), 2)
    }
    case 'dropped': return replaceAt(pick(at, random), '')
    case 'doubled': {
      const index = pick(at, random)
      return replaceAt(index, text[index]! + text[index]!.toLowerCase().replace(/./, (char) => inCase(char, text[index + 1] ?? text[index]!)))
    }
    case 'replaced': {
      const index = pick(at, random), char = text[index]!
      return replaceAt(index, inCase(pick([...(others[char.toLowerCase()] ?? 'o')], random), char))
    }
    case 'other-word': {
      const index = Math.floor(random() * words.length)
      return words.map((word, i) => (i === index ? inCase(pick(['pronto', 'garlic', 'winner', 'basket'], random), word) : word)).join(' ')
    }
    case 'extra-word': return random() < 0.5 ? `${text} ${words[words.length - 1]}` : `${text} ${inCase(pick(['now', 'club', 'ever'], random), text)}`
    case 'missing-word': return words.length > 1 ? words.filter((_, i) => i !== (random() < 0.5 ? 0 : words.length - 1)).join(' ') : null
    case 'accent-dropped': return text.normalize('NFD').replace(/\p{M}/gu, '') === text ? null : text.normalize('NFD').replace(/\p{M}/gu, '')
    case 'accent-added': {
      const vowels = at.filter((index) => accentOf[text[index]!])
      if (vowels.length === 0) return null
      const index = pick(vowels, random)
      return replaceAt(index, accentOf[text[index]!]!)
    }
  }
}

const registered: string[] = []
/** Inter, those of the machine, and files in `folders`. */
function fonts(folders: readonly string[]): string[] {
  if (registered.length > 0) return registered
  nodeCanvas()
  const known = ['Inter', 'DejaVu Sans', 'DejaVu Serif', 'DejaVu Sans Mono', 'Liberation Sans', 'Liberation Sans Narrow', 'Liberation Serif', 'Liberation Mono']
  registered.push(...known.filter((name) => GlobalFonts.has(name)))
  for (const folder of folders) for (const file of readdirSync(folder).filter((name) => /\.(ttf|otf|woff2)$/.test(name))) {
    const name = `own ${file.replace(/\.\w+$/, '')}`
    if (GlobalFonts.registerFromPath(join(folder, file), name)) registered.push(name)
  }
  return registered
}

type Colour = readonly [number, number, number]
const luminance = ([r, g, b]: Colour): number => [0.2126 * linear(r), 0.7152 * linear(g), 0.0722 * linear(b)].reduce((sum, part) => sum + part, 0)
const linear = (level: number): number => (level <= 10 ? level / 3294.6 : ((level / 255 + 0.055) / 1.055) ** 2.4)
const contrast = (a: Colour, b: Colour): number => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05)
const css = ([r, g, b]: Colour): string => `rgb(${r}, ${g}, ${b})`
const anyColour = (random: Random): Colour => [Math.floor(random() * 256), Math.floor(random() * 256), Math.floor(random() * 256)]
function readableOn(ground: Colour, random: Random, least: number): Colour {
  for (let i = 0; i < 60; i++) {
    const colour = anyColour(random)
    if (contrast(colour, ground) >= least) return colour
  }
  return luminance(ground) > 0.3 ? [10, 10, 10] : [250, 250, 250]
}

/** In lines that fit. */
function linesOf(context: SKRSContext2D, text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    if (last !== undefined && context.measureText(`${last} ${word}`).width <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Mean colour of a box of the canvas. */
function meanColour(context: SKRSContext2D, x: number, y: number, width: number, height: number): Colour {
  const { data } = context.getImageData(Math.max(0, x), Math.max(0, y), Math.max(1, width), Math.max(1, height))
  const sum = [0, 0, 0]
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sum[c]! += data[i + c]!
  const count = data.length / 4
  return [sum[0]! / count, sum[1]! / count, sum[2]! / count]
}

export type SignOptions = { count: number; seed: number; photoFolder: string; fontFolders?: readonly string[]; only?: string | undefined; /** Many letters with accents of many kinds, to learn from. */ forLearning?: boolean }

const accentsOf: Readonly<Record<string, string>> = { a: 'áàâäãå', c: 'ćč', e: 'éèêë', i: 'íìîï', n: 'ñń', o: 'öóòôõ', s: 'šś', u: 'üúùû', y: 'ýÿ', z: 'žź' }

/** Up to three letters get an accent. */
function accentedAtRandom(text: string, random: Random): string {
  const chars = [...text], places = chars.flatMap((char, index) => (accentsOf[char.toLowerCase()] ? [index] : []))
  for (let left = random() < 0.15 ? 0 : random() < 0.5 ? 1 : 3; left > 0 && places.length > 0; left--) {
    const index = pick(places, random), char = text[index]!
    chars[index] = inCase(pick([...accentsOf[char.toLowerCase()]!], random), char)
  }
  return chars.join('')
}

/** As many right signs as wrong ones; a sixth of all has accents. */
export async function* makeSigns({ count, seed, photoFolder, fontFolders = [], only, forLearning = false }: SignOptions): AsyncGenerator<Sign> {
  const photos = await Promise.all(readdirSync(photoFolder).filter((name) => /\.(png|jpg)$/.test(name)).sort().map((name) => loadImage(join(photoFolder, name))))
  const families = fonts(fontFolders)
  for (let index = 0; index < count; index++) {
    const random = seeded(seed * 100_003 + index * 7919)
    const hasAccents = index % 12 >= 10, right = index % 2 === 0
    const text = pick(hasAccents ? accented : plain, random), expected = random() < 0.25 ? text.toUpperCase() : text
    let kind: Sign['kind'] = hasAccents ? 'accents' : 'right', drawn = forLearning ? accentedAtRandom(expected, random) : expected
    for (let tries = 0; !forLearning && !right && tries < 40; tries++) {
      const fault = faults[(Math.floor(index / 2) + tries * 5) % faults.length]!, made = faulty(expected, fault, random)
      if (made === null || made.toLowerCase() === expected.toLowerCase()) continue
      ;[kind, drawn] = [fault, made]
      break
    }
    const sign = await draw(`${seed}-${index}`, { expected, drawn, kind }, pick(photos, random), pick(families, random), random)
    if (!only || sign.id === only) yield sign
  }
}

async function draw(id: string, words: Pick<Sign, 'expected' | 'drawn' | 'kind'>, photo: Image, font: string, random: Random): Promise<Sign> {
  const width = pick([768, 1024, 1024, 1280], random), height = Math.round(width * pick([0.6, 0.75, 1], random))
  const canvas = createCanvas(width, height), context = canvas.getContext('2d')
  const scale = Math.max(width / photo.width, height / photo.height) * (1 + random())
  context.drawImage(photo, -(photo.width * scale - width) * random(), -(photo.height * scale - height) * random(), photo.width * scale, photo.height * scale)
  const degrees = random() < 0.3 ? 0 : random() * 30 - 15
  const ground = random() < 0.6 ? 'plate' as const : 'photo' as const
  let sizePx = Math.round(width * (0.028 + random() * random() * 0.11))
  const weight = random() < 0.5 ? 'bold' : 'normal', style = random() < 0.15 && !font.startsWith('own') ? 'italic ' : ''
  const set = (): void => { context.font = `${style}${weight} ${sizePx}px "${font}"` }
  set()
  let lines = linesOf(context, words.drawn, width * 0.8)
  const widest = (): number => Math.max(...lines.map((line) => context.measureText(line).width))
  while ((widest() > width * 0.86 || lines.length * sizePx * 1.25 > height * 0.7) && sizePx > 20) {
    sizePx = Math.round(sizePx * 0.9)
    set()
    lines = linesOf(context, words.drawn, width * 0.8)
  }
  const leading = sizePx * (1.15 + random() * 0.15), block = { width: widest(), height: lines.length * leading }
  const room = (free: number): number => Math.max(0, free) * (random() - 0.5) * 0.7
  context.translate(width / 2 + room(width - block.width), height / 2 + room(height - block.height))
  context.rotate((degrees * Math.PI) / 180)
  const at = context.getTransform()
  if (ground === 'plate') {
    const colour = anyColour(random), pad = sizePx * (0.4 + random())
    context.fillStyle = css(colour)
    context.beginPath()
    context.roundRect(-block.width / 2 - pad, -block.height / 2 - pad * 0.7, block.width + 2 * pad, block.height + pad * 1.4, random() < 0.5 ? 0 : sizePx * 0.4)
    context.fill()
    context.fillStyle = css(readableOn(colour, random, 3))
  } else {
    const behind = meanColour(context, Math.round(at.e - block.width / 2), Math.round(at.f - block.height / 2), Math.round(block.width), Math.round(block.height))
    context.fillStyle = css(readableOn(behind, random, 4.5))
    if (random() < 0.6) {
      context.shadowColor = luminance(behind) > 0.3 ? 'rgba(255,255,255,0.9)' : 'rgba(0,0,0,0.9)'
      context.shadowBlur = sizePx * 0.25
    }
  }
  context.textAlign = pick(['center', 'center', 'left'] as const, random)
  context.textBaseline = 'alphabetic'
  const x = context.textAlign === 'left' ? -block.width / 2 : 0
  const drawnLines = lines.map((line, index): DrawnLine => {
    const base = -block.height / 2 + leading * (index + 0.5) + sizePx * 0.35, chars = [...line], widthTo = (end: number): number => context.measureText(chars.slice(0, end).join('')).width
    context.fillText(line, x, base)
    const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = context.measureText(line.normalize('NFD').replace(/\p{M}/gu, '')), long = widthTo(chars.length)
    const middle = { x: context.textAlign === 'left' ? x + long / 2 : x, y: base + (down - up) / 2 }
    return {
      box: { centre: { x: at.a * middle.x + at.c * middle.y + at.e, y: at.b * middle.x + at.d * middle.y + at.f }, width: long, height: up + down, angle: degrees },
      letters: chars.map((char, i) => ({ char, at: (widthTo(i) + widthTo(i + 1)) / 2 / long, width: (widthTo(i + 1) - widthTo(i)) / long })),
    }
  })
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.shadowBlur = 0
  const noise = random() < 0.3 ? random() * 14 : 0
  const image = await loadImage(await canvas.encode('jpeg', Math.round(60 + random() * 38)))
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  if (noise > 0) for (let i = 0; i < data.length; i++) if (i % 4 !== 3) data[i]! += (random() - 0.5) * 2 * noise
  return { id, ...words, font, sizePx, degrees: Math.round(degrees * 10) / 10, ground, pixels: { width, height, data: new Uint8ClampedArray(data) }, lines: drawnLines }
}
