import { describe, expect, it } from 'vitest'
import type { CutWay, EncodedCutOut } from '../../../../ui/pixels/cut-out/cut-out-order'
import { groundOf } from '../../../../ui/pixels/cut-out/ground'
import { makePixels, type Pixels } from '../../../../ui/pixels/in-place/pixels'
import { planCrop } from '../../../../ui/pixels/in-place/plan-crop'
import { runWork, type WorkOrder } from '../../../../ui/pixels/in-place/work-order'
import { decodePicture } from '../../../../ui/pixels/codec'
import { composedPictures, randomOf, type Composed } from '../../../bench/finish/composed'
import { cutError, thresholdCut } from '../../../bench/finish/measure'
import { nodeRaster } from '../../../support/node-raster'

type Cut = { pixels: Pixels; cut: EncodedCutOut['cut'] }
async function cut(source: Pixels, way: CutWay, more: Partial<Extract<WorkOrder, { kind: 'cut-out' }>> = {}): Promise<Cut> {
  const before = source.data.slice(), steps = runWork({ kind: 'cut-out', source, way, ...more }, { raster: nodeRaster, held: null })
  for (;;) {
    const step = await steps.next()
    if (!step.done) continue
    const made = step.value as EncodedCutOut
    expect(source.data, 'the source is not written to').toEqual(before)
    return { pixels: await decodePicture(made.picture.bytes, made.picture.mime, nodeRaster), cut: made.cut }
  }
}
const key = (source: Pixels, holes = true): Promise<Cut> => cut(source, { by: 'key', holes })
const failure = async (work: Promise<unknown>): Promise<{ code?: string; message?: string }> => work.then(() => ({}), (error: { code: string; message: string }) => error)

/** Truth of every pixel within `px` of (x, y) passes. */
function allAround({ alpha, picture: { width, height } }: Composed, i: number, px: number, test: (value: number) => boolean): boolean {
  const x = i % width, y = (i - x) / width
  for (let dy = -px; dy <= px; dy++) for (let dx = -px; dx <= px; dx++) if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height && !test(alpha[i + dy * width + dx]!)) return false
  return true
}
function filled(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Pixels {
  const out = makePixels(width, height)
  for (let i = 0; i < width * height; i++) out.data.set([...colour(i % width, Math.floor(i / width)), 255].slice(0, 4), i * 4)
  return out
}

describe.each(composedPictures(360).map((one) => [one.name, one] as const))('the key on %s', { timeout: 30_000 }, (_name, one) => {
  it('is nothing outside, whole inside, and keeps the bytes of what is whole', async () => {
    const { pixels: { data }, cut: { changedWhole, kept } } = await key(one.picture)
    let outside = 0, inside = 0
    for (let i = 0; i < one.alpha.length; i++) {
      const alpha = data[i * 4 + 3]!
      if (alpha === 255) for (let c = 0; c < 3; c++) if (data[i * 4 + c] !== one.picture.data[i * 4 + c]) throw new Error(`pixel ${i} is whole and was changed`)
      if (alpha === 0 && data[i * 4]! + data[i * 4 + 1]! + data[i * 4 + 2]! > 0) throw new Error(`pixel ${i} is gone and has a colour`)
      if (alpha > 0 && allAround(one, i, 2, (truth) => truth === 0)) outside += 1
      if (alpha < 255 && allAround(one, i, 2, (truth) => truth === 1)) inside += 1
    }
    expect(outside).toBe(0)
    // Where a stripe of the subject is nearly of the background's colour, or between hairs, a few may be taken for an edge.
    expect(inside / one.alpha.length).toBeLessThan(0.001)
    expect(changedWhole).toBe(0)
    expect(kept).toBeCloseTo(one.alpha.reduce((sum, value) => sum + value, 0) / one.alpha.length, 1)
  })
  it('has softer edges and less of the background in them than a threshold', async () => {
    const own = cutError((await key(one.picture)).pixels, one), naive = cutError(thresholdCut(one.picture), one)
    expect(own.alpha).toBeLessThan(naive.alpha)
    expect(own.softAlpha).toBeLessThan(0.6 * naive.softAlpha)
    expect(own.spill).toBeLessThan(0.6 * naive.spill)
  })
})

describe('the background', () => {
  const ring = filled(200, 160, (x, y) => { const r = Math.hypot(x - 100, y - 80); return r > 30 && r < 60 ? [180, 30, 40] : [230, 232, 236] })
  it('goes from what it encloses, too, unless that is to stay', async () => {
    const middle = (80 * 200 + 100) * 4 + 3
    expect((await key(ring)).pixels.data[middle]).toBe(0)
    expect((await key(ring, false)).pixels.data[middle]).toBe(255)
  })
  it('as a layer is only the box of what stays, where it lies', async () => {
    const { pixels, cut: { box } } = await cut(ring, { by: 'key', holes: true }, { form: 'patch' })
    expect(box).toEqual({ x: 41, y: 21, width: 119, height: 119 })
    expect([pixels.width, pixels.height]).toEqual([119, 119])
  })
  it('that is not plain is refused with the next step', async () => {
    const random = randomOf(5), noisy = filled(160, 120, () => [255 * random(), 255 * random(), 255 * random()])
    const halves = filled(160, 120, (_x, y) => (y < 60 ? [40, 120, 220] : [90, 70, 30]))
    for (const busy of [noisy, halves]) {
      expect(groundOf(busy).kind).toBe('busy')
      expect(await failure(key(busy))).toMatchObject({ code: 'request.invalid', message: 'The background is not plain enough to cut out on this device.', hint: 'Choose a model, or mark what stays.' })
    }
  })
  it('that is all there is leaves nothing to keep', async () => expect(await failure(key(filled(80, 60, () => [10, 200, 90])))).toMatchObject({ code: 'mask.empty' }))
  it('that is transparent already is told apart', () => expect(groundOf(makePixels(60, 60)).kind).toBe('clear'))
})

describe('a cut by marks', () => {
  const source = filled(120, 90, (x) => { const share = Math.min(1, Math.max(0, (x - 55) / 10)); return [20 + 200 * share, 60, 220 - 200 * share] })
  const marks = Uint8Array.from({ length: 120 * 90 }, (_, i) => Math.round(255 * Math.min(1, Math.max(0, ((i % 120) - 55) / 10))))
  it('has the marks as its alpha, and no blue of the background in its edge', async () => {
    const { pixels: { data } } = await cut(source, { by: 'marks' }, { marks: marks.slice() })
    for (let x = 0; x < 120; x++) expect(data[x * 4 + 3]).toBe(marks[x])
    const edge = (120 * 40 + 59) * 4
    expect(source.data[edge + 2]).toBeGreaterThan(100)
    for (const [c, own] of [220, 60, 20].entries()) expect(Math.abs(data[edge + c]! - own), `channel ${c}: ${data[edge + c]}`).toBeLessThan(12)
  })
  it('without a mark keeps nothing and says so', async () => expect(await failure(cut(source, { by: 'marks' }, { marks: new Uint8Array(120 * 90) }))).toMatchObject({ code: 'mask.empty' }))
})

describe('a cut by a model’s answer', { timeout: 30_000 }, () => {
  const [one] = composedPictures(360), source = one!.picture, { width, height } = source
  const plan = planCrop({ width, height }, { x: 0, y: 0, width, height }, 0, { kind: 'free', multipleOf: 1, minPixels: 1, maxPixels: 4e6, maxEdgePx: 4096, maxRatio: 20 })!
  /** The subject as a model sends it back: moved, other colours, its alpha. */
  const answered = (dx: number, dy: number): Pixels => {
    const out = makePixels(width, height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = Math.min(height - 1, Math.max(0, y - dy)) * width + Math.min(width - 1, Math.max(0, x - dx)), to = (y * width + x) * 4
        for (let c = 0; c < 3; c++) out.data[to + c] = source.data[from * 4 + c]! * 0.95 + 6
        out.data[to + 3] = Math.round(255 * one!.alpha[from]!)
      }
    }
    return out
  }
  it('takes its alpha only, put back to where the subject is', async () => {
    const { pixels, cut: { alignment, changedWhole } } = await cut(source, { by: 'answer', plan }, { answer: answered(3, -2) })
    expect(changedWhole).toBe(0)
    expect(Math.abs(alignment!.dx - 3)).toBeLessThan(0.3)
    expect(Math.abs(alignment!.dy + 2)).toBeLessThan(0.3)
    expect(cutError(pixels, one!).alpha).toBeLessThan(0.005)
  })
  it('is refused where nothing was cut, where nothing is left, and where the picture was drawn anew elsewhere', async () => {
    expect(await failure(cut(source, { by: 'answer', plan }, { answer: source }))).toMatchObject({ code: 'provider.bad-response', message: 'The answer has no transparent part, so nothing was cut out.' })
    expect(await failure(cut(source, { by: 'answer', plan }, { answer: makePixels(width, height) }))).toMatchObject({ code: 'provider.bad-response' })
    expect(await failure(cut(source, { by: 'answer', plan }, { answer: answered(90, 40) }))).toMatchObject({ code: 'pixels.extent-mismatch' })
  })
})
