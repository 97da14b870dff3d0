// Known pixels of the one renderer, in Node. Formulas: facts/host.md 5 and inpaint-method.md 2.1.
import { describe, expect, test } from 'vitest'
import type { HostImage, ImagePaint } from '../../../playground/model/types.ts'
import { createRenderer } from '../../../playground/render/index.ts'
import { blue, cornersImage, documentOf, empty, factory, green, make, pixelsOf, red, solid, yellow, type Made, type Rgba } from './plain-document.ts'

const picture = (image: HostImage, paint: Partial<ImagePaint> = {}): ImagePaint => ({ type: 'IMAGE', imageHash: image.hash, scaleMode: 'FILL', ...paint })
const renderer = createRenderer(factory)
const whole = { format: 'PNG', useAbsoluteBounds: true }

async function shot(root: Made, images: HostImage[] = [], settings: object = whole) {
  return pixelsOf(await renderer.exportNode(documentOf(images, root), root.node.id, settings))
}
type Case = { name: string; size: [number, number]; box: [number, number]; paint: Partial<ImagePaint>; expected: [number, number, Rgba][] }

describe('image paints', () => {
  const cases: Case[] = [
    { name: 'FILL cuts the longer side in the middle', size: [40, 20], box: [60, 60], paint: {}, expected: [[2, 2, red], [57, 2, green], [2, 57, blue], [57, 57, yellow], [27, 27, red], [32, 32, yellow]] },
    { name: 'FIT leaves the rest empty', size: [40, 20], box: [80, 80], paint: { scaleMode: 'FIT' }, expected: [[2, 15, empty], [2, 22, red], [77, 22, green], [2, 57, blue], [77, 57, yellow], [77, 64, empty]] },
    { name: 'CROP shows the named part', size: [40, 20], box: [60, 60], paint: { scaleMode: 'CROP', imageTransform: [[0.5, 0, 0.5], [0, 0.5, 0]] }, expected: [[3, 3, green], [54, 54, green]] },
    { name: 'CROP is empty outside the picture', size: [40, 20], box: [60, 60], paint: { scaleMode: 'CROP', imageTransform: [[2, 0, -0.5], [0, 2, -0.25]] }, expected: [[5, 30, empty], [55, 30, empty], [17, 10, red], [42, 10, green], [17, 35, blue], [42, 35, yellow], [30, 3, empty], [30, 45, empty]] },
    { name: 'TILE repeats from the corner at its factor', size: [40, 20], box: [60, 60], paint: { scaleMode: 'TILE', scalingFactor: 0.5 }, expected: [[2, 2, red], [17, 2, green], [2, 7, blue], [17, 7, yellow], [22, 12, red], [57, 17, yellow]] },
    { name: 'rotation turns counter-clockwise', size: [40, 20], box: [30, 60], paint: { rotation: 90 }, expected: [[2, 2, green], [27, 2, yellow], [2, 57, red], [27, 57, blue]] },
    { name: 'half a turn', size: [40, 20], box: [60, 30], paint: { rotation: 180 }, expected: [[2, 2, yellow], [57, 2, blue], [2, 27, green], [57, 27, red]] },
  ]
  test.each(cases)('$name', async ({ size, box, paint, expected }) => {
    const image = await cornersImage(...size)
    const pixels = await shot(make('RECTANGLE', 'r', { width: box[0], height: box[1], fills: [picture(image, paint)] }), [image])
    for (const [x, y, colour] of expected) expect(pixels.at(x, y), `at ${x},${y}`).toEqual(colour)
  })

  test('a fill of the layer size comes out pixel for pixel', async () => {
    const image = await cornersImage(34, 22)
    const source = await pixelsOf(image.bytes)
    const pixels = await shot(make('FRAME', 'f', { x: 13, y: 7, width: 34, height: 22, fills: [picture(image)] }), [image])
    for (let y = 0; y < 22; y += 1) for (let x = 0; x < 34; x += 1) expect(pixels.at(x, y)).toEqual(source.at(x, y))
  })

  test('the upper paint hides the lower one, a hidden paint shows nothing', async () => {
    const pixels = await shot(make('FRAME', 'f', { fills: [solid(1, 0, 0), solid(0, 0, 1), { ...solid(0, 1, 0), visible: false }] }))
    expect(pixels.at(50, 50)).toEqual(blue)
  })

  test('full saturation off makes grey, and the stored picture stays', async () => {
    const image = await cornersImage(20, 20)
    const grey = await shot(make('FRAME', 'f', { width: 20, height: 20, fills: [picture(image, { filters: { saturation: -1 } })] }), [image])
    const [r, g, b] = grey.at(2, 2)
    expect([g, b]).toEqual([r, r])
    expect((await shot(make('FRAME', 'f', { width: 20, height: 20, fills: [picture(image)] }), [image])).at(2, 2)).toEqual(red)
  })
})

describe('shapes, clips and masks', () => {
  test('a frame clips its children, a group does not', async () => {
    const child = () => make('RECTANGLE', 'c', { x: 80, y: 80, width: 60, height: 60, fills: [solid(1, 0, 0)] })
    const clipped = await shot(make('FRAME', 'f', { fills: [solid(1, 1, 1)], children: [child()] }), [], {})
    expect([clipped.width, clipped.height, clipped.at(90, 90)]).toEqual([100, 100, red])
    const open = await shot(make('FRAME', 'f', { fills: [solid(1, 1, 1)], props: { clipsContent: false }, children: [child()] }), [], {})
    expect([open.width, open.height, open.at(130, 130)]).toEqual([140, 140, red])
  })

  test('children of a group stand in the space of the frame above it', async () => {
    const child = make('RECTANGLE', 'c', { x: 60, y: 20, width: 20, height: 20, fills: [solid(0, 0, 1)] })
    const pixels = await shot(make('FRAME', 'f', { children: [make('GROUP', 'g', { x: 60, y: 20, width: 20, height: 20, fills: null, children: [child] })] }))
    expect([pixels.at(70, 30), pixels.at(30, 30)]).toEqual([blue, empty])
  })

  test('corners are cut off one by one', async () => {
    const pixels = await shot(make('RECTANGLE', 'r', { fills: [solid(1, 0, 0)], props: { topLeftRadius: 40, bottomRightRadius: 20 } }))
    expect([pixels.at(3, 3), pixels.at(96, 3), pixels.at(96, 96), pixels.at(3, 96)]).toEqual([empty, red, empty, red])
  })

  test('a mask hides what lies outside it and not itself twice', async () => {
    const mask = make('ELLIPSE', 'm', { x: 10, y: 10, width: 40, height: 40, fills: [solid(0, 0, 0)], props: { isMask: true } })
    const below = make('RECTANGLE', 'b', { x: 70, y: 70, width: 20, height: 20, fills: [solid(0, 0, 1)] })
    const above = make('RECTANGLE', 'a', { fills: [solid(1, 0, 0)] })
    const pixels = await shot(make('FRAME', 'f', { children: [below, mask, above] }))
    expect([pixels.at(30, 30), pixels.at(12, 12), pixels.at(80, 80), pixels.at(95, 5)]).toEqual([red, empty, blue, empty])
  })

  test('a vector is drawn by its path', async () => {
    const pixels = await shot(make('VECTOR', 'v', { fills: [solid(1, 0, 0)], props: { vectorPaths: [{ windingRule: 'NONZERO', data: 'M 0 0 L 100 0 L 0 100 Z' }] } }))
    expect([pixels.at(20, 20), pixels.at(80, 80)]).toEqual([red, empty])
  })

  test('a subtraction leaves a hole', async () => {
    const hole = make('RECTANGLE', 'h', { x: 30, y: 30, width: 40, height: 40, fills: [solid(0, 0, 0)] }), base = make('RECTANGLE', 'b', { fills: [solid(0, 0, 0)] })
    const pixels = await shot(make('BOOLEAN_OPERATION', 'o', { fills: [solid(0, 0, 1)], props: { booleanOperation: 'SUBTRACT' }, children: [base, hole] }))
    expect([pixels.at(10, 10), pixels.at(50, 50)]).toEqual([blue, empty])
  })

  const left = () => make('RECTANGLE', 'l', { width: 60, height: 100, fills: [solid(0, 1, 0)] }), right = () => make('ELLIPSE', 'r', { x: 40, width: 60, height: 100, fills: [] })
  test.each([['UNION', [blue, blue, blue]], ['SUBTRACT', [blue, empty, empty]], ['INTERSECT', [empty, blue, empty]], ['EXCLUDE', [blue, empty, blue]]])('%s counts the shapes of its layers, not their paints', async (booleanOperation, wanted) => {
    const pixels = await shot(make('BOOLEAN_OPERATION', 'o', { fills: [solid(0, 0, 1)], props: { booleanOperation }, children: [left(), right()] }))
    expect([pixels.at(20, 50), pixels.at(50, 50), pixels.at(80, 50)]).toEqual(wanted)
  })

  test('booleans, groups and texts can be part of a boolean; a hidden layer is none', async () => {
    const inner = make('BOOLEAN_OPERATION', 'i', { width: 60, height: 100, fills: [], props: { booleanOperation: 'SUBTRACT' }, children: [left(), make('RECTANGLE', 'h', { x: 10, y: 40, width: 20, height: 20 })] })
    const group = make('GROUP', 'g', { x: 70, width: 20, height: 100, fills: null, children: [make('RECTANGLE', 'a', { x: 70, width: 20, height: 20 }), make('RECTANGLE', 'b', { x: 70, y: 80, width: 20, height: 20 })] })
    const hidden = make('RECTANGLE', 'x', { props: { visible: false } })
    const pixels = await shot(make('BOOLEAN_OPERATION', 'o', { fills: [solid(1, 0, 0)], props: { booleanOperation: 'UNION' }, children: [inner, group, hidden] }))
    expect([pixels.at(40, 50), pixels.at(20, 50), pixels.at(80, 10), pixels.at(80, 50), pixels.at(80, 90)]).toEqual([red, empty, red, empty, red])
    const text = make('TEXT', 't', { fills: [], props: { characters: '████', fontSize: 90 } })
    const cut = await shot(make('BOOLEAN_OPERATION', 'o', { fills: [solid(1, 0, 0)], props: { booleanOperation: 'SUBTRACT' }, children: [make('RECTANGLE', 'w', {}), text] }))
    expect([cut.at(20, 60), cut.at(50, 97)]).toEqual([empty, red])
  })

  test.each(['ALPHA', 'VECTOR', 'LUMINANCE'])('a boolean masks its siblings, kind %s', async (maskType) => {
    const mask = make('BOOLEAN_OPERATION', 'o', { fills: [solid(1, 1, 1)], props: { booleanOperation: 'EXCLUDE', isMask: true, maskType }, children: [left(), right()] })
    const pixels = await shot(make('FRAME', 'f', { children: [mask, make('RECTANGLE', 'p', { fills: [solid(0, 0, 1)] })] }))
    expect([pixels.at(20, 50), pixels.at(50, 50), pixels.at(80, 50)]).toEqual([blue, empty, blue])
  })

  test.each([['INSIDE', 100, blue, red], ['CENTER', 110, blue, red], ['OUTSIDE', 120, blue, red]])('a stroke lies %s', async (strokeAlign, side, edge, middle) => {
    const pixels = await shot(make('RECTANGLE', 'r', { fills: [solid(1, 0, 0)], strokes: [solid(0, 0, 1)], props: { strokeWeight: 10, strokeAlign } }), [], {})
    expect([pixels.width, pixels.at(3, 50), pixels.at(side / 2, 50), pixels.at(12, 50)]).toEqual([side, edge, middle, middle])
  })

  test('a linear gradient runs as its transform says', async () => {
    const pixels = await shot(make('RECTANGLE', 'r', { fills: [{ type: 'GRADIENT_LINEAR', gradientTransform: [[0, 1, 0], [-1, 0, 1]], gradientStops: [{ position: 0, color: { r: 1, g: 0, b: 0, a: 1 } }, { position: 1, color: { r: 0, g: 0, b: 1, a: 1 } }] }] }))
    expect([pixels.at(5, 1)[0] > 240, pixels.at(95, 1)[0] > 240, pixels.at(50, 98)[2] > 240]).toEqual([true, true, true])
  })

  test('opacity of a group counts once where its children overlap', async () => {
    const half = (id: string) => make('RECTANGLE', id, { fills: [solid(1, 0, 0)] })
    const pixels = await shot(make('FRAME', 'f', { fills: [solid(1, 1, 1)], children: [make('GROUP', 'g', { fills: null, props: { opacity: 0.5 }, children: [half('a'), half('b')] })] }))
    const [r, g] = pixels.at(50, 50)
    expect(r).toBe(255)
    expect(Math.abs(g - 128)).toBeLessThanOrEqual(2)
  })

  test('a layer turned by 90 degrees stands on its other side', async () => {
    const image = await cornersImage(40, 20)
    const turned = make('RECTANGLE', 'r', { width: 40, height: 20, relativeTransform: [[0, 1, 0], [-1, 0, 40]], fills: [picture(image)] })
    const pixels = await shot(turned, [image])
    expect([pixels.width, pixels.height, pixels.at(2, 2), pixels.at(17, 2), pixels.at(2, 37), pixels.at(17, 37)]).toEqual([20, 40, green, yellow, red, blue])
  })

  test('a drop shadow falls beside the shape', async () => {
    const shadow = { type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 1, a: 1 }, offset: { x: 20, y: 0 }, radius: 0, visible: true, blendMode: 'NORMAL' }
    const frame = make('FRAME', 'f', { children: [make('RECTANGLE', 'r', { x: 10, y: 10, width: 40, height: 40, fills: [solid(1, 0, 0)], effects: [shadow] })] })
    const pixels = await shot(frame)
    expect([pixels.at(30, 30), pixels.at(60, 30), pixels.at(80, 30)]).toEqual([red, blue, empty])
  })

  test('text leaves ink inside its box and wraps at its width', async () => {
    const text = make('TEXT', 't', { width: 90, height: 80, fills: [solid(1, 0, 0)], props: { characters: 'wide words', fontSize: 24, fontName: { family: 'Inter', style: 'Bold' }, textAutoResize: 'HEIGHT' } })
    const pixels = await shot(text)
    const inked = (from: number, to: number) => { for (let y = from; y < to; y += 1) for (let x = 0; x < 90; x += 1) if (pixels.at(x, y)[3] > 200) return true; return false }
    expect([inked(0, 29), inked(29, 58), inked(60, 80)]).toEqual([true, true, false])
    expect(renderer.measureText(text.node).height).toBeCloseTo(2 * 24 * 1.21, 0)
  })
})
