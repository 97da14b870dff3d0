// Source of all: @figma/plugin-typings; issue 3 point 1.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { printSurface, readTypings } from '../../../playground/surface/read-typings.ts'
import { surface } from '../../../playground/surface/surface.ts'
import { openHost, type Host } from '../../support/host.ts'

test('the committed table is what the installed typings give', () => {
  expect(readFileSync(new URL('../../../playground/surface/table.json', import.meta.url), 'utf8') === printSurface(readTypings())).toBe(true)
})
test('the table has the sizes measured in host.md 7', () => {
  const sizes = ['FRAME', 'RECTANGLE', 'TEXT', 'GROUP', 'PAGE'].map((type) => Object.keys(surface.nodes[type]!).length)
  expect(sizes).toEqual([172, 119, 192, 100, 57])
})
test.each([
  ['FRAME', 'width', { kind: 'property', readonly: true }],
  ['FRAME', 'fillStyleId', { kind: 'property', dynamicPage: { rule: 'read-only' } }],
  ['PAGE', 'findAll', { kind: 'method', dynamicPage: { rule: 'load-page' } }],
  ['DOCUMENT', 'findAll', { kind: 'method', dynamicPage: { rule: 'load-all' } }],
  ['INSTANCE', 'mainComponent', { kind: 'property', dynamicPage: { rule: 'write-only' } }],
  ['COMPONENT', 'instances', { kind: 'property', readonly: true, dynamicPage: { rule: 'throws', instead: 'getInstancesAsync' } }],
])('%s.%s carries its rule', (type, member, expected) => {
  expect(surface.nodes[type]?.[member]).toMatchObject(expected)
})

describe('in the VM', () => {
  let host: Host
  beforeAll(async () => { host = await openHost({ source: '' }) })

  test.each([
    ['a made-up member', 'figma.createRectangle().foo', "no such property 'foo' on RECTANGLE node"],
    ['children of a rectangle (figma/mcp-server-guide)', 'figma.createRectangle().children', "no such property 'children' on RECTANGLE node"],
    ['cornerRadius of text (figma/mcp-server-guide)', 'figma.createText().cornerRadius', "no such property 'cornerRadius' on TEXT node"],
    ['fills of a group (figma/mcp-server-guide)', 'figma.group([figma.createFrame()], figma.currentPage).fills', "no such property 'fills' on GROUP node"],
    ['a made-up member of figma', 'figma.foo', "no such property 'foo' on figma"],
    ['a made-up member of an image', `figma.ui.foo`, "no such property 'foo' on figma.ui"],
  ])('reading %s throws', async (_, code, message) => { expect(await host.thrown(`return ${code}`)).toBe(message) })

  test.each([
    ['FRAME.getCSSAsync', 'return figma.createFrame().getCSSAsync()'],
    ['FRAME.animations', 'return figma.createFrame().animations'],
    ['figma.createGif', 'return figma.createGif("0")'],
    ['figma.variables.createVariable', 'return figma.variables.createVariable("a", null, "COLOR")'],
    ['figma.payments', 'return figma.payments'],
  ])('a real member that the host lacks is loud: %s', async (member, code) => { expect(await host.thrown(code)).toBe(`not implemented by this host: ${member}`) })

  test('no setter for width and height (figma/mcp-server-guide)', async () => {
    expect(await host.thrown('figma.createFrame().width = 5')).toContain("read only property 'width'")
  })
  test('a new property cannot be put on a node', async () => { expect(await host.thrown('figma.createFrame().mine = 5')).toContain("no such property 'mine'") })
  test('every member of every node type is served or refused, none reads undefined by accident', async () => {
    const wrong = await host.run<string[]>(`
      const made = [figma.createFrame(), figma.createRectangle(), figma.createEllipse(), figma.createText(), figma.createVector(), figma.createSection(), figma.createComponent(), figma.createLine(), figma.createStar()]
      const names = ${JSON.stringify(Object.fromEntries(['FRAME', 'RECTANGLE', 'ELLIPSE', 'TEXT', 'VECTOR', 'SECTION', 'COMPONENT', 'LINE', 'STAR'].map((type) => [type, Object.keys(surface.nodes[type]!)])))}
      const wrong = []
      for (const node of made) for (const name of names[node.type]) {
        try { if (node[name] === undefined) wrong.push(node.type + '.' + name) } catch (error) { if (!/not implemented|dynamic-page/.test(error.message)) wrong.push(node.type + '.' + name + ': ' + error.message) }
      }
      return wrong`)
    expect(wrong).toEqual([])
  })
})
