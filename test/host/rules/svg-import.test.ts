// Sources: typings (createNodeFromSvg: "returns a frame", VectorPath: absolute M, L, Q, C, Z), SVG 1.1 for the shapes; unverified.ts for names and structure.
import { beforeEach, describe, expect, test } from 'vitest'
import { absolutePath } from '../../../playground/model/svg/path.ts'
import { createRenderer } from '../../../playground/render/index.ts'
import { nodeCanvas } from '../../../playground/render/node-canvas.ts'
import { openHost, type Host } from '../../support/host.ts'

const canvas = nodeCanvas()
let host: Host
beforeEach(async () => { host = await openHost({ source: '' }) })
const svg = (inner: string, attributes = 'width="100" height="100"'): string => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`
const made = (text: string, code = 'return n'): Promise<unknown> => host.run(`const n = figma.createNodeFromSvg(${JSON.stringify(text)}); ${code}`)
type Rgba = number[]
/** Colours at points of the frame, as exported. */
async function colours(text: string, ...points: [number, number][]): Promise<Rgba[]> {
  const id = String(await made(text, 'return n.id'))
  const picture = await canvas.decode(await createRenderer(canvas).exportNode(host.document, id, { format: 'PNG', useAbsoluteBounds: true }), 'image/png')
  const surface = canvas.createCanvas(picture.width, picture.height)
  surface.context.drawImage(picture.source, 0, 0)
  return points.map(([x, y]) => [...surface.context.getImageData(x, y, 1, 1).data])
}
const red = [255, 0, 0, 255], blue = [0, 0, 255, 255], nothing = [0, 0, 0, 0]

describe('figma.createNodeFromSvg', () => {
  test('gives a frame on the current page with vectors and groups', async () => {
    expect(await made(svg('<g id="Icon" opacity=".5"><rect x="10" y="20" width="30" height="40" fill="#f00"/><circle cx="60" cy="60" r="10"/></g><path d="M0 0h10v10z" stroke="blue" stroke-width="2" fill="none" stroke-linecap="round"/>'),
      'const g = n.children[0], [r, c] = g.children, p = n.children[1]; return [n.type, n.parent.type, n.width, n.fills, g.type, g.name, g.opacity, g.x, g.y, [r.type, r.x, r.y, r.width, r.height, r.fills[0].color], [c.x, c.y, c.width], [p.fills, p.strokes[0].color, p.strokeWeight, p.strokeCap, p.vectorPaths[0].windingRule]]'))
      .toEqual(['FRAME', 'PAGE', 100, [], 'GROUP', 'Icon', 0.5, 10, 20, ['VECTOR', 10, 20, 30, 40, { r: 1, g: 0, b: 0 }], [50, 50, 20], [[], { r: 0, g: 0, b: 1 }, 2, 'ROUND', 'NONE']])
    expect(host.document.undoDepth).toBe(1)
  })

  test('draws every shape where SVG has it', async () => {
    const shapes = '<rect width="40" height="40" rx="10" fill="red"/><ellipse cx="75" cy="20" rx="20" ry="10" fill="rgb(0, 0, 255)"/><polygon points="0,60 40,60 0,100" fill="rgba(100%, 0%, 0%, 1)"/><polyline points="60 60 100 60 100 100" style="fill: blue"/><line x1="50" y1="0" x2="50" y2="100" stroke="red" stroke-width="4"/>'
    expect(await colours(svg(shapes), [20, 20], [1, 1], [75, 20], [57, 12], [5, 70], [35, 95], [95, 70], [62, 95], [50, 90])).toEqual([red, nothing, blue, nothing, red, nothing, blue, nothing, red])
  })

  test('follows viewBox, transforms and what is inherited', async () => {
    expect(await colours(svg('<g transform="translate(5 0) scale(2)" fill="red"><rect width="2" height="2"/><rect width="2" height="2" transform="rotate(90) translate(3 -2)" fill="blue"/></g>', 'width="100" height="100" viewBox="0 0 10 10"'), [85, 35], [95, 35], [70, 50], [55, 65], [85, 95], [20, 20])).toEqual([red, nothing, nothing, blue, blue, nothing])
    expect(await colours(svg('<rect width="10" height="10" fill="red"/>', 'width="100" height="50" viewBox="0 0 10 10"'), [50, 25], [10, 25], [90, 25])).toEqual([red, nothing, nothing])
  })

  test('keeps holes of either rule', async () => {
    const hole = (rule: string): string => svg(`<path fill="red" fill-rule="${rule}" d="M0 0H100V100H0Z M25 25H75V75H25Z"/>`)
    expect(await colours(hole('evenodd'), [10, 10], [50, 50])).toEqual([red, nothing])
    expect(await colours(hole('nonzero'), [10, 10], [50, 50])).toEqual([red, red])
  })

  test('leaves out what draws nothing', async () => {
    expect(await made(`<?xml version="1.0"?><!DOCTYPE svg><!-- note -->${svg('<title>A &amp; B</title><defs><linearGradient id="a"/></defs><metadata><x:y/></metadata><g/><path d=""/><rect width="0" height="5"/><circle r="4" display="none"/><rect width="5" height="5"/>')}`, 'return n.children.length')).toBe(1)
  })

  test.each([
    ['<text>', '<text>Hi</text>'], ['<image>', '<image href="https://a.test/x.png"/>'], ['<use>', '<use href="#a"/>'], ['<script>', '<script>alert(1)</script>'], ['<foreignObject>', '<foreignObject/>'], ['<style>', '<style>rect { fill: red }</style>'],
    ['"fill" of "url(#a)"', '<rect width="1" height="1" fill="url(#a)"/>'], ['"mask"', '<rect width="1" height="1" mask="url(#m)"/>'], ['"filter"', '<g style="filter: blur(2px)"/>'], ['"width" of "1em"', '<rect width="1em" height="1"/>'], ['the colour "hotpinkish"', '<rect width="1" height="1" fill="hotpinkish"/>'],
    ['"transform" of "spin(3)"', '<g transform="spin(3)"/>'], ['"transform" of "constructor(3)"', '<g transform="constructor(3)"/>'],
  ])('refuses %s aloud', async (what, inner) => {
    const before = host.document.toJSON()
    expect(await host.thrown(`figma.createNodeFromSvg(${JSON.stringify(svg(inner))})`)).toBe(`not implemented by this host: figma.createNodeFromSvg with ${what}`)
    expect(host.document.toJSON()).toEqual(before)
  })
  test.each([['no text', '5', 'Expected "svg" to have type string'], ['another root', '"<html></html>"', 'expected <svg>'], ['an open element', '"<svg><g></svg>"', 'closes nothing'], ['no XML', '"hello"', 'one root'], ['broken path data', JSON.stringify(svg('<path d="M0 0 L5"/>')), 'path data cannot be read at character']])('refuses %s', async (_, code, says) => {
    expect(await host.thrown(`figma.createNodeFromSvg(${code})`)).toContain(says)
  })
})

describe('path data', () => {
  const same = (data: string): string => absolutePath(data, [[1, 0, 0], [0, 1, 0]])
  test.each([
    ['relative and repeated commands', 'm10 10 5 0 0 5z l1,1', 'M 10 10 L 15 10 L 15 15 Z L 11 11'], ['H and V', 'M0 0H5v5h-5V0', 'M 0 0 L 5 0 L 5 5 L 0 5 L 0 0'], ['numbers without spaces', 'M.5.5-1-1L1e1-2', 'M 0.5 0.5 L -1 -1 L 10 -2'],
    ['smooth curves', 'M0 0C0 5 5 5 5 0S10-5 10 0', 'M 0 0 C 0 5 5 5 5 0 C 5 -5 10 -5 10 0'], ['smooth quadratic ones', 'M0 0Q5 5 10 0T20 0', 'M 0 0 Q 5 5 10 0 Q 15 -5 20 0'], ['an arc without a radius', 'M0 0A0 5 0 0 1 5 5', 'M 0 0 L 5 5'],
    ['flags without spaces', 'M0 0a5 5 0 0110 0', 'M 0 0 C 0 -2.761424 2.238576 -5 5 -5 C 7.761424 -5 10 -2.761424 10 0'],
  ])('%s', (_, given, wanted) => { expect(same(given)).toBe(wanted) })
})
