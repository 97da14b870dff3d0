// Source: typings' comments on "documentAccess": "dynamic-page"; developer docs, migrating to dynamic loading.
import { beforeEach, expect, test } from 'vitest'
import { openHost, testManifest, type Host } from '../../support/host.ts'

const scene = { pages: [{ name: 'One', id: '0:1', children: [{ type: 'FRAME' as const, id: '2:1', name: 'A', fillStyleId: 'S:1' }] }, { name: 'Two', id: '0:2', children: [{ type: 'RECTANGLE' as const, id: '2:2', name: 'B' }] }] }
let host: Host
beforeEach(async () => { host = await openHost({ source: '', scene }) })

test.each([
  ['getNodeById', 'figma.getNodeById("2:1")', 'getNodeByIdAsync'], ['getStyleById', 'figma.getStyleById("S:1")', 'getStyleByIdAsync'],
  ['getLocalPaintStyles', 'figma.getLocalPaintStyles()', 'getLocalPaintStylesAsync'], ['variables.getVariableById', 'figma.variables.getVariableById("V")', 'getVariableByIdAsync'],
  ['variables.getLocalVariables', 'figma.variables.getLocalVariables()', 'getLocalVariablesAsync'],
])('%s throws under dynamic-page and names the other', async (_, code, instead) => {
  const text = await host.thrown(code)
  expect(text).toContain('Cannot call with documentAccess: dynamic-page')
  expect(text).toContain(instead)
})
test('currentPage is read-only under dynamic-page, setCurrentPageAsync moves', async () => {
  expect(await host.thrown('figma.currentPage = figma.root.children[1]')).toContain('setCurrentPageAsync')
  expect(await host.run('await figma.setCurrentPageAsync(figma.root.children[1]); return figma.currentPage.name')).toBe('Two')
})
test('fillStyleId is read-only, setFillStyleIdAsync rejects an unknown style', async () => {
  expect(await host.thrown('figma.createFrame().fillStyleId = "S:1"')).toContain('setFillStyleIdAsync')
  expect(await host.thrown('await figma.createFrame().setFillStyleIdAsync("S:none")')).toContain('Could not find style')
})
test.each(['page.children', 'page.findAll()', 'page.findOne(() => true)', 'page.findAllWithCriteria({ types: ["FRAME"] })', 'page.appendChild(figma.createFrame())'])('%s needs page.loadAsync on another page', async (code) => {
  expect(await host.thrown(`const page = figma.root.children[1]; ${code}`)).toContain('has not been explicitly loaded')
})
test('after loadAsync the page can be read', async () => {
  expect(await host.run('const page = figma.root.children[1]; await page.loadAsync(); return page.children.map((n) => n.name)')).toEqual(['B'])
})
test('searching the root and documentchange need loadAllPagesAsync', async () => {
  expect(await host.thrown('figma.root.findAll()')).toContain('loadAllPagesAsync')
  expect(await host.thrown('figma.on("documentchange", () => {})')).toContain('loadAllPagesAsync')
  expect(await host.run('await figma.loadAllPagesAsync(); figma.on("documentchange", () => {}); return figma.root.findAll().length')).toBe(4)
})
test('getNodeByIdAsync is null for unknown and for removed nodes', async () => {
  expect(await host.run('const n = await figma.getNodeByIdAsync("2:1"); n.remove(); return [await figma.getNodeByIdAsync("2:1"), await figma.getNodeByIdAsync("9:9")]')).toEqual([null, null])
})
test('getNodeByIdAsync finds nodes on pages that are not loaded', async () => { expect(await host.run('return (await figma.getNodeByIdAsync("2:2")).name')).toBe('B') })
test('without dynamic-page in the manifest the synchronous setter works', async () => {
  const old = await openHost({ source: '', scene, manifest: { ...testManifest, documentAccess: '' } })
  expect(await old.run('figma.currentPage = figma.root.children[1]; return figma.currentPage.name')).toBe('Two')
})
test('currentUser needs its permission (typings)', async () => { expect(await host.thrown('figma.currentUser')).toContain('permissions') })
