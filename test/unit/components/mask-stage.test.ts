import { describe, expect, it } from 'vitest'
import type { Marks } from '../../../ui/components/mask-stage/around'
import { createHands } from '../../../ui/components/mask-stage/hands'
import { draggedRatio, sideAt } from '../../../ui/components/mask-stage/context-sides'
import { maskCommand } from '../../../ui/components/mask-stage/mask-keys'
import { firstMaskTools, largestBrush, steppedSize, steppedSoftness, type MaskTools } from '../../../ui/components/mask-stage/mask-tools'
import { createMaskModel } from '../../../ui/pixels/mask/mask-model'
import { fitView, panView, sameView, toSource, viewOn, viewWith, zoomView } from '../../../ui/components/mask-stage/view'

const press = (key: string, more: object = {}) => ({ key, code: '', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, ...more })

describe('keys of the stage', () => {
  it.each([
    ['b', {}, { do: 'tool', tool: 'brush' }], ['E', {}, { do: 'tool', tool: 'eraser' }], ['l', {}, { do: 'tool', tool: 'lasso' }], ['w', {}, { do: 'tool', tool: 'region' }],
    ['i', {}, { do: 'invert' }], ['m', {}, { do: 'show' }], ['0', {}, { do: 'fit' }], ['z', { ctrlKey: true }, { do: 'undo' }], ['Z', { metaKey: true, shiftKey: true }, { do: 'redo' }],
    ['[', {}, { do: 'size', by: -1 }], [']', {}, { do: 'size', by: 1 }], ['{', { shiftKey: true }, { do: 'softness', by: 1 }], ['}', { shiftKey: true }, { do: 'softness', by: -1 }],
    // A German layout: the keys where brackets are elsewhere, and brackets with AltGr.
    ['ü', { code: 'BracketLeft' }, { do: 'size', by: -1 }], [']', { ctrlKey: true, altKey: true, code: 'Digit9' }, { do: 'size', by: 1 }],
    ['Escape', {}, { do: 'escape' }],
  ] as const)('%s %o', (key, more, command) => {
    expect(maskCommand(press(key, more), true)).toEqual(command)
    expect(maskCommand(press(key, more), false)).toEqual(command)
  })
  it('arrows, Space, Enter and Backspace belong to the picture alone, so that sliders and buttons keep theirs', () => {
    for (const key of ['ArrowLeft', 'ArrowUp', ' ', 'Enter', 'Backspace']) {
      expect(maskCommand(press(key), true)).not.toBeNull()
      expect(maskCommand(press(key), false)).toBeNull()
    }
    expect(maskCommand(press('ArrowRight', { shiftKey: true }), true)).toEqual({ do: 'move', dx: 1, dy: 0, far: true })
  })
  it.each([['Enter', { ctrlKey: true }], ['.', { ctrlKey: true }], ['1', { altKey: true }], ['a', { ctrlKey: true }], ['?', {}], ['i', { altKey: true }], ['b', { isComposing: true }], ['Tab', {}]])('%s %o is left to the window', (key, more) => {
    expect(maskCommand(press(key, more), true)).toBeNull()
  })
})

describe('view', () => {
  const extent = { width: 4000, height: 3000 }, stage = { width: 328, height: 246 }
  it('fits the whole picture, in the middle where the stage has another shape', () => {
    expect(fitView(extent, stage)).toEqual({ scale: 0.082, x: 0, y: 0 })
    expect(fitView({ width: 900, height: 1600 }, { width: 328, height: 340 })).toEqual({ scale: 0.2125, x: (328 - 191.25) / 2, y: 0 })
  })
  it('zooms about a point, which stays, and never shows a gap', () => {
    const fit = fitView(extent, stage)
    const before = toSource(fit, 200, 100), near = zoomView(fit, 4, 200, 100, extent, stage), after = toSource(near, 200, 100)
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 6), expect.closeTo(before.y, 6)])
    expect(zoomView(near, 0.01, 10, 10, extent, stage)).toEqual(fit)
    expect(zoomView(near, 1e6, 10, 10, extent, stage).scale).toBe(8)
    const far = panView(near, 9999, 9999, extent, stage)
    expect([far.x, far.y]).toEqual([0, 0])
    const other = panView(near, -9999, -9999, extent, stage)
    expect([other.x, other.y]).toEqual([expect.closeTo(328 - 4000 * near.scale, 6), expect.closeTo(246 - 3000 * near.scale, 6)])
  })
  it('zooms to a mask with its surroundings; a point off the stage comes into view', () => {
    const view = viewOn({ x: 1000, y: 800, width: 400, height: 200 }, extent, stage)
    expect(toSource(view, 164, 123)).toEqual({ x: expect.closeTo(1200, 6), y: expect.closeTo(900, 6) })
    expect(400 * view.scale).toBeCloseTo(328 / 1.5)
    expect(viewOn({ x: 0, y: 0, ...extent }, extent, stage)).toEqual(fitView(extent, stage))
    const moved = viewWith(view, 2000, 900, 24, extent, stage)
    expect(2000 * moved.scale + moved.x).toBeCloseTo(304)
    expect(viewWith(view, 1200, 900, 24, extent, stage)).toBe(view)
    expect(sameView(view, { ...view, x: view.x + 0.2 })).toBe(true)
    expect(sameView(view, moved)).toBe(false)
  })
})

describe('sides of the context', () => {
  const box = { x: 100, y: 100, width: 200, height: 150 }
  it.each([[101, 180, 'left'], [298, 170, 'right'], [205, 96, 'top'], [200, 253, 'bottom'], [101, 220, null], [102, 101, null], [200, 180, null], [90, 180, null], [200, 30, null]])('are held by the grip in their middle: at %s, %s %s', (x, y, side) => {
    expect(sideAt(box, x, y)).toBe(side)
  })
  it('a box too small for grips has none', () => {
    expect(sideAt({ x: 100, y: 100, width: 200, height: 12 }, 100, 106)).toBeNull()
    expect(sideAt({ x: 100, y: 100, width: 200, height: 12 }, 200, 100)).toBe('top')
  })
  const mask = { x: 180, y: 150, width: 40, height: 40 }, extent = { width: 1000, height: 800 }
  it('dragged outward asks for more context, inward for less, within 0.5 to 4', () => {
    expect(draggedRatio('left', 80, box, mask, 1, extent)).toBe(2)
    expect(draggedRatio('left', 0, box, mask, 1.5, extent)).toBe(1.5)
    expect(draggedRatio('bottom', -30, box, mask, 1, extent)).toBe(0.5)
    expect(draggedRatio('right', 5000, box, mask, 1, extent)).toBe(4)
    expect(draggedRatio('right', -5000, box, mask, 1, extent)).toBe(0.5)
  })
  it('a side at the edge of the picture does not jump: the widest other side tells the scale', () => {
    const cut = { x: 0, y: 100, width: 300, height: 150 }, near = { x: 2, y: 150, width: 40, height: 40 }
    expect(draggedRatio('left', -10, cut, near, 1, extent)).toBeCloseTo(1 - 10 / 258)
  })
})

describe('the right button', () => {
  const extent = { width: 1000, height: 800 }, stage = { width: 500, height: 400 }
  function handsOn(tool: 'brush' | 'lasso') {
    const model = createMaskModel(extent), rings: (Marks['ring'])[] = []
    let tools: MaskTools = { ...firstMaskTools(extent), tool, sizePx: 100, softness: 20 }
    const hands = createHands(() => ({
      model, extent, tools, view: fitView(extent, stage), stage, context: null, picture: () => null, setView: () => undefined, onTools: (change) => { tools = { ...tools, ...change } },
      onContext: () => undefined, say: () => undefined, sayShare: () => undefined, draw: ({ ring }) => void rings.push(ring),
    }))
    return { hands, model, rings, tools: () => tools, press: { x: 200, y: 200, pressure: null, button: 2, erase: false, straight: false } }
  }
  it('dragged sets size and softness where it was pressed, and paints nothing', () => {
    const { hands, model, rings, tools, press } = handsOn('brush')
    expect(hands.down(press)).toBe(true)
    hands.move([{ x: 220, y: 180, pressure: null }])
    expect(tools()).toMatchObject({ sizePx: 180, softness: 30 })
    hands.draw()
    expect(rings[rings.length - 1]).toMatchObject({ x: 200, y: 200, radius: 45 })
    hands.move([{ x: -900, y: 900, pressure: null }])
    expect(tools()).toMatchObject({ sizePx: 1, softness: 0 })
    hands.up()
    expect(model.pixels).toBe(0)
  })
  it('sets nothing when it is not pressed; Alt shows that the brush takes away', () => {
    const { hands, rings } = handsOn('brush')
    for (const erase of [false, true]) hands.move([{ x: 90, y: 90, pressure: null, erase }])
    expect(rings.map((ring) => ring?.erase)).toEqual([false, true])
  })
  it('is let go by Escape as it was, and has no use with the lasso', () => {
    const { hands, tools, press } = handsOn('brush')
    hands.down(press)
    hands.move([{ x: 260, y: 200, pressure: null }])
    expect(hands.command({ do: 'escape' })).toBe(true)
    expect(tools().sizePx).toBe(100)
    expect(handsOn('lasso').hands.down(press)).toBe(false)
  })
})

describe('tools', () => {
  it('begin with a brush that suits the picture, and step by about a fifth', () => {
    expect(firstMaskTools({ width: 4000, height: 3000 })).toMatchObject({ tool: 'brush', sizePx: 300, shown: true })
    expect(firstMaskTools({ width: 60, height: 20 }).sizePx).toBe(8)
    const extent = { width: 1000, height: 800 }
    expect([steppedSize(100, 1, extent), steppedSize(100, -1, extent), steppedSize(1, -1, extent), steppedSize(1, 1, extent), steppedSize(2, -1, extent)]).toEqual([120, 83, 1, 2, 1])
    expect(steppedSize(490, 1, extent)).toBe(largestBrush(extent))
    expect([steppedSoftness(95, 1), steppedSoftness(20, 1), steppedSoftness(5, -1)]).toEqual([100, 30, 0])
  })
})
