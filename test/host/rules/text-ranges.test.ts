// Source: typings, NonResizableTextMixin (getRange…, setRange…, getStyledTextSegments) and loadFontAsync.
import { beforeEach, describe, expect, test } from 'vitest'
import { createRenderer } from '../../../playground/render/index.ts'
import { nodeCanvas } from '../../../playground/render/node-canvas.ts'
import { openHost, type Host } from '../../support/host.ts'

const ink = (r: number, g: number, b: number) => [{ type: 'SOLID', color: { r, g, b } }]
const load = 'await figma.loadFontAsync({ family: "Inter", style: "Regular" }); await figma.loadFontAsync({ family: "Inter", style: "Bold" });'
let host: Host
beforeEach(async () => {
  host = await openHost({ source: '', scene: { nodes: [
    { type: 'TEXT', id: '7:1', characters: 'Hello world', fontSize: 20, fills: ink(0, 0, 0) }, { type: 'TEXT', id: '7:2', characters: 'Two tones', fills: 'mixed' }, { type: 'TEXT', id: '7:3', characters: '' },
    { type: 'TEXT', id: '7:4', characters: 'Red blue', fontSize: 30, fills: ink(1, 0, 0), styledTextSegments: [{ start: 4, end: 8, fills: ink(0, 0, 1), fontSize: 60 }] },
  ] } })
})
const on = (code: string, id = '7:1'): string => `const t = await figma.getNodeByIdAsync("${id}"); ${load} ${code}`

describe('a range of a text', () => {
  test('gets fills of its own; the whole is mixed then', async () => {
    expect(await host.run(on(`t.setRangeFills(6, 11, ${JSON.stringify(ink(1, 0, 0))}); return [t.fills === figma.mixed, t.getRangeFills(0, 11) === figma.mixed, t.getRangeFills(0, 6)[0].color.r, t.getRangeFills(8, 9)[0].color.r, t.fontSize]`))).toEqual([true, true, 0, 1, 20])
    expect(host.document.undoDepth).toBe(1)
  })
  test('gets a size and a font; the box follows', async () => {
    expect(await host.run(on('const before = t.height; t.setRangeFontSize(0, 5, 60); t.setRangeFontName(6, 11, { family: "Inter", style: "Bold" }); return [t.height > before * 2, t.fontSize === figma.mixed, t.fontName === figma.mixed, t.getRangeFontSize(2, 3), t.getRangeFontSize(5, 11), t.getRangeFontName(7, 8).style, t.getRangeAllFontNames(0, 11).map((f) => f.style)]'))).toEqual([true, true, true, 60, 20, 'Bold', ['Regular', 'Bold']])
  })
  test('is told in segments', async () => {
    expect(await host.run(on('t.setRangeFontSize(0, 5, 60); t.setRangeFontSize(3, 8, 30); return [t.getStyledTextSegments(["fontSize"]), t.getStyledTextSegments(["fontSize"], 4, 6), t.getStyledTextSegments(["fontName", "textCase"]).length]')))
      .toEqual([[{ characters: 'Hel', start: 0, end: 3, fontSize: 60 }, { characters: 'lo wo', start: 3, end: 8, fontSize: 30 }, { characters: 'rld', start: 8, end: 11, fontSize: 20 }], [{ characters: 'o ', start: 4, end: 6, fontSize: 30 }], 1])
    expect(await host.run(on('return t.getStyledTextSegments(["fills"])', '7:3'))).toEqual([])
  })
  test('that looks like the rest again makes one look', async () => {
    expect(await host.run(on('t.setRangeFontSize(0, 5, 60); t.setRangeFontSize(5, 11, 60); return [t.fontSize, t.getStyledTextSegments(["fontSize"]).length]'))).toEqual([60, 1])
    expect(host.document.must('7:1').props['styledTextSegments']).toBeUndefined()
  })
})

describe('the whole text', () => {
  test.each([['fontSize', '40', 40], ['fontName', '{ family: "Inter", style: "Bold" }', { family: 'Inter', style: 'Bold' }]])('%s takes the place of those of its ranges', async (name, value, wanted) => {
    expect(await host.run(on(`t.setRangeFontSize(0, 5, 60); t.setRangeFontName(0, 5, { family: "Inter", style: "Bold" }); t.${name} = ${value}; return t.${name}`))).toEqual(wanted)
  })
  test('fills take the place of those of its ranges', async () => {
    expect(await host.run(on(`t.setRangeFills(0, 5, ${JSON.stringify(ink(1, 0, 0))}); t.fills = ${JSON.stringify(ink(0, 1, 0))}; return [t.fills[0].color.g, t.getRangeFills(0, 11)[0].color.g]`))).toEqual([1, 1])
  })
  test('other characters have the look of the first', async () => {
    expect(await host.run(on(`t.setRangeFills(0, 1, ${JSON.stringify(ink(1, 0, 0))}); t.setRangeFontSize(1, 11, 60); t.characters = "New"; return [t.fills[0].color.r, t.fontSize]`))).toEqual([1, 20])
    host.user.setText('7:4', 'All red')
    expect(await host.run(on('return [t.fills[0].color.r, t.fontSize]', '7:4'))).toEqual([1, 30])
  })
  test('an empty one takes a look for what comes', async () => { expect(await host.run(on('t.setRangeFontSize(0, 0, 33); return t.fontSize', '7:3'))).toBe(33) })
})

describe('refused', () => {
  test.each([
    ['a font that is not loaded', 'const u = figma.createText(); u.setRangeFontSize(0, 0, 5)', 'in setRangeFontSize: Cannot write to node with unloaded font "Inter Regular"'],
    ['a range beyond the text', on('t.setRangeFills(0, 12, [])'), 'in setRangeFills: Expected a range within the 11 characters'], ['an empty range', on('t.setRangeFontSize(3, 3, 5)'), 'in setRangeFontSize: Expected a range'], ['a size of nothing', on('t.setRangeFontSize(0, 3, 0)'), 'in setRangeFontSize'],
    ['a wrong paint', on('t.setRangeFills(0, 3, [{ type: "SOLID", color: { r: 2, g: 0, b: 0 } }])'), 'in setRangeFills'], ['a font without a style', on('t.setRangeFontName(0, 3, { family: "Inter" })'), 'in setRangeFontName'],
    ['no fields', on('t.getStyledTextSegments([])'), 'in getStyledTextSegments'], ['a look that the host does not keep', on('t.getStyledTextSegments(["hyperlink"])'), 'not implemented by this host: TEXT.getStyledTextSegments of hyperlink'],
    ['fonts of a mixed text that are not all loaded', 'const t = await figma.getNodeByIdAsync("7:1"); await figma.loadFontAsync({ family: "Inter", style: "Regular" }); await figma.loadFontAsync({ family: "Inter", style: "Bold" }); t.setRangeFontName(0, 2, { family: "Inter", style: "Bold" }); t.setRangeFontName(0, 2, { family: "Inter", style: "Black" })', 'unloaded font "Inter Black"'],
    ['setRangeLetterSpacing', on('t.setRangeLetterSpacing(0, 1, { unit: "PIXELS", value: 1 })'), 'not implemented by this host: TEXT.setRangeLetterSpacing'],
  ])('%s', async (_, code, message) => { expect(await host.thrown(code)).toContain(message) })
})

describe('segments in a scene', () => {
  test('are read, written and drawn', async () => {
    expect(await host.run(on('return [t.fills === figma.mixed, t.getStyledTextSegments(["fills", "fontSize"]).map((s) => [s.characters, s.fontSize, s.fills[0].color.b])]', '7:4'))).toEqual([true, [['Red ', 30, 0], ['blue', 60, 1]]])
    expect(host.document.toJSON().children![0]!.children!.find(({ id }) => id === '7:4')!['styledTextSegments']).toMatchObject([{ start: 0, end: 4, fontSize: 30 }, { start: 4, end: 8, fontSize: 60, fills: [{ type: 'SOLID', color: { b: 1 } }] }])
    const canvas = nodeCanvas(), renderer = createRenderer(canvas)
    const picture = await canvas.decode(await renderer.exportNode(host.document, '7:4', { format: 'PNG', useAbsoluteBounds: true }), 'image/png')
    const surface = canvas.createCanvas(picture.width, picture.height)
    surface.context.drawImage(picture.source, 0, 0)
    const { data } = surface.context.getImageData(0, 0, picture.width, picture.height)
    const reach = { red: [Infinity, 0], blue: [Infinity, 0] }
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3]! < 250) continue
      const x = (i / 4) % picture.width, side = data[i]! > 200 ? reach.red : reach.blue
      side[0] = Math.min(side[0]!, x)
      side[1] = Math.max(side[1]!, x)
    }
    expect(reach.red[0]).toBeLessThan(10)
    expect(reach.red[1]).toBeLessThan(reach.blue[0]!)
    expect(reach.blue[1]! - reach.blue[0]!).toBeGreaterThan(reach.red[1]! - reach.red[0]!)
  })
  test.each([['overlap', [{ start: 0, end: 3 }, { start: 2, end: 4 }], 'expected "start" and "end"'], ['an unknown look', [{ start: 0, end: 3, colour: 1 }], 'styledTextSegments[0].colour: unknown key'], ['no list', {}, 'expected a list of segments']])('%s is refused', (_, styledTextSegments, says) => {
    expect(() => host.user.insert('0:1', { type: 'TEXT', characters: 'Hello', styledTextSegments })).toThrow(says)
  })
})
