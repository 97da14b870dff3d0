import { describe, expect, it } from 'vitest'
import { atOnce } from '../../../../ui/pixels/at-once'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { decodePicture } from '../../../../ui/pixels/codec'
import { finishEdit } from '../../../../ui/pixels/in-place/finish-edit'
import { makePixels, type Pixels } from '../../../../ui/pixels/in-place/pixels'
import { planEdit, type EditPlan } from '../../../../ui/pixels/in-place/plan-edit'
import { prepareEdit } from '../../../../ui/pixels/in-place/prepare-edit'
import { runWork, type EncodedEdit, type EncodedRequest, type Preview, type WorkOrder, type WorkResult } from '../../../../ui/pixels/in-place/work-order'
import { fakeAnswer } from '../../../support/fake-model'
import { nodeRaster } from '../../../support/node-raster'
import { ellipse, texture } from './scenes'

const rule: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 20_000, maxPixels: 12_000_000, maxEdgePx: 4096, maxRatio: 3 }
const box = { x: 60, y: 50, width: 60, height: 50 }

async function run<T extends WorkResult>(order: WorkOrder): Promise<T> {
  const steps = runWork(order, { raster: nodeRaster, held: null })
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value as T
  }
}

function edit(source: Pixels) {
  const { width, height } = source, mask = ellipse(width, height, box)
  const plan = planEdit({ sourceExtent: { width, height }, maskBounds: box, rule, intent: 'replace' }) as EditPlan
  const { image, requestMask } = atOnce(prepareEdit(source, mask, plan))
  const { answer } = fakeAnswer(image, requestMask, { shift: [2, -1], gain: [1.03, 0.98, 1], offset: [-3, 2, 4] })
  return { source, mask, plan, answer, image }
}

/** Largest level difference between `wanted` and `patch` drawn over `source` at its box. */
function overError(source: Pixels, patch: Pixels, at: { x: number; y: number }, wanted: Pixels): number {
  let most = 0
  const over = { ...source, data: source.data.slice() }
  for (let y = 0; y < patch.height; y++) {
    for (let x = 0; x < patch.width; x++) {
      const from = (y * patch.width + x) * 4, to = ((at.y + y) * source.width + at.x + x) * 4
      const a = patch.data[from + 3]! / 255, b = source.data[to + 3]! / 255, out = a + b * (1 - a)
      if (out === 0) continue
      for (let c = 0; c < 3; c++) over.data[to + c] = Math.round((patch.data[from + c]! * a + source.data[to + c]! * b * (1 - a)) / out)
      over.data[to + 3] = Math.round(out * 255)
    }
  }
  for (let i = 0; i < over.data.length; i++) if (over.data[i | 3] !== 0) most = Math.max(most, Math.abs(over.data[i]! - wanted.data[i]!))
  return most
}

describe('finish', { timeout: 30_000 }, () => {
  it('encodes the very picture that the edit makes', async () => {
    const given = edit(texture(240, 200))
    const { picture, changed, report, differences } = await run<EncodedEdit>({ kind: 'finish', ...given, options: {} })
    const plain = finishEdit(given.source, given.mask, given.plan, given.answer)
    expect(Buffer.from((await decodePicture(picture!.bytes)).data).equals(Buffer.from(plain.result.data))).toBe(true)
    expect([changed, report.changedOutside]).toEqual([plain.changed, 0])
    const map = await decodePicture(differences!.bytes)
    expect([map.width, map.height]).toEqual([240, 200])
    let outside = 0
    for (let i = 0; i < map.data.length; i += 4) {
      const x = (i >> 2) % 240, y = Math.floor((i >> 2) / 240)
      if (x < changed.x || y < changed.y || x >= changed.x + changed.width || y >= changed.y + changed.height) outside += map.data[i]!
    }
    expect(outside).toBe(0)
    expect(map.data.some((value, i) => i % 4 === 0 && value > 100)).toBe(true)
  })
  it('makes a patch that gives the same picture within a level when it lies over the source', async () => {
    const given = edit(texture(240, 200))
    const { picture, changed, report } = await run<EncodedEdit>({ kind: 'finish', ...given, options: { form: 'patch' } })
    const patch = await decodePicture(picture!.bytes)
    expect([patch.width, patch.height]).toEqual([changed.width, changed.height])
    expect(overError(given.source, patch, changed, finishEdit(given.source, given.mask, given.plan, given.answer).result)).toBeLessThanOrEqual(1)
    expect(report.warnings.map(({ code }) => code)).not.toContain('see-through')
    expect(new Set(patch.data.filter((_, i) => i % 4 === 3)).size).toBeGreaterThan(20) // a soft edge
  })
  it('also where a transparent part is filled; and says when a layer cannot do it', async () => {
    const source = texture(240, 200)
    for (let i = 0; i < 240 * 200; i++) if (i % 240 > 40 && i % 240 < 140) source.data[i * 4 + 3] = 0
    const filled = edit(source), made = await run<EncodedEdit>({ kind: 'finish', ...filled, options: { form: 'patch' } })
    const wanted = finishEdit(filled.source, filled.mask, filled.plan, filled.answer).result
    expect(overError(source, await decodePicture(made.picture!.bytes), made.changed, wanted)).toBeLessThanOrEqual(2)
    for (let i = 0; i < 240 * 200; i++) source.data[i * 4 + 3] = 180
    const veiled = await run<EncodedEdit>({ kind: 'finish', ...edit(source), options: { form: 'patch' } })
    expect(veiled.report.warnings.map(({ code }) => code)).toContain('see-through')
  })
  it('encodes nothing when nothing changed', async () => {
    const given = edit(texture(240, 200))
    const refused = await run<EncodedEdit>({ kind: 'finish', ...given, answer: fakeAnswer(given.image, makePixels(given.image.width, given.image.height), { shift: [50, 0], paint: null }).answer, options: {} })
    expect([refused.picture, refused.differences, refused.report.reframed]).toEqual([null, null, true])
  })
})

/** EXIF orientation 6: stored lying on its side. */
const lying = (jpeg: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, ...jpeg.subarray(2)])

describe('a photo that is stored lying on its side', () => {
  it.each([['upright', 80, 120], ['as it is stored', 120, 80]])('opens %s where Figma counts it so', async (_, width, height) => {
    const bytes = lying(await nodeRaster.encodeJpeg(texture(120, 80), 0.9))
    const { preview } = await run<Preview>({ kind: 'preview', source: { key: 'a', bytes, mime: 'image/jpeg', extent: { width, height } }, longestPx: 400 })
    expect([preview.width, preview.height]).toEqual([width, height])
  })
})

describe('prepare', () => {
  it('sends a JPEG where a PNG would be larger than services take', async () => {
    const source = makePixels(4000, 2016).data.fill(255)
    const given = { source: { width: 4000, height: 2016, data: source }, mask: new Uint8Array(4000 * 2016).fill(255, 8_000, 8_100) }
    const plan: EditPlan = { crop: { x: 0, y: 0, width: 4000, height: 2016 }, request: { width: 4000, height: 2016 }, scale: 1, source: { width: 4000, height: 2016 }, intent: 'fill', kappa: 1, requestGrowPx: 4, reachPx: 8, mask: { x: 0, y: 2, width: 100, height: 1 }, support: { x: 0, y: 0, width: 108, height: 11 }, paddedShare: 0 }
    const { image, requestMask } = await run<EncodedRequest>({ kind: 'prepare', ...given, plan, options: {} })
    expect([image.mime, requestMask.mime]).toEqual(['image/jpeg', 'image/png'])
    expect(requestMask.bytes.length).toBeLessThan(100_000)
  }, 20_000)
})
