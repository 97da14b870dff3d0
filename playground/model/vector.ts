// Vector nodes take their box from their path data.
import { propOf } from './props.ts'
import type { HostNode } from './types.ts'

type Path = { windingRule: string; data: string }

/** All points of the path data, control points included. Only the absolute commands M, L, Q, C, Z that the typings allow; throws on others. */
export function pointsOf(data: string): { x: number; y: number }[] {
  const tokens = data.match(/[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []
  const numbers: number[] = []
  for (const token of tokens) {
    if (/^[A-Za-z]$/.test(token)) {
      if (!'MLQCZ'.includes(token)) throw new Error(`Failed to convert path. Invalid command at ${token}`)
    } else numbers.push(Number(token))
  }
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => ({ x: numbers[i * 2]!, y: numbers[i * 2 + 1]! }))
}

/** The node with its box around its paths, paths rebased to the box and the place kept. */
export function fitVector(node: HostNode): HostNode {
  const paths = propOf(node, 'vectorPaths') as Path[]
  const points = paths.flatMap((path) => pointsOf(path.data))
  if (!points.length) return { ...node, width: 0, height: 0 }
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y)
  const left = Math.min(...xs), top = Math.min(...ys), t = node.relativeTransform
  return {
    ...node, width: Math.max(...xs) - left, height: Math.max(...ys) - top,
    props: { ...node.props, vectorPaths: paths.map((path) => ({ ...path, data: shiftPath(path.data, -left, -top) })) },
    relativeTransform: [[t[0][0], t[0][1], t[0][2] + t[0][0] * left + t[0][1] * top], [t[1][0], t[1][1], t[1][2] + t[1][0] * left + t[1][1] * top]],
  }
}

/** Path data of absolute commands, moved. */
export function shiftPath(data: string, dx: number, dy: number): string {
  let axis = 0
  return data.replace(/[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g, (token) => (/^[A-Za-z]$/.test(token) ? ((axis = 0), token) : String(Number(token) + (axis++ % 2 === 0 ? dx : dy))))
}
