// What `npm run bench:pixels` runs inside Chromium: stages of an in-place edit, each beside a copy of the same bytes.
import pica from 'pica'
import { atOnce } from '../../ui/pixels/at-once'
import { decodePicture, encodePng } from '../../ui/pixels/codec'
import { alignRequest } from '../../ui/pixels/in-place/align-request'
import { distanceTo } from '../../ui/pixels/in-place/distance'
import { finishEdit } from '../../ui/pixels/in-place/finish-edit'
import { prepareMask } from '../../ui/pixels/in-place/intents'
import { layOver } from '../../ui/pixels/in-place/lay-over'
import { makePixels, planesOf, type Pixels } from '../../ui/pixels/in-place/pixels'
import { startPixelWork } from '../../ui/pixels/in-place/pixel-work'
import { isProblem, planEdit, type EditPlan } from '../../ui/pixels/in-place/plan-edit'
import { prepareEdit } from '../../ui/pixels/in-place/prepare-edit'
import { readAnswer } from '../../ui/pixels/in-place/region'
import { resizePlane } from '../../ui/pixels/in-place/resize'
import { rasteriseMasks } from '../../ui/pixels/mask/rasterise-masks'
import { gptImageExtents } from '../../ui/models/gpt-image'
import { identity } from '../../src/shared/geometry'
import code from '../../ui/pixels/in-place/worker.ts?worker'
import { median } from './measure-median'

export type Stage = { what: string; ms: number; megapixels: number; copies: number | null; limit: number | null }
export type RoundTrip = { stages: Record<string, number>; totalMs: number; codecMs: number; longestTaskMs: number; outBytes: number; changedOutside: number }

async function photo(url: string, width: number, height: number): Promise<Pixels> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob()), canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  const pixels = makePixels(width, height)
  pixels.data.set(context.getImageData(0, 0, width, height).data)
  // Grain of a few levels: an enlarged photograph alone packs better than one from a camera.
  for (let i = 0, seed = 1; i < pixels.data.length; i += 4) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    const grain = ((seed >> 16) % 7) - 3
    for (let c = 0; c < 3; c++) pixels.data[i + c] = pixels.data[i + c]! + grain
  }
  return pixels
}

/** 255 inside the ellipse of `share` of the picture, a linear feather of `feather` px around it. */
function ellipse(width: number, height: number, share: number, feather: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(width * height), rx = Math.sqrt((share * width * width) / Math.PI), ry = (rx * height) / width
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const far = (Math.hypot((x - width / 2) / rx, (y - height / 2) / ry) - 1) * Math.min(rx, ry)
      out[i] = far <= 0 ? 255 : far >= feather ? 0 : 255 * (1 - far / feather)
    }
  }
  return out
}

const withAlpha = (pixels: Pixels, alpha: Uint8Array): Pixels => {
  const out = { ...pixels, data: pixels.data.slice() }
  for (let i = 0; i < alpha.length; i++) out.data[i * 4 + 3] = alpha[i]!
  return out
}

async function time(run: () => unknown, rounds = 5): Promise<number> {
  const times: number[] = []
  for (let round = -1; round < rounds; round++) {
    const start = performance.now()
    await run()
    if (round >= 0) times.push(performance.now() - start)
  }
  return median(times)
}

export async function stages(photoUrl: string, tell: (stage: Stage) => void): Promise<void> {
  const edge = 2048, megapixels = (edge * edge) / 1e6
  const below = await photo(photoUrl, edge, edge), scratch = below.data.slice()
  const copy = await time(() => scratch.set(below.data), 15)
  const add = (what: string, ms: number, mp = megapixels, limit: number | null = null): void => tell({ what, ms, megapixels: mp, copies: (ms / mp) / (copy / megapixels), limit })
  add('copy of RGBA (the baseline)', copy)

  const onto = { ...below, data: below.data.slice() }
  const blended = withAlpha(below, ellipse(edge, edge, 0.25, 32)), soft = withAlpha(below, new Uint8Array(edge * edge).fill(128))
  add('masked blend, ellipse of 25 %, feather 32 px', await time(() => layOver(onto, blended, identity), 9), megapixels, 5)
  add('masked blend, all soft', await time(() => layOver(onto, soft, identity), 9), megapixels, 12)

  const planes = planesOf(below), to = { width: 1536, height: 1536 }, whole = { x: 0, y: 0, width: edge, height: edge }
  add('resize to 0.75, three planes', await time(() => planes.map((plane) => resizePlane(plane, whole, to)), 3))
  const resizer = pica({ features: ['js', 'wasm'] }), target = new Uint8Array(to.width * to.height * 4)
  add('pica: resize to 0.75', await time(() => resizer.resizeBuffer({ src: new Uint8Array(below.data), width: edge, height: edge, toWidth: to.width, toHeight: to.height, dest: target }), 3))

  const png = await encodePng(below)
  add('encode PNG', await time(() => encodePng(below), 3))
  add('decode PNG', await time(() => decodePicture(png, 'image/png'), 3))
  const canvas = new OffscreenCanvas(edge, edge)
  canvas.getContext('2d')!.putImageData(new ImageData(below.data, edge, edge), 0, 0)
  add('browser: encode PNG', await time(() => canvas.convertToBlob({ type: 'image/png' }), 3))
  add('browser: decode PNG and read back', await time(async () => {
    const bitmap = await createImageBitmap(new Blob([png])), read = new OffscreenCanvas(edge, edge).getContext('2d')!
    read.drawImage(bitmap, 0, 0)
    return read.getImageData(0, 0, edge, edge)
  }, 3))

  const drawn = ellipse(edge, edge, 0.05, 0), prepared = prepareMask(drawn, below, 'replace')
  const plan = planEdit({ sourceExtent: below, maskBounds: prepared.bounds, maskPixels: prepared.pixels, rule: gptImageExtents, intent: 'replace', maxPixels: 1_100_000 })
  if (isProblem(plan)) throw new Error(plan.message)
  const crop = (plan.request.width * plan.request.height) / 1e6
  const request = atOnce(prepareEdit(below, prepared.coverage, plan)), answer = await answerTo(request.image, plan)
  add('rasterise a mask shape', await time(() => rasteriseMasks([{ width: 512, height: 512, alpha: ellipse(512, 512, 0.7, 2), toSource: [[1.2, 0.3, 600], [-0.3, 1.2, 700]] }], below), 3))
  add('distance transform', await time(() => distanceTo(prepared.coverage, edge, edge), 3))
  add('cut the request', await time(() => atOnce(prepareEdit(below, prepared.coverage, plan)), 3), crop)
  const aligned = atOnce(alignRequest(below, prepared.coverage, plan, answer, undefined))
  add('align', await time(() => atOnce(alignRequest(below, prepared.coverage, plan, answer, undefined)), 3), crop)
  add('resample the answer', await time(() => atOnce(readAnswer(answer, aligned.map, { x: 0, y: 0, width: plan.request.width, height: plan.request.height }, null)), 3), crop)
  add('align, resample, tone, blend, write: all of it', await time(() => finishEdit(below, prepared.coverage, plan, answer), 3), crop)
}

/** The request with something else in its mask, moved, enlarged and tinted a little. */
async function answerTo(image: Pixels, plan: EditPlan): Promise<Pixels> {
  const { width, height } = image, canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d')!
  const source = new OffscreenCanvas(width, height)
  source.getContext('2d')!.putImageData(new ImageData(image.data, width, height), 0, 0)
  context.setTransform(1.006, 0, 0, 1.006, 4, -3)
  context.drawImage(source, 0, 0)
  const x = (plan.mask.x + plan.mask.width / 2 - plan.crop.x) * plan.scale, y = (plan.mask.y + plan.mask.height / 2 - plan.crop.y) * plan.scale
  context.fillStyle = '#2a6fdb'
  context.beginPath()
  context.ellipse(x, y, plan.mask.width * plan.scale * 0.35, plan.mask.height * plan.scale * 0.35, 0, 0, 7)
  context.fill()
  const out = makePixels(width, height)
  out.data.set(context.getImageData(0, 0, width, height).data)
  for (let i = 0; i < out.data.length; i += 4) out.data[i] = out.data[i]! * 1.04 + 3
  return out
}

let source: { bytes: Uint8Array<ArrayBuffer>; coverage: Uint8Array<ArrayBuffer>; plan: EditPlan } | null = null

/** Makes the 4096 px picture, so that the memory it takes is there before the measuring. Its mask asks for a crop of 1 MP. */
export async function makeLarge(photoUrl: string): Promise<{ bytes: number; request: string }> {
  const edge = 4096, bytes = await encodePng(await photo(photoUrl, edge, edge)), coverage = ellipse(edge, edge, 0.0078, 0)
  const prepared = prepareMask(coverage, { width: edge, height: edge }, 'replace')
  const plan = planEdit({ sourceExtent: { width: edge, height: edge }, maskBounds: prepared.bounds, maskPixels: prepared.pixels, rule: gptImageExtents, intent: 'replace', maxPixels: 1_100_000 })
  if (isProblem(plan)) throw new Error(plan.message)
  source = { bytes, coverage, plan }
  return { bytes: bytes.length, request: `${plan.request.width} x ${plan.request.height}` }
}

/** What the quickest models take for a picture; not counted. The worker readies itself meanwhile, as it does in the plugin. */
const modelMs = 3000

/** All local work of one edit of a 4096 px picture, in the worker, while this thread watches its own tasks. */
export async function roundTrip(): Promise<RoundTrip> {
  if (!source) throw new Error('no picture')
  const { bytes, coverage, plan } = source, stages: Record<string, number> = {}
  let stage = '', since = performance.now()
  const tasks: PerformanceEntry[] = [], watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()))
  watch.observe({ type: 'longtask' })
  const onStage = (next: string): void => {
    const now = performance.now()
    if (stage) stages[stage] = (stages[stage] ?? 0) + now - since
    ;[stage, since] = [next, now]
  }
  const work = startPixelWork(code), input = { key: 'large', bytes, mime: 'image/png' }
  const start = performance.now()
  const { image } = await work.prepare({ source: input, mask: coverage, drawn: true, plan, options: {} }, { onStage })
  onStage('')
  const prepared = performance.now() - start
  const asked = performance.now()
  const answer = await encodePng(await answerTo(await decodePicture(image.bytes, image.mime), plan))
  await new Promise((resolve) => setTimeout(resolve, modelMs))
  const again = performance.now()
  stage = ''
  const { picture, report } = await work.finish({ source: input, mask: coverage, drawn: true, plan, answer: { bytes: answer, mime: 'image/png' }, options: {} }, { onStage })
  onStage('')
  tasks.push(...watch.takeRecords())
  // Between the two orders this thread plays the model: those tasks are not the plugin's.
  const longest = tasks.filter(({ startTime }) => startTime < asked || startTime >= again).reduce((most, { duration }) => Math.max(most, duration), 0)
  const totalMs = prepared + performance.now() - again
  work.close()
  watch.disconnect()
  return { stages, totalMs, codecMs: (stages['decode'] ?? 0) + (stages['encode'] ?? 0), longestTaskMs: longest, outBytes: picture?.bytes.length ?? 0, changedOutside: report.changedOutside }
}

Object.assign(window, { pixelBench: { stages, makeLarge, roundTrip } })
