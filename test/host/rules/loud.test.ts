// Source: issue 3 point 1: what the host does not do it says, and no argument is ignored in silence.
import { beforeEach, describe, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => {
  host = await openHost({ source: 'figma.showUI("<p>")', scene: {
    styles: [{ id: 'S:shadow', name: 'Shadow', type: 'EFFECT', effects: [] }],
    variables: [{ id: 'V:dim', name: 'Dim', resolvedType: 'FLOAT', value: 0.5 }, { id: 'V:hue', name: 'Hue', resolvedType: 'COLOR', value: { r: 1, g: 0, b: 0 } }],
    nodes: [{ type: 'TEXT', id: '7:1', characters: 'Hello' }, { type: 'TEXT', id: '7:2', characters: 'Two tones', fills: 'mixed' }, { type: 'RECTANGLE', id: '7:3', width: 10, height: 10 }],
  } })
})
const get = (id: string): string => `(await figma.getNodeByIdAsync("${id}"))`

describe('what the host lacks is refused', () => {
  test.each([
    ['figma.parameters.on', 'figma.parameters.on("input", () => {})'], ['figma.parameters.once', 'figma.parameters.once("input", () => {})'], ['figma.parameters.off', 'figma.parameters.off("input", () => {})'],
    ['figma.on stylechange', 'figma.on("stylechange", () => {})'], ['figma.on timerdone', 'figma.once("timerdone", () => {})'], ['figma.on textreview', 'figma.on("textreview", () => {})'],
    ['figma.ui.postMessage with origin', 'figma.ui.postMessage(1, { origin: "https://a.test" })'],
    ['exportAsync colorProfile DISPLAY_P3_V4', `await ${get('7:3')}.exportAsync({ format: "PNG", colorProfile: "DISPLAY_P3_V4" })`],
    ['TEXT.getRangeFills of mixed fills', `${get('7:2')}.getRangeFills(0, 3)`],
    ['RECTANGLE.setBoundVariable of width', `const v = await figma.variables.getVariableByIdAsync("V:dim"); ${get('7:3')}.setBoundVariable("width", v)`],
    ['fetch with credentials', 'await fetch("https://a.test", { credentials: "include" })'], ['fetch with redirect', 'await fetch("https://a.test", { redirect: "manual" })'],
  ])('%s', async (member, code) => { expect(await host.thrown(code)).toBe(`not implemented by this host: ${member}`) })
  test.each([['layoutMode', 'GRID'], ['layoutWrap', 'WRAP'], ['counterAxisAlignItems', 'BASELINE'], ['minWidth', 5], ['maxHeight', 5], ['itemReverseZIndex', true], ['strokesIncludedInLayout', true]])('%s = %j, which is not laid out', async (name, value) => {
    expect(await host.thrown(`figma.createFrame().${name} = ${JSON.stringify(value)}`)).toBe(`in set_${name}: not implemented by this host: FRAME.${name} (write)`)
  })

  test('values that the host already has may be written', async () => {
    expect(await host.run('const f = figma.createFrame(); f.layoutWrap = "NO_WRAP"; f.minWidth = null; f.itemReverseZIndex = false; return f.layoutWrap')).toBe('NO_WRAP')
  })
})

describe('arguments are looked at', () => {
  test.each([
    ['ungroup of a rectangle', `figma.ungroup(${get('7:3')})`, 'in ungroup'], ['group with a text as index', `figma.group([${get('7:3')}], figma.currentPage, "0")`, 'in group'],
    ['closePlugin with an object', 'figma.closePlugin({})', 'in closePlugin'], ['reposition without numbers', 'figma.ui.reposition("a", 1)', 'in reposition'],
    ['showUI with a number as title', 'figma.showUI("<p>", { title: 5 })', 'in showUI'], ['showUI with a text as visible', 'figma.showUI("<p>", { visible: "no" })', 'in showUI'], ['showUI with half a position', 'figma.showUI("<p>", { position: { x: 1 } })', 'in showUI'],
    ['notify with a text as error', 'figma.notify("a", { error: "yes" })', 'in notify'],
    ['getAsync without a key', 'await figma.clientStorage.getAsync()', 'in getAsync'], ['deleteAsync with a number', 'await figma.clientStorage.deleteAsync(5)', 'in deleteAsync'],
    ['getStyleByIdAsync with a number', 'await figma.getStyleByIdAsync(5)', 'in getStyleByIdAsync'], ['getVariableByIdAsync with a number', 'await figma.variables.getVariableByIdAsync(5)', 'in getVariableByIdAsync'],
    ['findAllWithCriteria with an unknown criterion', 'figma.currentPage.findAllWithCriteria({ names: ["a"] })', 'in findAllWithCriteria'], ['findAllWithCriteria with a text as types', 'figma.currentPage.findAllWithCriteria({ types: "TEXT" })', 'in findAllWithCriteria'],
    ['an effect style as fill style', `await ${get('7:3')}.setFillStyleIdAsync("S:shadow")`, 'in setFillStyleIdAsync'],
    ['setBoundVariable of an unknown field', `const v = await figma.variables.getVariableByIdAsync("V:dim"); ${get('7:3')}.setBoundVariable("hue", v)`, 'in setBoundVariable'],
    ['setBoundVariable of a wrong type', `const v = await figma.variables.getVariableByIdAsync("V:hue"); ${get('7:3')}.setBoundVariable("opacity", v)`, 'in set_opacity'],
    ['a range beyond the text', `${get('7:1')}.getRangeFills(0, 99)`, 'in getRangeFills'], ['an empty range', `${get('7:1')}.getRangeAllFontNames(3, 2)`, 'in getRangeAllFontNames'], ['no range', `${get('7:1')}.getRangeAllFontNames()`, 'in getRangeAllFontNames'],
    ['a zoom that is a text', 'figma.viewport.zoom = "2"', 'in set_zoom'], ['a centre without y', 'figma.viewport.center = { x: 1 }', 'in set_center'],
    ['a page as current that is none', `await figma.setCurrentPageAsync(${get('7:3')})`, 'in setCurrentPageAsync'],
  ])('%s throws', async (_, code, message) => { expect(await host.thrown(code)).toContain(message) })
})

describe('what is accepted has its effect', () => {
  test('ranges of text with one look', async () => {
    expect(await host.run(`const t = ${get('7:1')}; return [t.getRangeFills(0, 2).length, t.getRangeAllFontNames(0, 5)]`)).toEqual([1, [{ family: 'Inter', style: 'Regular' }]])
  })
  test('figma.hasMissingFont (typings)', async () => {
    expect(await host.run('return figma.hasMissingFont')).toBe(false)
    host.user.insert('0:1', { type: 'TEXT', characters: 'x', fontName: { family: 'Brand Sans', style: 'Bold' } })
    expect(await host.run('return figma.hasMissingFont')).toBe(true)
  })
  test('a bound variable sets its value, null unbinds', async () => {
    expect(await host.run(`const r = ${get('7:3')}; r.setBoundVariable("opacity", await figma.variables.getVariableByIdAsync("V:dim")); const bound = [r.opacity, r.boundVariables.opacity.id]; r.setBoundVariable("opacity", null); return [bound, r.boundVariables]`)).toEqual([[0.5, 'V:dim'], {}])
  })
  test('the viewport without a screen keeps what it is given', async () => {
    expect(await host.run(`figma.viewport.zoom = 2; figma.viewport.center = { x: 100, y: 50 }; return [figma.viewport.zoom, figma.viewport.center, figma.viewport.bounds]`)).toEqual([2, { x: 100, y: 50 }, { x: -220, y: -150, width: 640, height: 400 }])
    await host.run(`${get('7:3')}.x = 500; figma.viewport.scrollAndZoomIntoView([${get('7:3')}])`)
    expect(await host.run('return figma.viewport.center')).toEqual({ x: 505, y: 5 })
  })
})

describe('skipInvisibleInstanceChildren (typings)', () => {
  const scene = { nodes: [
    { type: 'COMPONENT' as const, id: '4:1', children: [{ type: 'FRAME' as const, id: '4:2', visible: false, children: [{ type: 'TEXT' as const, id: '4:3', characters: 'in' }] }, { type: 'RECTANGLE' as const, id: '4:4' }] },
    { type: 'INSTANCE' as const, id: '4:5', mainComponent: '4:1' },
  ] }
  test('off at first: all are there', async () => {
    const plain = await openHost({ source: '', scene })
    expect(await plain.run(`return [figma.skipInvisibleInstanceChildren, ${get('4:5')}.children.length, figma.currentPage.findAll().length]`)).toEqual([false, 2, 8])
  })
  test('on: left out of children and searches, null by id, members throw; outside instances nothing changes', async () => {
    const plain = await openHost({ source: '', scene })
    await plain.run(`globalThis.held = ${get('I4:5;4:2')}; figma.skipInvisibleInstanceChildren = true`)
    expect(await plain.run(`return [figma.skipInvisibleInstanceChildren, ${get('4:5')}.children.map((c) => c.id), figma.currentPage.findAll().length, figma.currentPage.findAllWithCriteria({ types: ["TEXT"] }).map((t) => t.id), ${get('I4:5;4:3')}, ${get('4:1')}.children.length]`))
      .toEqual([true, ['I4:5;4:4'], 6, ['4:3'], null, 2])
    expect(await plain.thrown('held.name')).toContain('skipInvisibleInstanceChildren')
    expect(await plain.thrown('held.visible = true')).toContain('skipInvisibleInstanceChildren')
    expect(await plain.run('figma.skipInvisibleInstanceChildren = false; return held.name')).toBe('Frame')
  })
})
