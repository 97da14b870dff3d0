import { describe, expect, it } from 'vitest'
import type { Bounds } from '../../../../src/shared/geometry'
import { createMaskModel, type MaskModel } from '../../../../ui/pixels/mask/mask-model'
import { createTileHistory } from '../../../../ui/pixels/mask/tile-history'
import { makePixels } from '../../../../ui/pixels/in-place/pixels'

const areaOf = (mask: MaskModel): number => mask.coverage.reduce((sum, value) => sum + value, 0) / 255
const at = (mask: MaskModel, x: number, y: number): number => mask.coverage[y * mask.extent.width + x]!
const stroke = (mask: MaskModel, points: readonly [number, number][], options: Partial<{ radiusPx: number; softness: number; erase: boolean }> = {}): void => {
  mask.begin({ radiusPx: 10, softness: 0, erase: false, ...options })
  for (const [x, y] of points) mask.extend(x, y)
  mask.end()
}

describe('strokes', () => {
  it.each([[0.5], [3], [24.5], [80]])('a hard dab of radius %s px has the area of its disc', (radiusPx) => {
    const mask = createMaskModel({ width: 200, height: 200 })
    stroke(mask, [[100.3, 99.6]], { radiusPx })
    expect(Math.abs(areaOf(mask) / (Math.PI * radiusPx ** 2) - 1)).toBeLessThan(radiusPx < 1 ? 0.3 : 0.01)
  })
  it('a line is as wide everywhere, in any direction, with round ends', () => {
    const mask = createMaskModel({ width: 300, height: 300 })
    stroke(mask, [[50, 60], [250, 210]], { radiusPx: 20 })
    expect(areaOf(mask)).toBeCloseTo(250 * 40 + Math.PI * 400, -2)
    expect(at(mask, 150, 135)).toBe(255)
    expect(at(mask, 150, 105)).toBe(0)
  })
  it('is the same however many steps the pointer took', () => {
    const once = createMaskModel({ width: 300, height: 120 }), often = createMaskModel({ width: 300, height: 120 })
    stroke(once, [[40, 60], [260, 60]], { softness: 0.7, radiusPx: 30 })
    stroke(often, Array.from({ length: 221 }, (_, i): [number, number] => [40 + i, 60]), { softness: 0.7, radiusPx: 30 })
    const most = once.coverage.reduce((found, value, i) => Math.max(found, Math.abs(value - often.coverage[i]!)), 0)
    expect(most).toBeLessThanOrEqual(1)
  })
  it('a soft stroke falls off smoothly and does not build up over itself', () => {
    const mask = createMaskModel({ width: 200, height: 200 })
    stroke(mask, [[100, 100]], { radiusPx: 60, softness: 0.5 })
    const before = [at(mask, 110, 100), at(mask, 145, 100), at(mask, 155, 100), at(mask, 161, 100)]
    expect(before[0]).toBe(255)
    expect(before[1]).toBeGreaterThan(before[2]!)
    expect(before[2]).toBeGreaterThan(0)
    expect(before[3]).toBe(0)
    stroke(mask, [[100, 100], [101, 100], [100, 100]], { radiusPx: 60, softness: 0.5 })
    expect(Math.abs(at(mask, 100, 145) - before[1]!)).toBeLessThan(4)
  })
  it('the eraser takes what it covers and leaves the rest', () => {
    const mask = createMaskModel({ width: 100, height: 100 }, new Uint8Array(10_000).fill(255))
    stroke(mask, [[50, 50]], { erase: true, radiusPx: 20 })
    expect(at(mask, 50, 50)).toBe(0)
    expect(at(mask, 75, 50)).toBe(255)
    expect(areaOf(mask)).toBeCloseTo(10_000 - Math.PI * 400, -1)
  })
  it('the same soft stroke erased leaves nothing, and erasing over itself takes no more', () => {
    const mask = createMaskModel({ width: 300, height: 200 }), line: [number, number][] = [[60, 60], [220, 110], [240, 150]]
    stroke(mask, line, { softness: 0.8, radiusPx: 30 })
    stroke(mask, line, { softness: 0.8, radiusPx: 30, erase: true })
    expect(Math.max(...mask.coverage)).toBeLessThanOrEqual(1)
    mask.setBase(new Uint8Array(60_000).fill(255))
    stroke(mask, [[100, 100]], { softness: 0.8, radiusPx: 30, erase: true })
    const once = mask.coverage.slice()
    mask.undo()
    stroke(mask, [[100, 100], [100, 100], [100, 100]], { softness: 0.8, radiusPx: 30, erase: true })
    expect(Buffer.compare(mask.coverage, once)).toBe(0)
  })
  it("follows a pen's pressure", () => {
    const mask = createMaskModel({ width: 300, height: 100 })
    mask.begin({ radiusPx: 10, softness: 0, erase: false })
    mask.extend(50, 50, 5)
    mask.extend(250, 50, 30)
    mask.end()
    const thick = (x: number): number => Array.from({ length: 100 }, (_, y) => at(mask, x, y)).filter((value) => value > 127).length
    expect([thick(60), thick(150), thick(245), thick(275)].map((n) => Math.round(n / 2))).toEqual([6, 18, 30, 16])
  })
  it('stays inside the picture and ignores what is outside', () => {
    const mask = createMaskModel({ width: 50, height: 40 })
    stroke(mask, [[-100, -100], [-60, -90]])
    expect(mask.version).toBe(0)
    stroke(mask, [[-5, 20], [500, 20]], { radiusPx: 8 })
    expect(mask.bounds).toEqual({ x: 0, y: 12, width: 50, height: 16 })
  })
  it('extends without a begun stroke do nothing', () => {
    const mask = createMaskModel({ width: 20, height: 20 })
    mask.extend(10, 10)
    expect(mask.pixels).toBe(0)
  })
})

describe('size', () => {
  it('counts what is marked and what is not, and their boxes, after every kind of change', () => {
    const mask = createMaskModel({ width: 300, height: 201 })
    const told = (least: number, most: number) => {
      let left = 999, top = 999, right = -1, bottom = -1, pixels = 0
      mask.coverage.forEach((value, i) => {
        if (value < least || value > most) return
        const x = i % 300, y = Math.floor(i / 300)
        left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); pixels++
      })
      return { pixels, bounds: pixels ? { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } : null }
    }
    const check = (): void => {
      expect({ pixels: mask.pixels, bounds: mask.bounds }).toEqual(told(26, 255))
      expect(mask.rest).toEqual(told(0, 229))
    }
    check()
    stroke(mask, [[40, 30], [200, 170]], { softness: 0.8, radiusPx: 33 })
    check()
    mask.fillPolygon([{ x: 200, y: 10 }, { x: 299, y: 100 }, { x: 210, y: 60 }])
    check()
    mask.invert()
    check()
    mask.undo()
    check()
    mask.clear()
    check()
    mask.undo()
    check()
    mask.setBase(new Uint8Array(300 * 201).fill(255))
    check()
  })
})

describe('shapes', () => {
  it('a lasso covers exactly the area inside it', () => {
    const mask = createMaskModel({ width: 200, height: 150 })
    const points = [{ x: 20.4, y: 30.7 }, { x: 150.2, y: 12.1 }, { x: 181.9, y: 99.5 }, { x: 77.3, y: 140.6 }]
    mask.fillPolygon(points)
    const exact = Math.abs(points.reduce((sum, p, i) => sum + p.x * points[(i + 1) % 4]!.y - points[(i + 1) % 4]!.x * p.y, 0)) / 2
    expect(Math.abs(areaOf(mask) / exact - 1)).toBeLessThan(0.0005)
    expect(mask.coverage.some((value) => value > 0 && value < 255)).toBe(true)
  })
  it('may leave the picture on every side, cross itself, and erase', () => {
    const mask = createMaskModel({ width: 100, height: 80 })
    mask.fillPolygon([{ x: -50, y: -50 }, { x: 400, y: -50 }, { x: 400, y: 40 }, { x: -50, y: 40 }])
    expect(areaOf(mask)).toBe(4000)
    mask.fillPolygon([{ x: 0, y: 0 }, { x: 100, y: 80 }, { x: 100, y: 0 }, { x: 0, y: 80 }], { erase: true })
    expect([at(mask, 2, 38), at(mask, 98, 38), at(mask, 50, 5)]).toEqual([0, 0, 255])
  })
  it('fewer than three points mark nothing and are no step', () => {
    const mask = createMaskModel({ width: 100, height: 80 })
    mask.fillPolygon([{ x: 0, y: 0 }, { x: 90, y: 70 }])
    mask.fillPolygon([{ x: 10, y: 10 }, { x: 90, y: 10 }, { x: 40, y: 10 }])
    expect([mask.pixels, mask.canUndo, mask.version]).toEqual([0, false, 0])
  })
})

describe('colour region', () => {
  /** Grey, with a red disc left and a red disc right, each 40 px across, and a little grain. */
  const picture = makePixels(200, 100)
  for (let y = 0, i = 0; y < 100; y++) {
    for (let x = 0; x < 200; x++, i += 4) {
      const red = Math.hypot(x - 50, y - 50) < 20 || Math.hypot(x - 150, y - 50) < 20, grain = ((x * 7 + y * 13) % 9) - 4
      picture.data.set([...(red ? [190 + grain, 40, 45 + grain] : [128 + grain, 130, 126]), 255], i)
    }
  }
  it.each([[200, 100], [800, 400], [150, 75]])('marks one disc of the picture at %s x %s source px, with a smooth edge', (width, height) => {
    const mask = createMaskModel({ width, height }), k = width / 200
    mask.wand(50 * k, 50 * k, { tolerance: 12 }, picture)
    expect(areaOf(mask) / (Math.PI * 400 * k * k)).toBeGreaterThan(0.97)
    expect(areaOf(mask) / (Math.PI * 400 * k * k)).toBeLessThan(1.03)
    expect(mask.bounds!.x + mask.bounds!.width).toBeLessThan(80 * k)
    const values = new Set(mask.coverage)
    expect(values.size).toBeGreaterThan(20)
    if (width === 800) expect(mask.coverage.filter((value) => value > 0 && value < 255).length).toBeLessThan(3 * Math.PI * 160)
  })
  it('marks both when they need not hang together, and takes one away again', () => {
    const mask = createMaskModel({ width: 200, height: 100 })
    mask.wand(50, 50, { tolerance: 12, contiguous: false }, picture)
    expect(areaOf(mask) / (2 * Math.PI * 400)).toBeCloseTo(1, 1)
    mask.wand(150, 50, { tolerance: 12, erase: true }, picture)
    expect(Math.abs(areaOf(mask) / (Math.PI * 400) - 1)).toBeLessThan(0.03)
    expect(mask.bounds!.x + mask.bounds!.width).toBeLessThan(80)
  })
  it('a higher tolerance marks more; a point beside the picture nothing', () => {
    const mask = createMaskModel({ width: 200, height: 100 })
    mask.wand(50, 50, { tolerance: 60 }, picture)
    expect(mask.pixels).toBe(20_000)
    mask.clear()
    mask.wand(250, 50, { tolerance: 60 }, picture)
    expect(mask.pixels).toBe(0)
  })
})

describe('steps', () => {
  it('come back and go forth exactly, over every kind of change', () => {
    const mask = createMaskModel({ width: 333, height: 222 })
    const looks = [mask.coverage.slice()]
    const steps = [
      () => stroke(mask, [[30, 30], [300, 200]], { softness: 0.6, radiusPx: 30 }), () => mask.fillPolygon([{ x: 10, y: 200 }, { x: 100, y: 90 }, { x: 150, y: 215 }]),
      () => stroke(mask, [[100, 100]], { erase: true, radiusPx: 44 }), () => mask.invert(), () => mask.clear(), () => stroke(mask, [[5, 5], [70, 9]]),
    ]
    for (const step of steps) {
      step()
      looks.push(mask.coverage.slice())
    }
    for (let i = steps.length - 1; i >= 0; i--) {
      expect(mask.undo()).toBe(true)
      expect(Buffer.compare(mask.coverage, looks[i]!)).toBe(0)
    }
    expect([mask.undo(), mask.canUndo, mask.edited]).toEqual([false, false, false])
    for (let i = 1; i <= steps.length; i++) {
      expect(mask.redo()).toBe(true)
      expect(Buffer.compare(mask.coverage, looks[i]!)).toBe(0)
    }
    expect([mask.redo(), mask.canRedo, mask.edited]).toEqual([false, false, true])
  })
  it('a new stroke ends what could be done again; what changed nothing is no step', () => {
    const mask = createMaskModel({ width: 100, height: 100 })
    mask.clear()
    expect(mask.canUndo).toBe(false)
    stroke(mask, [[50, 50]])
    mask.undo()
    expect(mask.canRedo).toBe(true)
    stroke(mask, [[20, 20]])
    expect(mask.canRedo).toBe(false)
    stroke(mask, [[20, 20]], { radiusPx: 3 })
    mask.undo()
    expect(mask.pixels).toBe(0)
  })
  it('a step asked for in the middle of a stroke ends the stroke first', () => {
    const mask = createMaskModel({ width: 100, height: 100 })
    mask.begin({ radiusPx: 9, softness: 0, erase: false })
    mask.extend(50, 50)
    expect(mask.painting).toBe(true)
    mask.undo()
    expect([mask.painting, mask.pixels, mask.canRedo]).toEqual([false, 0, true])
  })
  it('no step leads behind a new ground', () => {
    const mask = createMaskModel({ width: 64, height: 64 }, new Uint8Array(4096).fill(7))
    stroke(mask, [[30, 30]])
    mask.setBase(null)
    expect([mask.undo(), mask.redo(), mask.pixels, mask.edited]).toEqual([false, false, 0, false])
  })
  it('holds no more bytes than allowed, always the last step, and nothing for even tiles', () => {
    const coverage = new Uint8Array(256 * 256), all = { x: 0, y: 0, width: 256, height: 256 }
    const history = createTileHistory(coverage, all, 200_000, () => undefined)
    history.keep(all)
    coverage.fill(255)
    expect(history.commit()).toBe(true)
    expect(history.bytes).toBeLessThan(1000)
    for (let round = 1; round <= 8; round++) {
      history.keep(all)
      coverage.forEach((_, i) => { coverage[i] = i * round })
      expect(history.commit()).toBe(true)
      expect(history.bytes).toBeLessThan(200_000)
    }
    expect([history.undo(), history.undo(), history.undo(), history.undo()]).toEqual([all, all, all, null])
    expect(coverage[7]).toBe(35)
    const small = createTileHistory(coverage, all, 10, () => undefined)
    small.keep(all)
    coverage.fill(1)
    small.commit()
    expect(small.undo()).toEqual(all)
    expect(coverage[7]).toBe(35)
  })
})

describe('listeners', () => {
  it('hear of the box that changed, and of every pixel that did', () => {
    const mask = createMaskModel({ width: 500, height: 400 })
    let before = mask.coverage.slice()
    const boxes: Bounds[] = []
    const stop = mask.subscribe((dirty) => boxes.push(dirty))
    const check = (least: number): void => {
      expect(boxes.length).toBeGreaterThanOrEqual(least)
      const missed = mask.coverage.findIndex((value, i) => {
        const x = i % 500, y = Math.floor(i / 500)
        return value !== before[i] && !boxes.some((box) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height)
      })
      expect(missed).toBe(-1)
      before = mask.coverage.slice()
      boxes.length = 0
    }
    stroke(mask, [[30, 40], [60, 60]])
    expect(boxes.every((box) => box.width < 64 && box.height < 64)).toBe(true)
    check(2)
    stroke(mask, [[10, 390], [490, 10]], { erase: false, radiusPx: 5 })
    check(8)
    mask.undo()
    check(1)
    mask.invert()
    check(1)
    stop()
    mask.invert()
    expect(boxes).toEqual([])
  })
})
