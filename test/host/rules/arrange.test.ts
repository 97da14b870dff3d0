// What a person does with several layers in the playground (playground/model/arrange.ts): Figma's menu Object and its keys.
import { beforeEach, describe, expect, test } from 'vitest'
import { combine, flipLayers, restack, setScaleMode, turnLayers, useAsMask } from '../../../playground/model/arrange.ts'
import { HostDocument } from '../../../playground/model/document.ts'
import { absoluteBoxOf, rotationOf } from '../../../playground/model/geometry.ts'
import type { ImagePaint } from '../../../playground/model/types.ts'
import { pngHeader } from './pictures.ts'

let document: HostDocument
beforeEach(() => {
  document = HostDocument.fromScene({ nodes: [
    { type: 'FRAME', id: '2:1', x: 100, y: 100, width: 300, height: 300, rotation: 90, children: [{ type: 'RECTANGLE', id: '2:2', x: 10, y: 20, width: 50, height: 30 }, { type: 'ELLIPSE', id: '2:3', x: 100, y: 20, width: 40, height: 40 }, { type: 'RECTANGLE', id: '2:4', x: 10, y: 200, width: 20, height: 20 }, { type: 'RECTANGLE', id: '2:5', x: 60, y: 200, width: 20, height: 20 }] },
    { type: 'GROUP', id: '3:1', children: [{ type: 'RECTANGLE', id: '3:2', x: 600, y: 0, width: 100, height: 50 }] },
  ] })
})
const box = (id: string) => { const { x, y, width, height } = absoluteBoxOf(document, document.must(id)); return [x, y, width, height].map((n) => Math.round(n * 1000) / 1000) }
const order = (): string[] => document.must('2:1').childIds
const same = (a: readonly number[], b: readonly number[]): void => a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 6))

describe('turning and flipping', () => {
  test('goes about the common middle, in any parent', () => {
    const before = { two: box('2:2'), three: box('2:3') }
    turnLayers(document, ['2:2', '2:3'], 90)
    expect(rotationOf(document.must('2:2').relativeTransform)).toBeCloseTo(90)
    turnLayers(document, ['2:2', '2:3'], -90)
    same(box('2:2'), before.two)
    same(box('2:3'), before.three)
    expect(document.undoDepth).toBe(2)
  })
  test('a group takes its layers along', () => {
    turnLayers(document, ['3:1'], 90)
    same(box('3:2'), [625, -25, 50, 100])
    same(box('3:1'), box('3:2'))
  })
  test('a flip mirrors places and pictures; twice is as before', () => {
    const before = document.must('3:2').relativeTransform
    flipLayers(document, ['3:1'], 'horizontal')
    same(box('3:2'), [600, 0, 100, 50])
    expect(document.must('3:2').relativeTransform[0][0]).toBe(-1)
    flipLayers(document, ['3:1'], 'horizontal')
    expect(document.must('3:2').relativeTransform).toEqual(before)
  })
})

describe('order', () => {
  test.each([['front', ['2:4', '2:5', '2:2', '2:3']], ['back', ['2:2', '2:3', '2:4', '2:5']], ['forward', ['2:4', '2:2', '2:3', '2:5']], ['backward', ['2:2', '2:3', '2:4', '2:5']]] as const)('to %s, kept among themselves', (move, wanted) => {
    restack(document, ['2:2', '2:3'], move)
    expect(order()).toEqual(wanted)
  })
  test('a step passes one sibling each', () => {
    restack(document, ['2:2', '2:4'], 'forward')
    expect(order()).toEqual(['2:3', '2:2', '2:5', '2:4'])
    restack(document, ['2:2', '2:4'], 'backward')
    expect(order()).toEqual(['2:2', '2:3', '2:4', '2:5'])
  })
})

test('a boolean stands where the topmost was', () => {
  const id = combine(document, ['2:4', '2:2'], 'SUBTRACT')
  expect(order()).toEqual(['2:3', id, '2:5'])
  expect(document.must(id)).toMatchObject({ type: 'BOOLEAN_OPERATION', name: 'Subtract', childIds: ['2:2', '2:4'], props: { booleanOperation: 'SUBTRACT' } })
  expect(document.undoDepth).toBe(1)
})

test('the lowest of several becomes a mask in a group; one alone is switched', () => {
  const id = useAsMask(document, ['2:3', '2:2'])
  expect(document.must(id)).toMatchObject({ type: 'GROUP', name: 'Mask group', childIds: ['2:2', '2:3'] })
  expect([document.must('2:2').props['isMask'], document.must('2:3').props['isMask']]).toEqual([true, undefined])
  useAsMask(document, ['2:2'])
  expect(document.must('2:2').props['isMask']).toBe(false)
  expect(document.undoDepth).toBe(2)
})

test('a picture lies in its layer as chosen, and keeps its look', () => {
  document.user.setFills('2:2', [{ type: 'IMAGE', scaleMode: 'TILE', scalingFactor: 0.3, imageHash: document.user.addImage(pngHeader(10, 10)), filters: { exposure: 0.5 } }])
  const paint = () => (document.must('2:2').fills as ImagePaint[])[0]!
  for (const mode of ['FILL', 'FIT', 'CROP', 'TILE'] as const) {
    setScaleMode(document, '2:2', mode)
    expect(paint()).toMatchObject({ scaleMode: mode, filters: { exposure: 0.5 } })
  }
  expect(paint()).toMatchObject({ scalingFactor: 0.5 })
  expect(paint().imageTransform).toBeUndefined()
})
