// SVG path data to what the plugin API's vectorPaths take: absolute M, L, Q, C and Z.
import { applyTo, type Affine } from '../../../src/shared/geometry.ts'

const counts: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 }
const numberAt = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy
const flagAt = /[\s,]*([01])/y

type Point = [x: number, y: number]
type Step = { command: string; values: number[] }

/** Commands with their numbers; repeated ones are told apart. Throws with the place of what cannot be read. */
function stepsOf(data: string): Step[] {
  const steps: Step[] = []
  let at = 0
  const read = (pattern: RegExp): number => {
    pattern.lastIndex = at
    const match = pattern.exec(data)
    if (!match) throw new Error(`path data cannot be read at character ${at}: "${data.slice(at, at + 12)}"`)
    at = pattern.lastIndex
    return Number(match[1])
  }
  for (;;) {
    while (at < data.length && /[\s,]/.test(data[at]!)) at += 1
    if (at >= data.length) return steps
    let command = data[at]!
    const count = counts[command.toUpperCase()]
    if (count === undefined || (steps.length === 0 && command.toUpperCase() !== 'M')) throw new Error(`path data cannot be read at character ${at}: "${data.slice(at, at + 12)}"`)
    at += 1
    do {
      steps.push({ command, values: Array.from({ length: count }, (_, i) => read(command.toUpperCase() === 'A' && (i === 3 || i === 4) ? flagAt : numberAt)) })
      if (command === 'M') command = 'L'
      if (command === 'm') command = 'l'
    } while (count > 0 && /^[\s,]*[+\-.\d]/.test(data.slice(at)))
  }
}

/** Path data with `map` applied to every point. */
export function absolutePath(data: string, map: Affine): string {
  const parts: string[] = []
  let x = 0, y = 0, startX = 0, startY = 0, cubic: Point | null = null, quadratic: Point | null = null
  const say = (command: string, ...points: number[]): void => {
    const mapped: number[] = []
    for (let i = 0; i < points.length; i += 2) {
      const to = applyTo(map, points[i]!, points[i + 1]!)
      mapped.push(round(to.x), round(to.y))
    }
    parts.push([command, ...mapped].join(' '))
  }
  for (const { command, values: v } of stepsOf(data)) {
    const kind = command.toUpperCase(), relative = command !== kind
    const px = (i: number): number => v[i]! + (relative ? x : 0), py = (i: number): number => v[i]! + (relative ? y : 0)
    const mirrorOf = (control: Point | null): Point => (control ? [2 * x - control[0], 2 * y - control[1]] : [x, y])
    let nextCubic: Point | null = null, nextQuadratic: Point | null = null, to: Point = [x, y]
    if (kind === 'M' || kind === 'L') say(kind, ...(to = [px(0), py(1)]))
    else if (kind === 'H') say('L', ...(to = [px(0), y]))
    else if (kind === 'V') say('L', ...(to = [x, v[0]! + (relative ? y : 0)]))
    else if (kind === 'C' || kind === 'S') {
      const first = kind === 'C' ? [px(0), py(1)] as const : mirrorOf(cubic), rest = kind === 'C' ? 2 : 0
      nextCubic = [px(rest), py(rest + 1)]
      say('C', ...first, ...nextCubic, ...(to = [px(rest + 2), py(rest + 3)]))
    } else if (kind === 'Q' || kind === 'T') {
      nextQuadratic = kind === 'Q' ? [px(0), py(1)] : mirrorOf(quadratic)
      const rest = kind === 'Q' ? 2 : 0
      say('Q', ...nextQuadratic, ...(to = [px(rest), py(rest + 1)]))
    } else if (kind === 'A') {
      to = [px(5), py(6)]
      for (const curve of arc(x, y, v, to)) say(curve.length === 2 ? 'L' : 'C', ...curve)
    } else {
      parts.push('Z')
      to = [startX, startY]
    }
    if (kind === 'M') [startX, startY] = to
    ;[x, y] = to
    cubic = nextCubic
    quadratic = nextQuadratic
  }
  return parts.join(' ')
}

const round = (value: number): number => Number(value.toFixed(6))

/** Curves of at most a quarter turn each (SVG 1.1, appendix F.6). */
function arc(x: number, y: number, [givenX, givenY, turn, large, sweep]: number[], [toX, toY]: Point): number[][] {
  let rx = Math.abs(givenX!), ry = Math.abs(givenY!)
  if (x === toX && y === toY) return []
  if (rx === 0 || ry === 0) return [[toX, toY]]
  const angle = (turn! * Math.PI) / 180, cos = Math.cos(angle), sin = Math.sin(angle)
  const hx = (x - toX) / 2, hy = (y - toY) / 2, ux = cos * hx + sin * hy, uy = cos * hy - sin * hx
  const stretch = Math.sqrt((ux / rx) ** 2 + (uy / ry) ** 2)
  if (stretch > 1) [rx, ry] = [rx * stretch, ry * stretch]
  const part = (rx * uy) ** 2 + (ry * ux) ** 2, factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, (rx * ry) ** 2 - part) / part)
  const cx = (factor * rx * uy) / ry, cy = (-factor * ry * ux) / rx
  const centreX = cos * cx - sin * cy + (x + toX) / 2, centreY = sin * cx + cos * cy + (y + toY) / 2
  const from = Math.atan2((uy - cy) / ry, (ux - cx) / rx)
  let sweepAngle = Math.atan2((-uy - cy) / ry, (-ux - cx) / rx) - from
  if (sweep === 1 && sweepAngle < 0) sweepAngle += 2 * Math.PI
  if (sweep === 0 && sweepAngle > 0) sweepAngle -= 2 * Math.PI
  const pieces = Math.max(1, Math.ceil(Math.abs(sweepAngle) / (Math.PI / 2) - 1e-9)), step = sweepAngle / pieces, k = (4 / 3) * Math.tan(step / 4)
  const at = (px: number, py: number): Point => [centreX + cos * rx * px - sin * ry * py, centreY + sin * rx * px + cos * ry * py]
  return Array.from({ length: pieces }, (_, i) => {
    const a = from + i * step, b = a + step
    const end = i === pieces - 1 ? [toX, toY] : at(Math.cos(b), Math.sin(b))
    return [...at(Math.cos(a) - k * Math.sin(a), Math.sin(a) + k * Math.cos(a)), ...at(Math.cos(b) + k * Math.sin(b), Math.sin(b) - k * Math.cos(b)), ...end]
  })
}
