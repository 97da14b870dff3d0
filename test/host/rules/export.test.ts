// Sources: typings, ExportSettings; figma-platform.md 2.3. Pixels are drawn by the playground's renderer on @napi-rs/canvas.
import { beforeEach, expect, test } from 'vitest'
import { createRenderer } from '../../../playground/render/index.ts'
import { nodeCanvas } from '../../../playground/render/node-canvas.ts'
import { readImageHeader } from '../../../playground/model/image-header.ts'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => {
  host = await openHost({ source: '', renderer: createRenderer(nodeCanvas()), scene: { nodes: [
    { type: 'FRAME', id: '7:1', name: 'Photo', width: 100, height: 50, children: [{ type: 'RECTANGLE', id: '7:2', x: 80, y: 10, width: 40, height: 20 }, { type: 'RECTANGLE', id: '7:3', x: 300, width: 10, height: 10 }] },
    { type: 'FRAME', id: '7:4', x: 500, fills: [], width: 60, height: 60, clipsContent: false, children: [{ type: 'RECTANGLE', id: '7:5', x: 10, y: 10, width: 20, height: 10 }] },
    { type: 'FRAME', id: '7:6', x: 700, fills: [], name: 'Empty' }, { type: 'RECTANGLE', id: '7:7', x: 20, y: 20, width: 10, height: 10, name: 'Over' },
  ] } })
})
const size = async (id: string, settings = ''): Promise<number[]> => {
  const bytes = await host.run<Uint8Array>(`return (await figma.getNodeByIdAsync("${id}")).exportAsync(${settings})`)
  const { width, height } = readImageHeader(bytes)
  return [width, height]
}
test('the default is PNG at scale 1, as a Uint8Array', async () => { expect(await size('7:1')).toEqual([100, 50]) })
test.each([["{ type: 'SCALE', value: 2 }", [200, 100]], ["{ type: 'WIDTH', value: 300 }", [300, 150]], ["{ type: 'HEIGHT', value: 25 }", [50, 25]]])('constraint %s', async (constraint, expected) => {
  expect(await size('7:1', `{ format: 'PNG', constraint: ${constraint} }`)).toEqual(expected)
})
test('JPG is JPEG', async () => {
  const bytes = await host.run<Uint8Array>('return (await figma.getNodeByIdAsync("7:1")).exportAsync({ format: "JPG" })')
  expect(readImageHeader(bytes).mime).toBe('image/jpeg')
})
test('without useAbsoluteBounds only what is painted, with it the whole box', async () => {
  expect(await size('7:4')).toEqual([20, 10])
  expect(await size('7:4', "{ format: 'PNG', useAbsoluteBounds: true }")).toEqual([60, 60])
})
test('a child is cut where its frame clips it', async () => { expect(await size('7:2')).toEqual([20, 20]) })
test('contentsOnly: false also draws what lies over the layer', async () => {
  const only = await host.run<Uint8Array>('return (await figma.getNodeByIdAsync("7:1")).exportAsync()')
  const all = await host.run<Uint8Array>('return (await figma.getNodeByIdAsync("7:1")).exportAsync({ format: "PNG", contentsOnly: false })')
  expect(Buffer.compare(Buffer.from(only), Buffer.from(all))).not.toBe(0)
})
test.each([
  ['hidden', 'const n = await figma.getNodeByIdAsync("7:1"); n.visible = false; await n.exportAsync()'],
  ['in a hidden frame', 'const n = await figma.getNodeByIdAsync("7:1"); n.visible = false; await (await figma.getNodeByIdAsync("7:2")).exportAsync()'],
  ['without paint', 'await (await figma.getNodeByIdAsync("7:6")).exportAsync()'], ['outside its clipping frame', 'await (await figma.getNodeByIdAsync("7:3")).exportAsync()'],
  ['fully transparent', 'const n = await figma.getNodeByIdAsync("7:7"); n.opacity = 0; await n.exportAsync()'],
])('a layer that is %s rejects', async (_, code) => {
  expect(await host.thrown(code)).toContain('Failed to export node. This node may not have any visible layers.')
})
test.each([
  ['an unknown format', "{ format: 'WEBP' }"], ['no format', '{}'], ['an unknown key', "{ format: 'PNG', quality: 1 }"], ['a constraint of zero', "{ format: 'PNG', constraint: { type: 'SCALE', value: 0 } }"],
  ['an unknown constraint', "{ format: 'PNG', constraint: { type: 'FIT', value: 2 } }"], ['a text for a flag', "{ format: 'PNG', contentsOnly: 'no' }"], ['a constraint on SVG', "{ format: 'SVG', constraint: { type: 'SCALE', value: 2 } }"],
])('refuses %s', async (_, settings) => { expect(await host.thrown(`await figma.createFrame().exportAsync(${settings})`)).toContain('in exportAsync:') })
test.each(['PDF', 'JSON_REST_V1'])('%s, which the host cannot make, is loud', async (format) => { expect(await host.thrown(`await figma.createFrame().exportAsync({ format: '${format}' })`)).toBe(`not implemented by this host: exportAsync ${format}`) })
test('an error rejects, it does not throw at once (typings: a promise)', async () => {
  expect(await host.run("const p = figma.createFrame().exportAsync({ format: 'WEBP' }); return p.catch(() => 'rejected')")).toBe('rejected')
})
