// Sources: typings (union, subtract, intersect, exclude, createBooleanOperation, BooleanOperationNode); unverified.ts for what they leave open.
import { beforeEach, describe, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

const paint = (r: number) => [{ type: 'SOLID', color: { r, g: 0, b: 0 } }]
let host: Host
beforeEach(async () => {
  host = await openHost({ source: '', scene: { nodes: [
    { type: 'FRAME', id: '2:1', x: 100, y: 100, width: 300, height: 300, children: [{ type: 'RECTANGLE', id: '2:2', x: 10, y: 10, width: 50, height: 50, fills: paint(0.25) }, { type: 'ELLIPSE', id: '2:3', x: 40, y: 20, width: 60, height: 60, fills: paint(0.5) }, { type: 'RECTANGLE', id: '2:4', x: 200, y: 200 }] },
    { type: 'COMPONENT', id: '3:1', children: [{ type: 'RECTANGLE', id: '3:2' }] }, { type: 'INSTANCE', id: '3:3', mainComponent: '3:1' },
  ] } })
})
const node = (id: string): string => `(await figma.getNodeByIdAsync("${id}"))`
const combine = (operation: string, more = ''): string => `const o = figma.${operation}([${node('2:3')}, ${node('2:2')}], ${node('2:1')}${more});`

describe('figma.union and the others', () => {
  test.each([['union', 'UNION', 'Union', 0.5], ['subtract', 'SUBTRACT', 'Subtract', 0.25], ['intersect', 'INTERSECT', 'Intersect', 0.5], ['exclude', 'EXCLUDE', 'Exclude', 0.5]])('%s makes one layer of several, from back to front, where they were', async (operation, kind, name, red) => {
    expect(await host.run(`${combine(operation)} return [o.type, o.booleanOperation, o.name, o.fills[0].color.r, o.children.map((c) => c.id), o.x, o.y, o.width, o.height, o.children[0].x, o.parent.children.map((c) => c.type)]`))
      .toEqual(['BOOLEAN_OPERATION', kind, name, red, ['2:2', '2:3'], 10, 10, 90, 70, 10, ['RECTANGLE', 'BOOLEAN_OPERATION']])
    expect(host.document.undoDepth).toBe(1)
  })
  test('take an index, and another operation later', async () => {
    expect(await host.run(`${combine('union', ', 0')} o.booleanOperation = "INTERSECT"; return [o.parent.children[0].id === o.id, o.booleanOperation]`)).toEqual([true, 'INTERSECT'])
    expect(await host.thrown(`${combine('union')} o.booleanOperation = "MERGE"`)).toContain('in set_booleanOperation')
  })
  test.each([
    ['an empty list', 'figma.union([], figma.currentPage)', 'in union: First argument'], ['no list', 'figma.subtract(5, figma.currentPage)', 'in subtract'], ['no parent', `figma.exclude([${node('2:2')}])`, 'in exclude: Expected "parent"'],
    ['a frame', `figma.union([${node('2:1')}], figma.currentPage)`, 'A FRAME cannot be part'], ['a layer of an instance', `figma.union([${node('I3:3;3:2')}], figma.currentPage)`, 'Node is inside of an instance'], ['an instance as parent', `figma.union([${node('2:2')}], ${node('3:3')})`, 'cannot hold'],
  ])('refuse %s', async (_, code, message) => { expect(await host.thrown(code)).toContain(message) })
})

describe('a boolean operation', () => {
  test('can be made empty and filled by hand (example of the typings)', async () => {
    expect(await host.run('const o = figma.createBooleanOperation(); o.appendChild(figma.createRectangle()); o.appendChild(figma.createEllipse()); return [o.booleanOperation, o.width, o.height, o.children.length, o.removed]')).toEqual(['UNION', 100, 100, 2, false])
  })
  test('stays without a layer until it had one, and goes with its last', async () => {
    expect(await host.run('const o = figma.createBooleanOperation(); o.name = "Empty"; const kept = o.removed; const r = figma.createRectangle(); o.appendChild(r); r.remove(); return [kept, o.removed]')).toEqual([false, true])
  })
  test('fits its layers again when one moves, and is ungrouped', async () => {
    expect(await host.run(`${combine('union')} o.children[1].x = 110; const width = o.width; const free = figma.ungroup(o); return [width, free.map((n) => [n.id, n.x, n.parent.id]), o.removed]`)).toEqual([160, [['2:2', 10, '2:1'], ['2:3', 110, '2:1']], true])
  })
  test('has no outline here, and says so', async () => {
    expect(await host.thrown(`${combine('union')} return o.fillGeometry`)).toBe('not implemented by this host: BOOLEAN_OPERATION.fillGeometry')
    expect(await host.thrown(`figma.flatten([${node('2:2')}])`)).toBe('not implemented by this host: figma.flatten')
  })
})
