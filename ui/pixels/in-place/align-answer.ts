// Where the model's picture lies over what was sent: similarity, affine through a gate, and the refusal of a reframed picture.
import { type Affine, applyTo, identity, multiply, translation } from '../../../src/shared/geometry'
import { gaussian } from './blur'
import { alignLevels, pyramidOf } from './gauss-newton'
import { steepness } from './gradient'
import type { Plane } from './pixels'
import { correlation, solve } from './statistics'
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

/** inpaint-method.md "Later findings" and 2.4; texture and steps are in levels per px and px. */
const limits = { texture: 0.15, likeness: 0.5, likenessMoved: 0.85, movedShare: 0.04, shiftShare: 0.08, scaleChange: 0.1, affineGain: 0.97, affineChange: 0.03, affineMotionPx: 4, unseenPx: 0.05, leastKnown: 400 }

/**
 * Aligns the luma planes `sent` and `answer`, both of one extent. `known`: pixels that the model had to keep;
 * `ring`: those near the mask, where the fit is judged.
 */
export function alignAnswer(sent: Plane, answer: Plane, known: Uint8Array, ring: Uint8Array): Alignment {
  const { width, height } = sent
  const none: Alignment = { kind: 'identity', map: identity, reframed: false, likeness: null }
  const edges = steepness(gaussian(sent, 1.5))
  let count = 0, square = 0
  for (let i = 0; i < known.length; i++) {
    if (!known[i]) continue
    count++
    square += edges.data[i]! ** 2
  }
  if (count < limits.leastKnown || Math.sqrt(square / count) < limits.texture) return none

  const levels = pyramidOf(sent, answer, known)
  const spline = splineOf(answer)
  let found = alignLevels(levels, 4, null), kind: Alignment['kind'] = 'similarity'
  const free = alignLevels(levels.slice(0, 3), 6, found)
  const corners = [[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]] as const
  const apart = (a: Affine, b: Affine): number => Math.max(...corners.map(([x, y]) => {
    const p = applyTo(a, x, y), q = applyTo(b, x, y)
    return Math.max(Math.abs(p.x - q.x), Math.abs(p.y - q.y))
  }))
  const bent = Math.max(Math.abs(free[0][0] - 1), Math.abs(free[0][1]), Math.abs(free[1][0]), Math.abs(free[1][1] - 1))
  if (bent <= limits.affineChange && apart(free, found) <= limits.affineMotionPx) {
    if (residual(sent, spline, free, ring) <= limits.affineGain * residual(sent, spline, found, ring)) [found, kind] = [free, 'affine']
  }

  const map = multiply(multiply(translation(0.5, 0.5), found), translation(-0.5, -0.5))
  const centre = applyTo(map, width / 2, height / 2)
  const shift = Math.max(Math.abs(centre.x - width / 2), Math.abs(centre.y - height / 2))
  const scale = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0]))
  const [moved] = sampleSpline([splineOf(gaussian(answer, 1.5))], { map, box: { x: 0, y: 0, width, height }, flow: null })
  const likeness = correlation(edges.data, steepness(moved!).data, inside(known, map, width, height))
  // The further it moved, the surer it must be: repeating textures fit in wrong places too.
  const sure = limits.likeness + (limits.likenessMoved - limits.likeness) * Math.min(1, shift / (limits.movedShare * Math.max(width, height)))
  if (shift > limits.shiftShare * Math.max(width, height) || Math.abs(scale - 1) > limits.scaleChange || likeness < sure) return { ...none, reframed: true, likeness }
  if (kind === 'similarity' && apart(map, identity) < limits.unseenPx) return { ...none, likeness }
  return { kind, map, reframed: false, likeness }
}

/** Known pixels whose place in the answer exists. */
function inside(known: Uint8Array, map: Affine, width: number, height: number): Uint8Array {
  return known.map((value, i) => {
    if (!value) return 0
    const p = applyTo(map, (i % width) + 0.5, Math.floor(i / width) + 0.5)
    return p.x > 1 && p.y > 1 && p.x < width - 1 && p.y < height - 1 ? 1 : 0
  })
}

/** Mean difference on the ring after a linear tone fit, levels, each at most 30. `map` on sample indices. */
function residual(sent: Plane, spline: Plane, map: Affine, ring: Uint8Array): number {
  const { width, height } = sent
  const continuous = multiply(multiply(translation(0.5, 0.5), map), translation(-0.5, -0.5))
  const [moved] = sampleSpline([spline], { map: continuous, box: { x: 0, y: 0, width, height }, flow: null, where: ring })
  const matrix = new Float64Array(4), right = new Float64Array(2)
  let count = 0
  for (let i = 0; i < ring.length; i++) {
    if (!ring[i]) continue
    const m = moved!.data[i]!, r = sent.data[i]!
    matrix[0]! += m * m
    matrix[1]! += m
    matrix[3]! += 1
    right[0]! += m * r
    right[1]! += r
    count++
  }
  const [gain, bias] = solve(matrix, right) ?? [1, 0]
  let sum = 0
  for (let i = 0; i < ring.length; i++) if (ring[i]) sum += Math.min(30, Math.abs(sent.data[i]! - gain! * moved!.data[i]! - bias!))
  return count ? sum / count : 0
}
