// Sizes and limits of exportNode: facts/figma-platform.md 2.3.
import { describe, expect, test } from 'vitest'
import { createRenderer, exportSize, type ExportSettings } from '../../../playground/render/index.ts'
import { documentOf, empty, factory, green, make, pixelsOf, red, solid } from './plain-document.ts'

const renderer = createRenderer(factory)

describe('the size of an export', () => {
  const cases: { name: string; constraint?: ExportSettings['constraint']; expected: [number, number] }[] = [
    { name: 'is the layer at scale 1', expected: [101, 51] },
    { name: 'scales', constraint: { type: 'SCALE', value: 2 }, expected: [201, 101] },
    { name: 'is exact on the named side', constraint: { type: 'WIDTH', value: 1024 }, expected: [1024, 515] },
    { name: 'is exact on the other side', constraint: { type: 'HEIGHT', value: 64 }, expected: [127, 64] },
    { name: 'is never below one px', constraint: { type: 'SCALE', value: 0.001 }, expected: [1, 1] },
  ]
  test.each(cases)('$name', ({ constraint, expected }) => {
    const size = exportSize({ width: 100.5, height: 50.5 }, constraint)
    expect([size.width, size.height]).toEqual(expected)
  })
})

const scene = () => documentOf([],
  make('FRAME', 'frame', { fills: [solid(0, 1, 0)], children: [make('RECTANGLE', 'over', { x: 80, y: 0, width: 40, height: 40, fills: [solid(1, 0, 0)] }), make('TEXT', 'nothing', { width: 0, height: 0 })] }),
  make('RECTANGLE', 'hidden', { x: 300, fills: [solid(1, 0, 0)], props: { visible: false } }),
  make('SLICE', 'slice', { x: 70, y: 0, width: 20, height: 20, fills: null }))

describe('what an export shows', () => {
  test('is cut where a frame cuts it, unless the whole box is asked', async () => {
    const cut = await pixelsOf(await renderer.exportNode(scene(), 'over'))
    const all = await pixelsOf(await renderer.exportNode(scene(), 'over', { useAbsoluteBounds: true }))
    expect([cut.width, all.width]).toEqual([20, 40])
  })
  test('a slice and contentsOnly: false show the layers around', async () => {
    const slice = await pixelsOf(await renderer.exportNode(scene(), 'slice'))
    expect([slice.at(5, 5), slice.at(15, 5)]).toEqual([green, red])
    const around = await pixelsOf(await renderer.exportNode(scene(), 'over', { useAbsoluteBounds: true, contentsOnly: false }))
    expect([around.at(5, 5), around.at(30, 5)]).toEqual([red, empty])
  })
  test('JPG is white where a PNG is empty', async () => {
    const bytes = await renderer.exportNode(documentOf([], make('ELLIPSE', 'e', { fills: [solid(1, 0, 0)] })), 'e', { format: 'JPG' })
    expect([...bytes.slice(0, 2)]).toEqual([0xff, 0xd8])
    const corner = (await pixelsOf(bytes)).at(2, 2)
    expect(Math.min(...corner)).toBeGreaterThan(245)
  })
  test.each(['hidden', 'nothing', 'gone'])('a layer that is %s is refused in Figma\'s words', async (id) => {
    await expect(renderer.exportNode(scene(), id)).rejects.toThrow('This node may not have any visible layers.')
  })
  test('a format the host lacks is refused aloud', async () => {
    await expect(renderer.exportNode(scene(), 'frame', { format: 'PDF' })).rejects.toThrow('not implemented by this host')
  })
})
