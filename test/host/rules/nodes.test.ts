// Sources: typings; figma/mcp-server-guide "figma-use" references; figma-platform.md 2.4.
import { beforeEach, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => {
  host = await openHost({ source: '', scene: { nodes: [
    { type: 'FRAME', id: '2:1', name: 'Outer', x: 100, y: 50, width: 300, height: 200, children: [
      { type: 'GROUP', id: '2:2', name: 'Pair', children: [{ type: 'RECTANGLE', id: '2:3', x: 10, y: 20, width: 30, height: 40 }, { type: 'ELLIPSE', id: '2:4', x: 50, y: 20, width: 30, height: 40 }] },
      { type: 'RECTANGLE', id: '2:5', name: 'Turned', x: 200, y: 100, width: 40, height: 20, rotation: 90 },
      { type: 'RECTANGLE', id: '2:6', name: 'Held', x: 250, y: 10, width: 40, height: 20, constraints: { horizontal: 'MAX', vertical: 'STRETCH' } },
    ] },
    { type: 'FRAME', id: '3:1', name: 'Row', width: 100, height: 50, layoutMode: 'HORIZONTAL', itemSpacing: 10, paddingLeft: 5, paddingTop: 4, children: [{ type: 'RECTANGLE', id: '3:2', width: 20, height: 20 }, { type: 'RECTANGLE', id: '3:3', width: 30, height: 10 }] },
  ] } })
})
const node = (id: string): string => `(await figma.getNodeByIdAsync("${id}"))`

test('a removed node throws on everything but id and removed (host.md 7, inferred)', async () => {
  expect(await host.thrown('const f = figma.createFrame(); f.remove(); f.name')).toMatch(/in get_name: The node with id ".*" does not exist/)
  expect(await host.thrown('const f = figma.createFrame(); f.remove(); f.fills = []')).toContain('does not exist')
  expect(await host.thrown('const f = figma.createFrame(); f.remove(); f.resize(1, 1)')).toContain('does not exist')
  expect(await host.run('const f = figma.createFrame(); f.remove(); return [f.removed, typeof f.id]')).toEqual([true, 'string'])
})
test('a node the person deletes is removed for the plugin too', async () => {
  await host.run(`globalThis.kept = ${node('2:5')}`)
  host.user.delete('2:5')
  expect(await host.run('return kept.removed')).toBe(true)
})
test('the same node is the same object', async () => { expect(await host.run(`return ${node('2:5')} === ${node('2:1')}.children[1]`)).toBe(true) })
test('new nodes land at 0, 0 on the current page', async () => {
  expect(await host.run('const r = figma.createRectangle(); return [r.x, r.y, r.width, r.height, r.parent === figma.currentPage]')).toEqual([0, 0, 100, 100, true])
})
test('x and y are kept when the parent changes', async () => {
  expect(await host.run(`const r = figma.createRectangle(); r.x = 7; r.y = 8; ${node('2:1')}.appendChild(r); return [r.x, r.y, r.absoluteTransform[0][2], r.absoluteTransform[1][2]]`)).toEqual([7, 8, 107, 58])
})
test('children of groups are in the space of the nearest frame; the group fits them', async () => {
  expect(await host.run(`const g = ${node('2:2')}; return [g.x, g.y, g.width, g.height, g.children[1].x]`)).toEqual([10, 20, 70, 40, 50])
  expect(await host.run(`const g = ${node('2:2')}; g.x = 0; return [g.children[0].x, g.children[1].x]`)).toEqual([0, 40])
  expect(await host.run(`const g = ${node('2:2')}; g.children[1].remove(); return [g.width, g.height]`)).toEqual([30, 40])
  expect(await host.run(`const g = ${node('2:2')}; g.children[0].remove(); return g.removed`)).toBe(true)
})
test('positive rotation is counter-clockwise; the box is axis-aligned', async () => {
  const [t, box] = await host.run<[number[][], Record<string, number>]>(`const r = ${node('2:5')}; return [r.relativeTransform, r.absoluteBoundingBox]`)
  expect(t[0]![1]).toBeCloseTo(1)
  expect(t[1]![0]).toBeCloseTo(-1)
  expect([box['x'], box['y'], box['width'], box['height']].map((v) => Math.round(v! * 1e6) / 1e6)).toEqual([300, 110, 20, 40])
})
test.each([['0', 'resize(0, 10)'], ['negative', 'resize(10, -1)'], ['NaN', 'resize(NaN, 10)'], ['text', 'resize("5", 10)'], ['rescale 0', 'rescale(0)']])('resize refuses %s (typings: at least 0.01)', async (_, call) => {
  expect(await host.thrown(`figma.createFrame().${call}`)).toMatch(/in (resize|rescale): Expected/)
})
test('resize moves children by their constraints, resizeWithoutConstraints does not', async () => {
  expect(await host.run(`${node('2:1')}.resize(400, 300); const h = ${node('2:6')}; return [h.x, h.y, h.width, h.height]`)).toEqual([350, 10, 40, 120])
  expect(await host.run(`${node('2:1')}.resizeWithoutConstraints(500, 300); return ${node('2:6')}.x`)).toBe(350)
})
test('resize makes a hugging axis fixed (figma/mcp-server-guide)', async () => {
  expect(await host.run(`const r = ${node('3:1')}; const before = r.primaryAxisSizingMode; r.resize(90, 50); return [before, r.primaryAxisSizingMode]`)).toEqual(['AUTO', 'FIXED'])
})
test('auto layout places what is appended, unless it is absolute', async () => {
  expect(await host.run(`const row = ${node('3:1')}; const r = figma.createRectangle(); r.resize(40, 40); row.appendChild(r); return [r.x, r.y, row.width, row.height]`)).toEqual([75, 4, 115, 44])
  expect(await host.run(`const row = ${node('3:1')}; const r = figma.createRectangle(); row.appendChild(r); r.layoutPositioning = 'ABSOLUTE'; r.x = 3; r.y = 2; return [r.x, r.y]`)).toEqual([3, 2])
})
test('x of a child in the flow has no effect', async () => { expect(await host.run(`const c = ${node('3:2')}; c.x = 50; return c.x`)).toBe(5) })
test('ABSOLUTE and FILL need an auto-layout parent', async () => {
  expect(await host.thrown("figma.createFrame().layoutPositioning = 'ABSOLUTE'")).toContain('layoutMode !== NONE')
  expect(await host.thrown("figma.createFrame().layoutSizingHorizontal = 'FILL'")).toContain('children of auto-layout frames')
})
test('locked does not stop writes (typings)', async () => {
  host.user.lock('2:5', true)
  expect(await host.run(`const r = ${node('2:5')}; r.opacity = 0.5; return [r.locked, r.opacity]`)).toEqual([true, 0.5])
})
test('unequal corners are figma.mixed', async () => {
  expect(await host.run('const r = figma.createRectangle(); r.cornerRadius = 8; const even = r.topLeftRadius; r.topLeftRadius = 2; return [even, r.cornerRadius === figma.mixed, r.bottomLeftRadius]')).toEqual([8, true, 8])
})
test('a node cannot go into itself, a page not into a frame', async () => {
  expect(await host.thrown(`${node('2:1')}.children[0].appendChild(${node('2:1')})`)).toContain('into itself')
  expect(await host.thrown(`${node('2:1')}.appendChild(figma.currentPage)`)).toContain('Cannot move a PAGE')
})
test('absoluteRenderBounds is null when nothing is seen, and clipped by ancestors (typings)', async () => {
  expect(await host.run('const r = figma.createRectangle(); r.visible = false; return r.absoluteRenderBounds')).toBe(null)
  expect(await host.run(`const r = figma.createRectangle(); ${node('2:1')}.appendChild(r); r.x = 280; r.y = 0; return r.absoluteRenderBounds`)).toEqual({ x: 380, y: 50, width: 20, height: 100 })
  expect(await host.run(`const r = figma.createRectangle(); ${node('2:1')}.appendChild(r); r.x = 900; return r.absoluteRenderBounds`)).toBe(null)
})
test('vectors take their box from their paths; fillGeometry gives outlines', async () => {
  expect(await host.run("const v = figma.createVector(); v.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 10 20 L 50 20 L 50 60 Z' }]; return [v.x, v.y, v.width, v.height, v.fillGeometry[0].data]")).toEqual([10, 20, 40, 40, 'M 0 0 L 40 0 L 40 40 Z'])
  expect(await host.run('return figma.createEllipse().fillGeometry[0].data.startsWith("M 100 50 C")')).toBe(true)
})
test('a clone is parented under the current page (typings)', async () => {
  expect(await host.run(`const c = ${node('2:1')}.clone(); return [c.parent === figma.currentPage, c.children.length, c.id !== "2:1"]`)).toEqual([true, 3, true])
})
test('selection takes nodes of its page only and comes back frozen', async () => {
  expect(await host.run(`figma.currentPage.selection = [${node('2:5')}]; return figma.currentPage.selection.map((n) => n.name)`)).toEqual(['Turned'])
  expect(await host.thrown('figma.currentPage.selection.push(null)')).toContain('extensible')
  expect(await host.thrown('const f = figma.createFrame(); f.remove(); figma.currentPage.selection = [f]')).toContain('does not exist')
})
test('group members keep their place on the page', async () => {
  expect(await host.run(`const a = ${node('2:5')}, before = a.absoluteBoundingBox.x; const g = figma.group([a, ${node('2:6')}], ${node('2:1')}); return [before === a.absoluteBoundingBox.x, g.type, g.children.length]`)).toEqual([true, 'GROUP', 2])
})
