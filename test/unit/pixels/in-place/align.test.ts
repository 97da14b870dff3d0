import { describe, expect, it } from 'vitest'
import { applyTo, invert, multiply, rotation, scaling, translation, type Affine } from '../../../../src/shared/geometry'
import { atOnce } from '../../../../ui/pixels/at-once'
import { alignAnswer } from '../../../../ui/pixels/in-place/align-answer'
import { gaussian } from '../../../../ui/pixels/in-place/blur'
import { lumaOf, makePlane, planesOf, type Plane } from '../../../../ui/pixels/in-place/pixels'
import { sampleSpline, splineOf } from '../../../../ui/pixels/in-place/spline'
import { randomOf, texture } from './scenes'

const width = 400, height = 300
const draw = (value: (x: number, y: number) => number): Plane => {
  const out = makePlane(width, height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = value(i % width, Math.floor(i / width))
  return out
}
const random = randomOf(21)
/** All but a box in the middle, where the model drew something else. */
const known = Uint8Array.from({ length: width * height }, (_, i) => (Math.abs((i % width) - 200) < 70 && Math.abs(Math.floor(i / width) - 150) < 60 ? 0 : 1))

const about = (dx: number, dy: number, scale: number, degrees: number, stretch = 1): Affine =>
  multiply(multiply(translation(width / 2 + dx, height / 2 + dy), multiply(rotation(degrees), scaling(scale * stretch, scale))), translation(-width / 2, -height / 2))

/** The picture moved by `map`, with an object in the box, light that changes over the picture, and noise. */
function answer(sent: Plane, map: Affine, { light = 0, noise = 0, gain = 1, object = true } = {}): Plane {
  const drawn = object ? { ...sent, data: sent.data.map((value, i) => (Math.hypot((i % width) - 200, Math.floor(i / width) - 150) < 40 ? 255 - value : value)) } : sent
  const [moved] = sampleSpline([splineOf(drawn)], { map: invert(map)!, box: { x: 0, y: 0, width, height }, flow: null })
  return { ...sent, data: moved!.data.map((value, i) => value * gain + light * Math.sin((i % width) / 60 + Math.floor(i / width) / 45) + noise * (random() + random() + random() - 1.5)) }
}

/** Largest error at the corners, px. */
const miss = (found: Affine, map: Affine): number => Math.max(...[[0, 0], [width, 0], [0, height], [width, height]].map(([x, y]) => {
  const a = applyTo(found, x!, y!), b = applyTo(map, x!, y!)
  return Math.hypot(a.x - b.x, a.y - b.y)
}))

const photo = lumaOf(planesOf(texture(width, height)))
const words = draw((x, y) => (y % 40 < 10 && x % 7 < 3 && ((x >> 3) * 7 + (y >> 4) * 5) % 9 < 4 ? 30 : 245))
const dots = Array.from({ length: 260 }, () => ({ x: Math.floor(random() * width), y: Math.floor(random() * height), bright: 40 + random() * 160 }))
const stars = draw((x, y) => 14 + dots.reduce((sum, dot) => sum + (Math.abs(dot.x - x) < 2 && Math.abs(dot.y - y) < 2 ? dot.bright : 0), 0))
const rings = draw((x, y) => 128 + 90 * Math.sin(Math.hypot(x - 20, y - 150) / 6) * (x < 140 ? 1 : 0))
const grain = gaussian(draw(() => random() * 255), 3)
const disc = draw((x, y) => (Math.hypot(x - 90, y - 80) < 30 ? 60 : 200))
const horizon = draw((x, y) => (y > 60 + 0.05 * x ? 90 : 210))
const faint = draw((x, y) => 120 + (grain.data[y * width + x]! - 128) * 0.5)

describe('alignAnswer', { timeout: 30_000 }, () => {
  it.each([
    ['a photograph', photo, about(4, -3, 1.012, 0.25), {}, 0.05],
    ['words on a flat page', words, about(3, 2, 1.008, 0.1), {}, 0.1],
    ['words, stretched', words, about(2, -1, 1, 0.1, 1.006), {}, 0.1],
    ['stars, through uneven light', stars, about(4, 3, 1.006, 0.1), { light: 4 }, 0.3],
    ['a photograph in uneven light', photo, about(-3, 4, 0.992, -0.2), { light: 5, gain: 0.94 }, 0.15],
    ['faint texture under noise', faint, about(3, -2, 1.004, 0), { noise: 5 }, 0.8],
  ])('finds where %s went', (_name, sent, map, faults, most) => {
    const found = atOnce(alignAnswer(sent, answer(sent, map, faults), known))
    expect(found.reframed).toBe(false)
    expect(miss(found.map, map)).toBeLessThan(most)
  })
  it('does not turn a picture of rings, whose turn cannot be seen', () => {
    const found = atOnce(alignAnswer(rings, answer(rings, about(3, 2, 1, 0), { light: 3 }), known))
    expect(found.reframed).toBe(false)
    expect(Math.abs(Math.atan2(found.map[1][0], found.map[0][0]))).toBeLessThan(0.04)
  })
  it.each([['a photograph', photo], ['words', words], ['stars', stars], ['a disc on flat ground', disc]])('refuses %s moved by a fifth', (_name, sent) => {
    expect(atOnce(alignAnswer(sent, answer(sent, about(80, 0, 1, 0)), known)).reframed).toBe(true)
  })
  it('refuses a horizon moved down by a fifth; moved along itself nothing of it has changed', () => {
    expect(atOnce(alignAnswer(horizon, answer(horizon, about(0, 60, 1, 0)), known)).reframed).toBe(true)
    expect(atOnce(alignAnswer(horizon, answer(horizon, about(20, 1, 1, 0)), known)).reframed).toBe(false)
  })
  it('refuses a flat picture in which the object appears elsewhere', () => {
    const flat = draw(() => 180), busy = (x: number, y: number): number => ((x >> 2) + (y >> 2)) % 2 ? 60 : 220
    const elsewhere = draw((x, y) => (x > 290 && x < 370 && y > 80 && y < 200 ? busy(x, y) : 180)), inPlace = draw((x, y) => (Math.hypot(x - 200, y - 150) < 50 ? busy(x, y) : 180))
    expect(atOnce(alignAnswer(flat, elsewhere, known))).toMatchObject({ reframed: true, likeness: null })
    expect(atOnce(alignAnswer(flat, inPlace, known))).toMatchObject({ reframed: false, kind: 'identity' })
  })
  it('keeps the identity where nothing moved', () => {
    for (const sent of [photo, words, stars]) expect(atOnce(alignAnswer(sent, answer(sent, about(0, 0, 1, 0), { noise: 1 }), known))).toMatchObject({ kind: 'identity', reframed: false })
  })
})
