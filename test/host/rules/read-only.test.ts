// Source: figma-platform.md 5 ("Cannot write to internal and read-only node(s)"); unverified.ts "view only".
import { beforeEach, expect, test } from 'vitest'
import { pngHeader, literal } from './pictures.ts'
import { openHost, type Host } from '../../support/host.ts'

const message = 'Cannot write to internal and read-only node(s)'
let host: Host, before: string
beforeEach(async () => {
  host = await openHost({ source: '', scene: { nodes: [{ type: 'FRAME', id: '2:1', children: [{ type: 'TEXT', id: '2:2', characters: 'Hi' }] }, { type: 'COMPONENT', id: '2:3' }] } })
  host.document.readOnly = true
  before = JSON.stringify(host.document.toJSON())
})
const frame = '(await figma.getNodeByIdAsync("2:1"))'

test.each([
  `${frame}.fills = []`, `${frame}.name = "New"`, `${frame}.x = 5`, `${frame}.visible = false`, `${frame}.resize(5, 5)`, `${frame}.remove()`, `${frame}.clone()`, `figma.currentPage.appendChild(${frame})`,
  `${frame}.setPluginData("a", "b")`, `${frame}.setSharedPluginData("abc", "a", "b")`, `${frame}.setRelaunchData({ generate: "" })`, `await ${frame}.setFillsAsync([])`, `await ${frame}.setFillStyleIdAsync("")`, `${frame}.rescale(2)`,
  'figma.createRectangle()', 'figma.createPage()', `figma.group([${frame}], figma.currentPage)`, '(await figma.getNodeByIdAsync("2:3")).createInstance()',
])('%s', async (code) => {
  expect(await host.thrown(code)).toContain(message)
  expect(JSON.stringify(host.document.toJSON())).toBe(before)
})
test('the plugin cannot undo what others did', async () => {
  host.user.rename('2:1', 'Theirs')
  expect(await host.thrown('figma.triggerUndo()')).toContain(message)
  expect(host.document.node('2:1')?.name).toBe('Theirs')
})
test('reading, exporting, selecting, pictures in memory and client storage work', async () => {
  await host.run(`figma.currentPage.selection = [${frame}]; figma.createImage(${literal(pngHeader(4, 4))}); await figma.clientStorage.setAsync("a", 1); figma.commitUndo()`)
  expect(await host.run(`return [figma.currentPage.selection.length, ${frame}.fills.length, await figma.clientStorage.getAsync("a")]`)).toEqual([1, 1, 1])
})
test('other people still edit', () => {
  host.user.rename('2:1', 'Theirs')
  expect(host.document.node('2:1')?.name).toBe('Theirs')
})
