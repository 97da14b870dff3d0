// The Demo model: draws in the window, without a key and without a network (design D0.13).
import { PluginError } from '../../src/shared/errors'
import type { ImageRequest } from '../jobs/request'
import { browserDemoCanvas } from './demo-canvas'
import type { DecodedPicture, DemoCanvas, DemoSurface } from './demo-canvas'
import { demoSteps } from './demo-draw'
import type { Tint } from './demo-draw'
import { cutOval, redrawMasked, regrade } from './demo-edit'
import { createPace, timerWait } from './demo-pace'
import type { Pace, Wait } from './demo-pace'
import { hashText } from '../jobs/hash-text'
import { mixSeeds } from './demo-scenes/random'
import { drawTagInCorner } from './demo-scenes/tag'
import { tintOf } from './demo-tint'
import type { Provider, ProviderContext, ProviderResult } from './provider'

export type DemoOptions = {
  wait: Wait
  canvas: DemoCanvas
  /** 0 to under 1; makes the jobs of one run differ where no seed is asked. */
  random(): number
  /** ms. */
  now(): number
}

/** What one picture takes, ms: long enough to see progress and to cancel. */
const pictureMs = 1200

/** Larger pictures are drawn at this many px and enlarged, so that drawing stays quick. */
const drawnPixels = 1_600_000

const mimeOf = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const

const detailOf: Readonly<Record<string, number>> = { draft: 0.6, standard: 1, high: 1.3 }

/** Longest edge of a partial picture and of what it is made from, px: each shows more than the one before. */
const partialPx = 384
const partialDetailPx = [14, 34, 90]

type Inputs = { source: DecodedPicture | null; mask: DecodedPicture | null; tint: Tint | null }

export function createDemoProvider(options: Partial<DemoOptions> = {}): Provider {
  const { wait = timerWait, canvas = browserDemoCanvas, random = Math.random, now = () => performance.now() } = options

  async function drawOne(request: ImageRequest, inputs: Inputs, seed: number, index: number, pace: Pace): Promise<DemoSurface> {
    const { widthPx, heightPx } = request.extent
    const surface = canvas.create(widthPx, heightPx)
    const edit = inputs.source && { request, source: inputs.source, mask: inputs.mask, tint: inputs.tint, seed, index, canvas }
    if (edit) {
      await pace.run(edit.mask ? redrawMasked(surface, { ...edit, mask: edit.mask }) : request.background === 'transparent' ? cutOval(surface, edit) : regrade(surface, edit))
      return surface
    }
    const scale = Math.min(1, Math.sqrt(drawnPixels / (widthPx * heightPx)))
    const drawing = { prompt: request.prompt, seed, index, transparent: request.background === 'transparent', tint: inputs.tint, detail: detailOf[request.quality] ?? 1 }
    if (scale === 1) {
      await pace.run(demoSteps(surface.context, { ...drawing, widthPx, heightPx }))
      return surface
    }
    const width = Math.max(1, Math.round(widthPx * scale)), height = Math.max(1, Math.round(heightPx * scale)), small = canvas.create(width, height)
    await pace.run(demoSteps(small.context, { ...drawing, widthPx: width, heightPx: height, tag: false }))
    surface.context.imageSmoothingQuality = 'high'
    surface.context.drawImage(small.source, 0, 0, widthPx, heightPx)
    drawTagInCorner(surface.context, widthPx, heightPx)
    return surface
  }

  async function partialOf(surface: DemoSurface, request: ImageRequest, step: number): Promise<{ bytes: Uint8Array; mime: string }> {
    const { widthPx, heightPx } = request.extent, longest = Math.max(widthPx, heightPx)
    const fitted = (edge: number): [number, number] => [Math.max(1, Math.round((widthPx * Math.min(edge, longest)) / longest)), Math.max(1, Math.round((heightPx * Math.min(edge, longest)) / longest))]
    let from = surface.source
    let [fromWidth, fromHeight] = [widthPx, heightPx]
    const goal = partialDetailPx[step] ?? 90
    // By halves: one large step down would pick single pixels instead of averaging.
    while (Math.max(fromWidth, fromHeight) > goal) {
      const [width, height] = fitted(Math.max(goal, Math.max(fromWidth, fromHeight) / 2)), next = canvas.create(width, height)
      next.context.imageSmoothingQuality = 'high'
      next.context.drawImage(from, 0, 0, width, height)
      from = next.source
      ;[fromWidth, fromHeight] = [width, height]
    }
    const [width, height] = fitted(partialPx), shown = canvas.create(width, height)
    shown.context.imageSmoothingQuality = 'high'
    shown.context.drawImage(from, 0, 0, width, height)
    return shown.encode(request.background === 'transparent' ? 'image/png' : 'image/jpeg', 0.82)
  }

  async function submit(request: ImageRequest, { signal, onProgress }: ProviderContext): Promise<{ results: ProviderResult[]; usage: null; warnings: [] }> {
    const pace = createPace(wait, signal, now)
    pace.check()
    onProgress({ kind: 'sent' })
    const opened: DecodedPicture[] = []
    const open = async (image: ImageRequest['source']): Promise<DecodedPicture | null> => {
      if (!image) return null
      const picture = await canvas.decode(image.bytes, image.mime)
      opened.push(picture)
      return picture
    }
    try {
      const inputs: Inputs = { source: await open(request.source), mask: await open(request.mask), tint: await tintOf(request.references, canvas) }
      if (inputs.mask && !inputs.source) throw new PluginError('request.invalid', 'A mask needs the picture it belongs to.')
      const seed = request.seed ?? mixSeeds(hashText(request.prompt), Math.floor(random() * 0x1_0000_0000))
      const results: ProviderResult[] = []
      for (let index = 0; index < request.count; index += 1) {
        const started = now()
        const surface = await drawOne(request, inputs, seed, index, pace)
        const partials = request.count === 1 ? request.partialImages : 0
        const rest = (share: number): number => Math.max(0, pictureMs * share - (now() - started))
        for (let step = 0; step < partials; step += 1) {
          await pace.pause(rest((step + 1) / (partials + 1)))
          const partial = await partialOf(surface, request, step)
          pace.check()
          onProgress({ kind: 'partial', index: step, ...partial })
        }
        await pace.pause(rest(1))
        const encoded = await surface.encode(mimeOf[request.format], 0.92)
        pace.check()
        results.push({ ...encoded, widthPx: request.extent.widthPx, heightPx: request.extent.heightPx, revisedPrompt: null, providerRequestId: null })
      }
      return { results, usage: null, warnings: [] }
    } finally {
      for (const picture of opened) picture.close()
    }
  }

  return { id: 'demo', label: 'Demo', hosts: [], defaultBaseURL: '', needsKey: false, submit }
}

export const demoProvider: Provider = createDemoProvider()
