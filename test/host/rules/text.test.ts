// Source: typings, loadFontAsync and TextNode; figma/mcp-server-guide ("Semi Bold").
import { beforeEach, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => { host = await openHost({ source: '', scene: { nodes: [{ type: 'TEXT', id: '6:1', characters: 'Old', fontName: { family: 'Brand Sans', style: 'Bold' } }] } }) })

test.each(['characters = "Hi"', 'fontSize = 20', 'fontName = { family: "Inter", style: "Bold" }', 'textCase = "UPPER"', 'letterSpacing = { unit: "PIXELS", value: 1 }'])('%s needs its font loaded', async (write) => {
  expect(await host.thrown(`figma.createText().${write}`)).toContain('unloaded font "Inter Regular"')
})
test('after loadFontAsync the text changes', async () => {
  expect(await host.run('const t = figma.createText(); await figma.loadFontAsync({ family: "Inter", style: "Regular" }); t.characters = "Hello"; return [t.characters, t.name, t.width > 0]')).toEqual(['Hello', 'Hello', true])
})
test('the new font must be loaded as well', async () => {
  expect(await host.thrown('await figma.loadFontAsync({ family: "Inter", style: "Regular" }); figma.createText().fontName = { family: "Inter", style: "Bold" }')).toContain('unloaded font "Inter Bold"')
})
test('an unknown style rejects: "SemiBold" is not "Semi Bold"', async () => {
  expect(await host.thrown('await figma.loadFontAsync({ family: "Inter", style: "SemiBold" })')).toContain('could not be loaded')
  expect(await host.run('await figma.loadFontAsync({ family: "Inter", style: "Semi Bold" }); return true')).toBe(true)
})
test('a missing font is told and its text cannot be changed', async () => {
  expect(await host.run('return (await figma.getNodeByIdAsync("6:1")).hasMissingFont')).toBe(true)
  expect(await host.thrown('(await figma.getNodeByIdAsync("6:1")).characters = "New"')).toContain('Brand Sans Bold')
})
test('fills of text need no font', async () => { expect(await host.run('const t = figma.createText(); t.fills = []; return t.fills.length')).toBe(0) })
test('listAvailableFontsAsync lists what can be loaded', async () => {
  expect(await host.run('const fonts = await figma.listAvailableFontsAsync(); for (const f of fonts) await figma.loadFontAsync(f.fontName); return fonts.length > 3')).toBe(true)
})
