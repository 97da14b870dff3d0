import { describe, expect, it } from 'vitest'
import { guessRoles, type RoleInput } from '../../../src/shared/roles'

const layer = (id: string, type: string, more: Partial<RoleInput> = {}): RoleInput => ({
  id, name: id, type, bounds: { x: 0, y: 0, width: 100, height: 100 }, paintPath: [0], hasPicture: false, madeByInlay: false, hasChildren: false, ...more,
})
const photo = (id = 'Photo', more: Partial<RoleInput> = {}): RoleInput => layer(id, 'RECTANGLE', { hasPicture: true, ...more })
const made = (id: string, more: Partial<RoleInput> = {}): RoleInput => layer(id, 'FRAME', { hasPicture: true, madeByInlay: true, ...more })
const beside = { bounds: { x: 500, y: 0, width: 100, height: 100 }, paintPath: [5] }
const above = { bounds: { x: 20, y: 20, width: 40, height: 40 }, paintPath: [1] }

const cases: [string, RoleInput[], Record<string, string>][] = [
  ['nothing', [], {}],
  ['one empty frame', [layer('Hero', 'FRAME')], { Hero: 'target: empty frame' }],
  ['frames, shapes, sections, instances', [layer('a', 'FRAME', { hasChildren: true }), layer('b', 'ELLIPSE'), layer('c', 'SECTION'), layer('d', 'INSTANCE', { hasChildren: true })], { a: 'target: frame', b: 'target: shape', c: 'target: empty section', d: 'target: instance' }],
  ['a group and a slice', [layer('a', 'GROUP'), layer('b', 'SLICE')], { a: 'target: a new layer over this group', b: 'target: a new layer over this slice' }],
  ['text only', [layer('a', 'TEXT'), layer('b', 'TEXT', { hasPicture: true })], { a: 'reference: text', b: 'reference: text' }],
  ['text beside a frame', [layer('a', 'TEXT'), layer('b', 'FRAME')], { a: 'reference: text', b: 'target: empty frame' }],
  ['one picture', [photo()], { Photo: 'source: has a picture' }],
  ['one picture and a text', [photo(), layer('t', 'TEXT')], { Photo: 'source: has a picture', t: 'reference: text' }],
  ['several pictures', [photo('a'), photo('b', beside)], { a: 'reference: one of several pictures', b: 'reference: one of several pictures' }],
  ['a picture and an empty frame', [photo(), layer('Hero', 'FRAME', beside)], { Photo: 'reference: picture beside layers to fill', Hero: 'target: empty frame' }],
  ['a picture and a shape over it', [photo(), layer('m', 'ELLIPSE', above)], { Photo: 'source: has a shape over it', m: 'mask: shape over Photo' }],
  ['a picture, two shapes over it, a frame beside', [photo(), layer('m', 'ELLIPSE', above), layer('n', 'VECTOR', { ...above, paintPath: [2] }), layer('Hero', 'FRAME', beside)], { Photo: 'source: has a shape over it', m: 'mask: shape over Photo', n: 'mask: shape over Photo', Hero: 'target: empty frame' }],
  ['a shape under a picture', [photo('Photo', { paintPath: [3] }), layer('m', 'ELLIPSE', above)], { Photo: 'reference: picture beside layers to fill', m: 'target: shape' }],
  ['a shape that only touches the picture', [photo(), layer('m', 'ELLIPSE', { bounds: { x: 80, y: 80, width: 60, height: 60 }, paintPath: [1] })], { Photo: 'reference: picture beside layers to fill', m: 'target: shape' }],
  ['a shape over the corner of the picture', [photo(), layer('m', 'ELLIPSE', { bounds: { x: 65, y: 60, width: 60, height: 60 }, paintPath: [1] })], { Photo: 'source: has a shape over it', m: 'mask: shape over Photo' }],
  ['an empty frame over the corner of the picture', [photo(), layer('f', 'FRAME', { bounds: { x: 65, y: 60, width: 60, height: 60 }, paintPath: [1] })], { Photo: 'reference: picture beside layers to fill', f: 'target: empty frame' }],
  ['a shape far larger than the picture under it', [photo(), layer('m', 'RECTANGLE', { bounds: { x: -50, y: -50, width: 180, height: 180 }, paintPath: [1] })], { Photo: 'reference: picture beside layers to fill', m: 'target: shape' }],
  ['a shape inside a frame with a picture', [photo('Photo', { type: 'FRAME', hasChildren: true }), layer('m', 'RECTANGLE', { ...above, paintPath: [0, 0] })], { Photo: 'source: has a shape over it', m: 'mask: shape over Photo' }],
  ['a shape over two stacked pictures masks the upper one', [photo('low'), photo('high', { paintPath: [1] }), layer('m', 'STAR', { ...above, paintPath: [2] })], { low: 'reference: one of several pictures', high: 'source: has a shape over it', m: 'mask: shape over high' }],
  ['an empty frame over a picture', [photo(), layer('f', 'FRAME', above)], { Photo: 'source: has a shape over it', f: 'mask: frame over Photo' }],
  ['a frame with layers over a picture stays a target', [photo(), layer('f', 'FRAME', { ...above, hasChildren: true })], { Photo: 'reference: picture beside layers to fill', f: 'target: frame' }],
  ['text over a picture', [photo(), layer('t', 'TEXT', above)], { Photo: 'source: has a shape over it', t: 'mask: text over Photo' }],
  ['text over a picture that Inlay made is its words', [made('a', { hasChildren: true }), layer('t', 'TEXT', { ...above, paintPath: [0, 0] })], { a: 'target: made by Inlay', t: 'reference: text' }],
  ['a boolean, a line and a group of shapes over a picture', [photo(), layer('b', 'BOOLEAN_OPERATION', { ...above, hasChildren: true }), layer('l', 'LINE', { bounds: { x: 10, y: 50, width: 60, height: 0 }, paintPath: [2] }), layer('g', 'GROUP', { ...above, paintPath: [3], hasChildren: true, ofShapes: true })], { Photo: 'source: has a shape over it', b: 'mask: shape over Photo', l: 'mask: shape over Photo', g: 'mask: group over Photo' }],
  ['a group of other things over a picture', [photo(), layer('g', 'GROUP', { ...above, hasChildren: true })], { Photo: 'reference: picture beside layers to fill', g: 'target: a new layer over this group' }],
  ['a picture in a larger frame', [layer('f', 'FRAME', { hasChildren: true }), photo('Photo', { bounds: { x: 20, y: 20, width: 60, height: 50 }, paintPath: [0, 0] })], { f: 'target: larger than its picture', Photo: 'source: picture in a larger frame' }],
  ['a picture that Inlay made in a larger frame', [layer('f', 'FRAME', { hasChildren: true }), made('Photo', { bounds: { x: 20, y: 20, width: 60, height: 50 }, paintPath: [0, 0, 1] })], { f: 'target: larger than its picture', Photo: 'source: picture in a larger frame' }],
  ['a picture as large as its frame', [layer('f', 'FRAME', { hasChildren: true }), photo('Photo', { paintPath: [0, 0] })], { f: 'target: frame', Photo: 'reference: picture beside layers to fill' }],
  ['two pictures in a larger frame', [layer('f', 'FRAME', { hasChildren: true }), photo('a', { bounds: { x: 0, y: 0, width: 40, height: 50 }, paintPath: [0, 0] }), photo('b', { bounds: { x: 50, y: 0, width: 40, height: 50 }, paintPath: [0, 1] })], { f: 'target: frame', a: 'reference: picture beside layers to fill', b: 'reference: picture beside layers to fill' }],
  ['a mask over a picture in a larger frame', [layer('f', 'FRAME', { hasChildren: true }), photo('Photo', { bounds: { x: 0, y: 0, width: 60, height: 60 }, paintPath: [0, 0] }), layer('m', 'ELLIPSE', { ...above, paintPath: [1] })], { f: 'target: larger than its picture', Photo: 'source: has a shape over it', m: 'mask: shape over Photo' }],
  ['pictures that Inlay made', [made('a'), made('b', beside)], { a: 'target: made by Inlay', b: 'target: made by Inlay' }],
  ['a half-finished run: one made, one still empty', [made('a'), layer('b', 'FRAME', beside)], { a: 'target: made by Inlay', b: 'target: empty frame' }],
  ['a picture beside one that Inlay made', [photo(), made('a', beside)], { Photo: 'reference: picture beside layers to fill', a: 'target: made by Inlay' }],
  ['a shape over a picture that Inlay made', [made('a'), layer('m', 'ELLIPSE', above)], { a: 'source: has a shape over it', m: 'mask: shape over a' }],
  ['anything else', [layer('a', 'STICKY')], { a: 'reference: cannot take a picture' }],
]

describe('guessRoles', () => {
  it.each(cases)('%s', (_name, layers, expected) => {
    const roles = guessRoles(layers)
    expect(Object.fromEntries(Object.entries(roles).map(([id, { role, why }]) => [id, `${role}: ${why}`]))).toEqual(expected)
  })

  it('does not depend on the order of the selection', () => {
    for (const [, layers] of cases) expect(guessRoles(layers.slice().reverse())).toEqual(guessRoles(layers))
  })

  it('lets the designer overrule', () => {
    expect(guessRoles([photo(), layer('Hero', 'FRAME', beside)], { Photo: 'target' })).toMatchObject({ Photo: { role: 'target', why: 'chosen by you' }, Hero: { role: 'target' } })
  })
})
