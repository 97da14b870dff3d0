// Sources: typings, ExportSettingsSVG and ExportSettingsSVGString. The proof is the picture: what is written is read again and drawn alike.
import { beforeEach, describe, expect, test } from 'vitest'
import { createRenderer } from '../../../playground/render/index.ts'
import { nodeCanvas } from '../../../playground/render/node-canvas.ts'
import type { SceneNode } from '../../../playground/model/scene.ts'
import { openHost, type Host } from '../../support/host.ts'

const canvas = nodeCanvas(), renderer = createRenderer(canvas)
const ink = (r: number, g: number, b: number, opacity = 1) => [{ type: 'SOLID', color: { r, g, b }, opacity }]
let host: Host
beforeEach(async () => { host = await openHost({ source: '', renderer }) })
const insert = (node: SceneNode): string => host.user.insert('0:1', node)
const exported = (id: string, settings = "{ format: 'SVG_STRING' }"): Promise<unknown> => host.run(`return (await figma.getNodeByIdAsync("${id}")).exportAsync(${settings})`)
async function pixelsOf(id: string): Promise<Uint8ClampedArray> {
  const picture = await canvas.decode(await renderer.exportNode(host.document, id, { format: 'PNG', useAbsoluteBounds: true, constraint: { type: 'SCALE', value: 4 } }), 'image/png')
  const surface = canvas.createCanvas(picture.width, picture.height)
  surface.context.drawImage(picture.source, 0, 0)
  return surface.context.getImageData(0, 0, picture.width, picture.height).data
}
/** Part of the bytes that differ by more than 24 levels. */
const difference = (a: Uint8ClampedArray, b: Uint8ClampedArray): number => (a.length === b.length ? a.reduce((sum, value, i) => sum + Number(Math.abs(value - b[i]!) > 24), 0) / a.length : 1)

describe('shapes', () => {
  test('look the same when the SVG is read again', async () => {
    const id = insert({ type: 'FRAME', x: 40, y: 30, width: 120, height: 90, fills: ink(1, 1, 1), clipsContent: false, children: [
      { type: 'RECTANGLE', x: 10, y: 10, width: 40, height: 30, fills: ink(1, 0, 0, 0.5), cornerRadius: 8 }, { type: 'ELLIPSE', x: 60, y: 10, width: 50, height: 30, fills: ink(0, 0, 1), strokes: ink(0, 0, 0), strokeWeight: 4 },
      { type: 'GROUP', opacity: 0.5, children: [{ type: 'STAR', x: 10, y: 50, width: 30, height: 30, rotation: 30, fills: ink(0, 0.5, 0) }, { type: 'POLYGON', x: 50, y: 50, width: 30, height: 30, fills: ink(0, 0, 0) }] },
      { type: 'VECTOR', x: 90, y: 50, width: 20, height: 20, fills: [], strokes: ink(1, 0, 1), strokeWeight: 3, strokeCap: 'ROUND', vectorPaths: [{ windingRule: 'NONE', data: 'M 0 0 L 20 20' }] },
      { type: 'RECTANGLE', visible: false, width: 100, height: 100 },
    ] })
    const text = await exported(id)
    expect(text).toMatch(/^<svg width="120" height="90" viewBox="0 0 120 90" fill="none"/)
    const again = String(await host.run(`return figma.createNodeFromSvg(${JSON.stringify(text)}).id`))
    expect(difference(await pixelsOf(id), await pixelsOf(again))).toBeLessThan(0.002)
  })
  test('are cut by a frame that clips, and named when asked', async () => {
    const id = insert({ type: 'FRAME', name: 'Card "A" <b>', width: 20, height: 20, children: [{ type: 'RECTANGLE', width: 90, height: 90, fills: ink(1, 0, 0) }] })
    expect(await exported(id, "{ format: 'SVG_STRING', svgIdAttribute: true }")).toContain('<g id="Card &#34;A&#34; &#60;b&#62;">')
    expect(await exported(id)).toMatch(/<g clip-path="url\(#clip0\)">.*<clipPath id="clip0">/)
  })
  test('keep to what is painted, or to the whole box', async () => {
    const id = insert({ type: 'FRAME', width: 60, height: 60, fills: [], clipsContent: false, children: [{ type: 'RECTANGLE', x: 10, y: 10, width: 20, height: 10 }] })
    expect(await exported(id)).toContain('width="20" height="10"')
    expect(await exported(id, "{ format: 'SVG_STRING', useAbsoluteBounds: true }")).toContain('width="60" height="60"')
  })
  test('SVG gives the same as bytes', async () => {
    const id = insert({ type: 'RECTANGLE', width: 5, height: 5 })
    expect(new TextDecoder().decode((await exported(id, "{ format: 'SVG' }")) as Uint8Array)).toBe(await exported(id))
  })
  test('one line of text is text when it need not be outlined', async () => {
    const id = insert({ type: 'TEXT', characters: 'A & B', fontSize: 20, fills: ink(1, 0, 0) })
    expect(await exported(id, "{ format: 'SVG_STRING', svgOutlineText: false }")).toMatch(/<text fill="#ff0000"[^>]*font-family="Inter" font-size="20".*A &#38; B<\/tspan>/)
  })
})

describe('refused aloud', () => {
  const box = { type: 'RECTANGLE' as const, width: 10, height: 10 }
  test.each<[string, SceneNode]>([
    ['outlined text', { type: 'TEXT', characters: 'A' }], ['a paint of the type GRADIENT_LINEAR', { ...box, fills: [{ type: 'GRADIENT_LINEAR', gradientTransform: [[1, 0, 0], [0, 1, 0]], gradientStops: [{ position: 0, color: { r: 0, g: 0, b: 0, a: 1 } }] }] }],
    ['effects', { ...box, effects: [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: 2, visible: true }] }], ['a mask', { ...box, isMask: true }], ['the blend mode MULTIPLY', { ...box, blendMode: 'MULTIPLY' }], ['an arc', { ...box, type: 'ELLIPSE', arcData: { startingAngle: 0, endingAngle: 1, innerRadius: 0 } }],
    ['a boolean operation', { type: 'BOOLEAN_OPERATION', children: [box] }], ['a stroke that lies OUTSIDE', { type: 'STAR', width: 10, height: 10, strokes: ink(0, 0, 0), strokeAlign: 'OUTSIDE' }],
  ])('%s', async (what, node) => {
    expect(await host.thrown(`await (await figma.getNodeByIdAsync("${insert(node)}")).exportAsync({ format: "SVG_STRING" })`)).toBe(`not implemented by this host: exportAsync SVG_STRING with ${what}`)
  })
  test('what lies over it, a hidden layer, and a flag that is a text', async () => {
    const id = insert(box), hidden = insert({ ...box, visible: false })
    const failing = (settings: string, of = id): Promise<string> => host.thrown(`await (await figma.getNodeByIdAsync("${of}")).exportAsync(${settings})`)
    expect(await failing('{ format: "SVG", contentsOnly: false }')).toBe('not implemented by this host: exportAsync SVG of a region')
    expect(await failing('{ format: "SVG" }', hidden)).toContain('may not have any visible layers')
    expect(await failing('{ format: "SVG", svgOutlineText: "no" }')).toContain('"svgOutlineText" failed validation')
    expect(await failing('{ format: "PNG", svgOutlineText: true }')).toContain("Unrecognized key(s) in object: 'svgOutlineText'")
  })
})
