// Sources: typings (ImagePaint, SolidPaint), figma/mcp-server-guide "figma-use" references, host.md 7 "Paints".
import { beforeAll, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeAll(async () => {
  host = await openHost({ source: '', scene: {
    styles: [{ id: 'S:brand', name: 'Brand', type: 'PAINT', paints: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }] }],
    variables: [{ id: 'V:1', name: 'Accent', resolvedType: 'COLOR', value: { r: 0, g: 1, b: 0 } }],
    nodes: [
      { type: 'RECTANGLE', id: '5:1', name: 'Styled', width: 10, height: 10, fillStyleId: 'S:brand', fills: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }] },
      { type: 'TEXT', id: '5:2', characters: 'two colours', fills: 'mixed' },
      { type: 'RECTANGLE', id: '5:3', fills: [{ type: 'SOLID', color: { r: 0, g: 1, b: 0 }, boundVariables: { color: { type: 'VARIABLE_ALIAS', id: 'V:1' } } }] },
    ],
  } })
})
const setFills = (paint: string): string => `figma.createRectangle().fills = [${paint}]`
const image = (more: string): string => setFills(`{ type: 'IMAGE', imageHash: null, ${more} }`)

test('fills come back frozen: editing in place throws in strict code (figma/mcp-server-guide)', async () => {
  expect(await host.thrown("figma.createFrame().fills[0].color.r = 0.5")).toContain('read-only')
  expect(await host.thrown("figma.createFrame().fills.push({})")).toContain('extensible')
})
test('each read is its own copy', async () => {
  expect(await host.run('const f = figma.createFrame(); const before = f.fills; f.fills = []; return [before.length, f.fills.length]')).toEqual([1, 0])
})
test.each([
  ['colours from 0 to 1', setFills("{ type: 'SOLID', color: { r: 255, g: 0, b: 0 } }"), 'from 0 to 1'],
  ['"a" in a solid colour', setFills("{ type: 'SOLID', color: { r: 1, g: 0, b: 0, a: 1 } }"), "Unrecognized key(s) in object: 'a'"],
  ['an unknown field', setFills("{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, colour: 1 }"), "Unrecognized key(s) in object: 'colour'"],
  ['a missing field', setFills("{ type: 'SOLID' }"), 'Required value missing'],
  ['an unknown type', setFills("{ type: 'SHINY' }"), 'failed validation'],
  ['an unknown blend mode', setFills("{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, blendMode: 'BLEND' }"), 'failed validation'],
  ['a single paint instead of a list', "figma.createRectangle().fills = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } }", 'Expected array'],
  ['no scale mode', setFills("{ type: 'IMAGE', imageHash: null }"), 'Required value missing'],
  ['an unknown scale mode', image("scaleMode: 'STRETCH'"), 'failed validation'],
  ['imageTransform without CROP (typings)', image("scaleMode: 'FILL', imageTransform: [[1, 0, 0], [0, 1, 0]]"), 'only allowed with scaleMode CROP'],
  ['scalingFactor without TILE (typings)', image("scaleMode: 'FILL', scalingFactor: 1"), 'only allowed with scaleMode TILE'],
  ['rotation with CROP (typings)', image("scaleMode: 'CROP', rotation: 90"), 'only allowed with scaleMode FILL, FIT, TILE'],
  ['rotation between the quarter turns (typings)', image("scaleMode: 'FILL', rotation: 45"), 'a multiple of 90'],
  ['filters beyond -1 to 1 (typings)', image("scaleMode: 'FILL', filters: { exposure: 2 }"), 'from -1 to 1'],
  ['an unknown filter', image("scaleMode: 'FILL', filters: { gamma: 0 }"), "Unrecognized key(s) in object: 'gamma'"],
  ['a 3x3 transform', image("scaleMode: 'CROP', imageTransform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]"), 'array of 2'],
])('refuses %s', async (_, code, message) => {
  const text = await host.thrown(code)
  expect(text).toContain('in set_fills:')
  expect(text).toContain(message)
})
test.each([
  ['CROP with imageTransform', "scaleMode: 'CROP', imageTransform: [[0.5, 0, 0.1], [0, 0.5, 0.2]]"], ['TILE with scalingFactor', "scaleMode: 'TILE', scalingFactor: 0.5, rotation: 180"],
  ['FIT with rotation', "scaleMode: 'FIT', rotation: 270"], ['filters', "scaleMode: 'FILL', filters: { exposure: -1, tint: 1 }"],
])('accepts %s', async (_, fields) => {
  expect(await host.run(`const r = figma.createRectangle(); r.fills = [{ type: 'IMAGE', imageHash: null, ${fields} }]; return r.fills[0].type`)).toBe('IMAGE')
})
test('a refused paint changes nothing', async () => {
  expect(await host.run("const r = figma.createRectangle(); try { r.fills = [{ type: 'SHINY' }] } catch (error) {} return r.fills[0].type")).toBe('SOLID')
})
test('fills of text may be figma.mixed, a symbol (typings)', async () => {
  expect(await host.run("const t = await figma.getNodeByIdAsync('5:2'); return [t.fills === figma.mixed, typeof t.fills]")).toEqual([true, 'symbol'])
})
test('setting fills detaches the fill style; unverified.ts "paints"', async () => {
  expect(await host.run("const r = await figma.getNodeByIdAsync('5:1'); const before = r.fillStyleId; r.fills = []; const after = r.fillStyleId; await r.setFillStyleIdAsync(before); return [before, after, r.fillStyleId, r.fills.length]")).toEqual(['S:brand', '', 'S:brand', 1])
})
test('a bound variable is told by the paint and gone with it', async () => {
  expect(await host.run("const r = await figma.getNodeByIdAsync('5:3'); const id = r.fills[0].boundVariables.color.id; const v = await figma.variables.getVariableByIdAsync(id); r.fills = [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }]; return [v.name, r.fills[0].boundVariables === undefined]")).toEqual(['Accent', true])
})
test('effects are checked too (typings, Effect)', async () => {
  expect(await host.thrown("figma.createFrame().effects = [{ type: 'DROP_SHADOW', radius: 4 }]")).toContain('in set_effects:')
})
test('types of plain values are checked, with the wording of the developer docs', async () => {
  expect(await host.thrown("figma.createFrame().opacity = '1'")).toBe('in set_opacity: Expected "opacity" to have type number but got string instead')
})
