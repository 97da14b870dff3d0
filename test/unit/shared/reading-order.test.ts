import { expect, it } from 'vitest'
import { readingOrder } from '../../../src/shared/reading-order'

const at = (id: string, x: number, y: number, height = 100) => ({ id, bounds: { x, y, width: 100, height } })
const ids = (layers: { id: string }[]): string => layers.map((layer) => layer.id).join('')

it.each([
  ['a row from left to right', [at('c', 400, 0), at('a', 0, 0), at('b', 200, 0)], 'abc'],
  ['two rows', [at('d', 200, 300), at('b', 200, 0), at('c', 0, 300), at('a', 0, 0)], 'abcd'],
  ['a row whose tops differ a little', [at('a', 0, 10), at('b', 200, 0), at('c', 400, 20)], 'abc'],
  ['a step too deep for one row', [at('a', 200, 0), at('b', 0, 60)], 'ab'],
  ['a tall frame beside a short one', [at('b', 300, 0, 800), at('a', 0, 200, 100)], 'ab'],
])('reads %s', (_name, layers, expected) => {
  expect(ids(readingOrder(layers))).toBe(expected)
})

it('leaves its input alone', () => {
  const layers = [at('b', 200, 0), at('a', 0, 0)]
  readingOrder(layers)
  expect(ids(layers)).toBe('ba')
})
