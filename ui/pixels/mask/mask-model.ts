// The mask that is being drawn: coverage in source px, strokes and shapes into it, and the way back. Pure: no DOM.
import { areaOf, type Bounds, type Extent } from '../../../src/shared/geometry'
import type { Pixels } from '../in-place/pixels'
import { drawLine, lineBox, type Dab } from './brush'
import { enlargeRegion, enlargedBox, findRegion } from './colour-region'
import { createMaskMeasure, type MaskSize } from './mask-measure'
import { polygonBox, scanPolygon, type Point, type Span } from './polygon'
import { createTileHistory } from './tile-history'
import { unite } from './tiles'

export type Stroke = {
  erase: boolean
  radiusPx: number
  /** Share of the radius over which the edge fades, 0 to 1. */
  softness: number
}
export type MaskListener = (dirty: Bounds) => void
export type WandOptions = {
  /** 0 to 100. */
  tolerance: number
  erase?: boolean
  /** Only what hangs together with the pressed pixel. Default true. */
  contiguous?: boolean
}

export type MaskModel = {
  readonly extent: Extent
  /** One byte per source px, row-major, 0 = keep, 255 = change. Changes in place. */
  readonly coverage: Uint8Array
  /** Of what is marked: at least a tenth covered, as prepareMask has it. */
  readonly bounds: Bounds | null
  readonly pixels: number
  /** Of what is not wholly marked: what changes where the marked thing is kept. */
  readonly rest: MaskSize
  /** Rises with every change of the coverage. */
  readonly version: number
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** A stroke has begun and not ended. */
  readonly painting: boolean
  /** The ground was changed by hand since it was set, and not all of it was taken back. */
  readonly edited: boolean
  begin(stroke: Stroke): void
  /** Source px. `radiusPx`: a pen's pressure. Without a begun stroke nothing happens. */
  extend(x: number, y: number, radiusPx?: number): void
  end(): void
  /** A closed outline. Fewer than three points are nothing. */
  fillPolygon(points: readonly Point[], options?: { erase?: boolean }): void
  /** Marks the colour region at a point (source px) of `picture`, the source at any size. */
  wand(x: number, y: number, options: WandOptions, picture: Pixels): void
  invert(): void
  clear(): void
  /** False when there is nothing to take back, or to do again. */
  undo(): boolean
  redo(): boolean
  /** A new ground, for example from shapes: replaces everything, and no step leads back past it. Null: nothing is marked. */
  setBase(coverage: Uint8Array | null): void
  /** Called at once after each change, with the box that may have changed, and when a stroke has ended (`painting` is false then). Gives the way to stop. */
  subscribe(listener: MaskListener): () => void
}

/** For steps back and forth. */
const mostHistoryBytes = 64 * 2 ** 20

/** `base` has one byte per px and is copied. */
export function createMaskModel(extent: Extent, base?: Uint8Array): MaskModel {
  const { width, height } = extent
  const whole: Bounds = { x: 0, y: 0, width, height }
  // Whole words, for inverting.
  const words = new Uint32Array(Math.ceil(areaOf(extent) / 4)), coverage = new Uint8Array(words.buffer, 0, areaOf(extent))
  /** `value` where all pixels have it now. */
  const measure = (dirty: Bounds, value?: number): void => {
    for (const one of [size, rest]) {
      if (value === undefined) one.touch(dirty)
      else one.fill(value)
    }
  }
  const history = createTileHistory(coverage, extent, mostHistoryBytes, () => {
    for (let i = 0; i < words.length; i++) words[i] = ~words[i]!
  })
  const size = createMaskMeasure(coverage, extent, false), rest = createMaskMeasure(coverage, extent, true)
  if (base) {
    coverage.set(base)
    measure(whole)
  }
  const listeners = new Set<MaskListener>()
  let version = 0, steps = 0, stroke: Stroke | null = null, last: Dab | null = null
  /** What the eraser's stroke has taken so far, and where. */
  let lifted: Uint8Array | null = null, liftedBox: Bounds | null = null

  const tell = (dirty: Bounds): void => {
    for (const listener of [...listeners]) listener(dirty)
  }
  const changed = (dirty: Bounds, value?: number): void => {
    version++
    measure(dirty, value)
    tell(dirty)
  }
  const commit = (): boolean => {
    const stepped = history.commit()
    if (stepped) steps++
    return stepped
  }
  /** One whole step. */
  const change = (box: Bounds | null, draw: (box: Bounds) => void, value?: number): void => {
    model.end()
    if (!box || box.width <= 0 || box.height <= 0) return
    history.keep(box)
    draw(box)
    if (commit()) changed(box, value)
  }
  /** What is taken away where it was marked before leaves no rim. */
  const put = (erase: boolean): Span => (y, from, to, value) => {
    const start = y * width + from, end = y * width + to
    if (value === 255) coverage.fill(erase ? 0 : 255, start, end)
    else if (erase) for (let i = start; i < end; i++) coverage[i] = Math.max(0, coverage[i]! - value)
    else for (let i = start; i < end; i++) if (value > coverage[i]!) coverage[i] = value
  }
  /** Long lines in pieces, so that their boxes stay small. */
  const line = (from: Dab, to: Dab, brush: Stroke): void => {
    const pieces = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / Math.max(64, from.radiusPx + to.radiusPx)))
    const at = (t: number): Dab => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t, radiusPx: from.radiusPx + (to.radiusPx - from.radiusPx) * t })
    for (let piece = 0; piece < pieces; piece++) {
      const a = at(piece / pieces), b = at((piece + 1) / pieces), box = lineBox(a, b, extent)
      if (box.width <= 0 || box.height <= 0) continue
      history.keep(box)
      if (brush.erase) {
        lifted ??= new Uint8Array(areaOf(extent))
        liftedBox = unite(liftedBox, box)
      }
      drawLine(coverage, extent, a, b, brush.softness, brush.erase ? lifted : null)
      changed(box)
    }
  }
  const settle = (): void => {
    if (lifted && liftedBox) for (let y = liftedBox.y; y < liftedBox.y + liftedBox.height; y++) lifted.fill(0, y * width + liftedBox.x, y * width + liftedBox.x + liftedBox.width)
    liftedBox = null
    stroke = null
    last = null
  }
  const back = (box: Bounds | null, by: number): boolean => {
    if (!box) return false
    steps += by
    changed(box)
    return true
  }

  const model: MaskModel = {
    extent: { width, height },
    coverage,
    get bounds() { return size.read().bounds },
    get pixels() { return size.read().pixels },
    get rest() { return rest.read() },
    get version() { return version },
    get canUndo() { return history.canUndo },
    get canRedo() { return history.canRedo },
    get painting() { return stroke !== null },
    get edited() { return steps > 0 },
    begin(next) {
      model.end()
      stroke = next
    },
    extend(x, y, radiusPx) {
      if (!stroke) return
      const dab: Dab = { x, y, radiusPx: radiusPx ?? stroke.radiusPx }
      line(last ?? dab, dab, stroke)
      // A line that grows thicker does not hold its last dab.
      if (last && last.radiusPx < dab.radiusPx) line(dab, dab, stroke)
      last = dab
    },
    end() {
      if (!stroke) return
      const at = last && lineBox(last, last, extent)
      settle()
      if (commit() && at) tell(at)
    },
    fillPolygon(points, { erase = false } = {}) {
      if (points.length >= 3) change(polygonBox(points, extent), (box) => scanPolygon(points, box, put(erase)))
    },
    wand(x, y, { tolerance, erase = false, contiguous = true }, picture) {
      const column = Math.floor((x * picture.width) / width), row = Math.floor((y * picture.height) / height)
      if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) return
      const region = findRegion(picture, column, row, tolerance, contiguous)
      change(enlargedBox(region, extent), () => enlargeRegion(region, extent, put(erase)))
    },
    invert() {
      model.end()
      history.invert()
      steps++
      changed(whole)
    },
    clear: () => change(whole, () => coverage.fill(0), 0),
    undo() {
      model.end()
      return back(history.undo(), -1)
    },
    redo() {
      model.end()
      return back(history.redo(), 1)
    },
    setBase(next) {
      settle()
      history.forget()
      steps = 0
      if (next) coverage.set(next)
      else coverage.fill(0)
      changed(whole, next ? undefined : 0)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return model
}
