// Where the model's picture lies over what was sent: similarity, affine through a gate, and the refusal of a reframed picture.
import { type Affine, applyTo, identity, multiply, translation } from '../../../src/shared/geometry'
import { gaussian } from './blur'
import { alignLevels, phaseStart } from './gauss-newton'
import { steepness } from './gradient'
import { edgesOf, likenessOf } from './likeness'
import type { Plane } from './pixels'
import { blurredKnown, pyramidOf, withoutLight, type Level } from './pyramid'
import { deviationOn, solve } from './statistics'
import { sampleSpline, splineOf } from './spline'

export type Alignment = {
  kind: 'identity' | 'similarity' | 'affine'
  /** Sent px to answer px, both of one extent; identity when refused. */
  map: Affine
  /** The model drew another frame: nothing may be blended. */
  reframed: boolean
  /** Correlation of edges over the known region, 1 = the same picture. Null when there is nothing to compare. */
  likeness: number | null
}

/** inpaint-method.md "Later findings" and 2.4; px and levels. */
const limits = {
  likeness: 0.5, likenessMoved: 0.9, movedShare: 0.04, shiftShare: 0.08, scaleChange: 0.1, turn: 0.04, affineGain: 0.9, affineChange: 0.03, affineMotion: 0.01, unseenPx: 0.05, leastKnown: 400,
  /** Below this likeness the fit may have been led astray. */
  doubtful: 0.85,
  /** Share of a flat picture's known pixels that may show edges. */
  strange: 0.01,
  /** Smooth difference, levels, above which light was added and pulls at the fit. */
  light: 0.5,
}

type Fit = { map: Affine; kind: 'similarity' | 'affine' }

/** Aligns the luma planes `sent` and `answer`, both of one extent, in steps. `known`: pixels that the model had to keep. */
export function* alignAnswer(sent: Plane, answer: Plane, known: Uint8Array): Generator<'align', Alignment> {
  const none: Alignment = { kind: 'identity', map: identity, reframed: false, likeness: null }
  const levels = yield* pyramidOf(sent, answer, known), halved = levels.length > 1, seen = levels[halved ? 1 : 0]!
  const edges = countOf(known) < limits.leastKnown ? null : edgesOf(seen.reference, seen.known, halved)
  if (!edges) return { ...none, reframed: strangeOn(answer, known) > limits.strange }

  const spline = splineOf(answer)
  const judged = (fit: Fit): Judged => ({ ...fit, ...motionOf(fit.map, sent), likeness: likenessOf(edges, seen.answer, halved ? coarser(fit.map) : fit.map, seen.known) })
  let best = judged(yield* fitOf(levels, spline))
  yield 'align'
  if (best.likeness < limits.doubtful) {
    const unlit: Level[] = []
    for (const level of levels) {
      unlit.push(withoutLight(level))
      yield 'align'
    }
    const unlitSpline = splineOf(unlit[0]!.answer)
    for (const count of [unlit.length, 2]) {
      const other = judged(yield* fitOf(unlit.slice(0, count), unlitSpline))
      if (marginOf(other) > marginOf(best)) best = other
    }
  } else if (lightBetween(levels, best.map) > limits.light) {
    best = { ...best, map: yield* alignLevels([withoutLight(levels[0]!)], best.kind === 'affine' ? 6 : 4, best.map) }
  }
  const { kind, likeness } = best, map = continuousOf(best.map)
  if (best.shift > limits.shiftShare || Math.abs(best.scale - 1) > limits.scaleChange || marginOf(best) < 0) return { ...none, reframed: true, likeness }
  if (kind === 'similarity' && apart(map, identity, sent) < limits.unseenPx) return { ...none, likeness }
  return { kind, map, reframed: false, likeness }
}

type Judged = Fit & { likeness: number; shift: number; scale: number }

/** How far the likeness is above what it takes. The further it moved, the surer it must be: repeating textures fit in wrong places too. */
const marginOf = ({ likeness, shift }: Judged): number => likeness - limits.likeness - (limits.likenessMoved - limits.likeness) * Math.min(1, shift / limits.movedShare)

/** Shift of the centre along an axis as a share of the longer side, and scale. */
function motionOf(map: Affine, { width, height }: Plane): { shift: number; scale: number } {
  const centre = applyTo(continuousOf(map), width / 2, height / 2)
  return {
    shift: Math.max(Math.abs(centre.x - width / 2), Math.abs(centre.y - height / 2)) / Math.max(width, height),
    scale: Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0])),
  }
}

/** From sample indices to coordinates whose pixel centres are halves. */
const continuousOf = (map: Affine): Affine => multiply(multiply(translation(0.5, 0.5), map), translation(-0.5, -0.5))

/** The same map on the sample indices of the next level of the pyramid. */
const coarser = ([[a, c, x], [b, d, y]]: Affine): Affine => [[a, c, x / 2], [b, d, y / 2]]

function countOf(known: Uint8Array): number {
  let count = 0
  for (let i = 0; i < known.length; i++) count += known[i]!
  return count
}

/** Largest distance between two maps at the plane's corners, px along an axis. */
function apart(a: Affine, b: Affine, { width, height }: Plane): number {
  const corners = [[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]] as const
  return Math.max(...corners.map(([x, y]) => {
    const p = applyTo(a, x, y), q = applyTo(b, x, y)
    return Math.max(Math.abs(p.x - q.x), Math.abs(p.y - q.y))
  }))
}

/** No model turns a picture by degrees; rings and stripes let a fit do so. */
const isBelievable = ([[a, c], [b, d]]: Affine): boolean => Math.abs(Math.atan2(b - c, a + d)) < limits.turn && Math.abs(Math.sqrt(Math.abs(a * d - b * c)) - 1) < limits.scaleChange

/** `spline`: that of the finest answer. Similarity, or the affine map where it fits clearly better without going far from it. A local warp does not: it has no affine part everywhere. */
function* fitOf(levels: readonly Level[], spline: Plane): Generator<'align', Fit> {
  const start = phaseStart(levels), { reference } = levels[0]!, telling = sampleOf(levels[0]!.telling)
  yield 'align'
  let rigid = yield* alignLevels(levels, 4, start)
  if (!isBelievable(rigid)) rigid = yield* alignLevels(levels, 4, start, 'firm')
  const free = yield* alignLevels(levels.slice(0, 3), 6, rigid)
  const bent = Math.max(Math.abs(free[0][0] - 1), Math.abs(free[0][1]), Math.abs(free[1][0]), Math.abs(free[1][1] - 1))
  const near = bent <= limits.affineChange && apart(free, rigid, reference) <= limits.affineMotion * Math.max(reference.width, reference.height)
  const better = near && meanOn(differences(reference, spline, free, telling), telling) <= limits.affineGain * meanOn(differences(reference, spline, rigid, telling), telling)
  return better ? { map: free, kind: 'affine' } : { map: rigid, kind: 'similarity' }
}

/** Pixels on which two fits are compared. */
const mostCompared = 80_000

/** At most so many of the marked pixels, evenly spread. */
function sampleOf(marked: Uint8Array): Uint8Array {
  const stride = Math.max(1, Math.ceil(countOf(marked) / mostCompared)), out = new Uint8Array(marked.length)
  for (let i = 0, wait = 0; i < marked.length; i++) {
    if (!marked[i] || wait-- > 0) continue
    wait = stride - 1
    out[i] = 1
  }
  return out
}

/** The answer read through `map` (sample indices), brought to the tone of `sent` by one line, less `sent`: levels, at most 30; 0 where `where` is not. */
function differences(sent: Plane, spline: Plane, map: Affine, where: Uint8Array): Plane {
  const { width, height } = sent
  const [moved] = sampleSpline([spline], { map: continuousOf(map), box: { x: 0, y: 0, width, height }, flow: null, where })
  const matrix = new Float64Array(4), right = new Float64Array(2)
  for (let i = 0; i < where.length; i++) {
    if (!where[i]) continue
    const m = moved!.data[i]!, r = sent.data[i]!
    matrix[0]! += m * m
    matrix[1]! += m
    matrix[3]! += 1
    right[0]! += m * r
    right[1]! += r
  }
  const [gain, bias] = solve(matrix, right) ?? [1, 0]
  for (let i = 0; i < where.length; i++) moved!.data[i] = where[i] ? Math.min(30, Math.max(-30, gain! * moved!.data[i]! + bias! - sent.data[i]!)) : 0
  return moved!
}

/** levels per px */
const edgeSlope = 2

/** Share of the pixels with an edge: of a flat picture the model could only have moved what it drew. */
function strangeOn(answer: Plane, known: Uint8Array): number {
  const { data } = steepness(gaussian(answer, 1.5))
  let strange = 0, count = 0
  for (let i = 0; i < known.length; i++) {
    if (!known[i]) continue
    count++
    if (data[i]! > edgeSlope) strange++
  }
  return count ? strange / count : 0
}

/** Mean size of the values where `where` is set. */
function meanOn({ data }: Plane, where: Uint8Array): number {
  let sum = 0, count = 0
  for (let i = 0; i < where.length; i++) {
    if (!where[i]) continue
    sum += Math.abs(data[i]!)
    count++
  }
  return count ? sum / count : 0
}

/** px of the finest level over which light is even. */
const lightPx = 32

/** How unevenly the answer is lit against what was sent: deviation of the smoothed difference, levels. Looked at on the second level: light is smooth. */
function lightBetween(levels: readonly Level[], map: Affine): number {
  const halved = levels.length > 1, { reference, answer, known } = levels[halved ? 1 : 0]!
  return deviationOn(blurredKnown(differences(reference, splineOf(answer), halved ? coarser(map) : map, known), known, halved ? lightPx / 2 : lightPx).data, known)
}
