import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../../../ui/pixels/codec'
import type { Pixels } from '../../../../ui/pixels/in-place/pixels'
import { planCrop } from '../../../../ui/pixels/in-place/plan-crop'
import { encodePngSteps } from '../../../../ui/pixels/png/encode-png'
import { runWork, type EncodedUpscale, type EncodedWhole, type WorkOrder, type WorkResult } from '../../../../ui/pixels/in-place/work-order'
import { nodeRaster } from '../../../support/node-raster'
import { texture } from '../in-place/scenes'

async function run<T extends WorkResult>(order: WorkOrder): Promise<T> {
  const steps = runWork(order, { raster: nodeRaster, held: null })
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value as T
  }
}
function png(pixels: Pixels): Uint8Array<ArrayBuffer> {
  const steps = encodePngSteps(pixels)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
const twice = { box: { x: 0, y: 0, width: 60, height: 40 }, extent: { width: 120, height: 80 } }
const seeThrough = (): Pixels => {
  const source = texture(60, 40)
  for (let i = 0; i < 60 * 40; i++) source.data[i * 4 + 3] = i % 60 < 20 ? 0 : i % 60 < 40 ? 128 : 255
  return source
}

describe('an upscale in the pixel worker', () => {
  it('gives the larger picture, or a tile of it, as PNG', async () => {
    const whole = await decodePicture((await run<EncodedUpscale>({ kind: 'upscale', source: texture(60, 40), scaling: twice })).upscaled.bytes)
    expect([whole.width, whole.height]).toEqual([120, 80])
    const tile = await decodePicture((await run<EncodedUpscale>({ kind: 'upscale', source: texture(60, 40), scaling: twice, part: { x: 60, y: 0, width: 60, height: 80 } })).upscaled.bytes)
    expect([...tile.data.subarray(0, 240)]).toEqual([...whole.data.subarray(240, 480)])
  })
  it('lays no tiles over what is see-through, and keeps that in one picture', async () => {
    await expect(run({ kind: 'upscale', source: seeThrough(), scaling: twice, part: { x: 0, y: 0, width: 60, height: 80 } })).rejects.toMatchObject({ code: 'selection.unsupported' })
    const { data } = await decodePicture((await run<EncodedUpscale>({ kind: 'upscale', source: seeThrough(), scaling: twice })).upscaled.bytes)
    expect([data[3], data[60 * 4 + 3], data[119 * 4 + 3]]).toEqual([0, 128, 255])
  })
  it('lets a model draw the larger picture: its answer takes that size, and the alpha stays', async () => {
    const source = { key: 'twice', bytes: png(seeThrough()), mime: 'image/png', enlarged: twice }, plan = planCrop(twice.extent, { x: 0, y: 0, ...twice.extent }, 0, { kind: 'free', multipleOf: 1, minPixels: 1, maxPixels: 1e6, maxEdgePx: 4096, maxRatio: 8 }, 1e6)!
    const drawn = texture(120, 80), { picture } = await run<EncodedWhole>({ kind: 'finish-whole', source, plan, answer: drawn })
    const { width, height, data } = await decodePicture(picture.bytes)
    expect([width, height]).toEqual([120, 80])
    expect([data[3], data[60 * 4 + 3], data[119 * 4 + 3]]).toEqual([0, 128, 255])
  })
})
