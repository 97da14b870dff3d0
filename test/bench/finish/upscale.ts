// How well and how fast pictures are enlarged, beside pica, bicubic and the browser's own canvas: photographs are reduced, enlarged again and
// compared with what they were. Edges over transparency are measured on a disc whose colour is known everywhere.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pica from 'pica'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../../../playground/build/browser'
import { decodePicture } from '../../../ui/pixels/codec'
import { makePixels, type Pixels } from '../../../ui/pixels/in-place/pixels'
import { lanczos3, resampleSteps, type Kernel } from '../../../ui/pixels/upscale/resample'
import { nodeRaster } from '../../support/node-raster'
import { qualityOf, type Quality } from './quality'

export type UpscaleRow = { what: 'upscale'; method: string; factor: number; pictures: number; psnr: number; ssim: number; /** Worst level off the disc's colour, of 255, where its alpha is at least 8. */ fringe: number; /** Per MP of the result. */ msPerMp: number; /** For one 16 MP result, beyond the source. */ peakMb: number | null }

const photos = ['astronaut.png', 'chelsea.png', 'coffee.png', 'hubble_deep_field.jpg', 'rocket.jpg']
const factors = [2, 4]
const scenes = join(import.meta.dirname, '../../../playground/scenes/photos')

/** Catmull-Rom: what "bicubic" is in most tools. */
const bicubic: Kernel = {
  lobes: 2,
  weight(x) {
    const a = Math.abs(x)
    return a < 1 ? 1.5 * a ** 3 - 2.5 * a * a + 1 : a < 2 ? -0.5 * a ** 3 + 2.5 * a * a - 4 * a + 2 : 0
  },
}

function ours(source: Pixels, factor: number, kernel = lanczos3, onStep: () => void = () => undefined): Pixels {
  const { width, height } = source, steps = resampleSteps(source, { box: { x: 0, y: 0, width, height }, extent: { width: width * factor, height: height * factor } }, undefined, kernel)
  for (;;) {
    const step = steps.next()
    onStep()
    if (step.done) return step.value
  }
}

const toLinear = Float32Array.from({ length: 256 }, (_, i) => (i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4))
const fromLinear = (value: number): number => 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)

/** In linear light, at 8 bits a channel twice over: coarse and fine part are enlarged apart, since the resampler takes bytes. */
function inLinearLight(source: Pixels, factor: number): Pixels {
  const high = makePixels(source.width, source.height), low = makePixels(source.width, source.height)
  source.data.forEach((value, i) => {
    const level = i % 4 === 3 ? 255 * 256 : toLinear[value]! * 255 * 256
    high.data[i] = Math.floor(level / 256)
    low.data[i] = i % 4 === 3 ? 255 : level % 256
  })
  const a = ours(high, factor), b = ours(low, factor)
  a.data.forEach((value, i) => { if (i % 4 !== 3) a.data[i] = fromLinear(Math.max(0, (value + b.data[i]! / 256) / 255)) })
  return a
}

const enlarger = pica({ features: ['js', 'wasm'] })
async function byPica({ width, height, data }: Pixels, factor: number): Promise<Pixels> {
  const out = await enlarger.resizeBuffer({ src: new Uint8Array(data), width, height, toWidth: width * factor, toHeight: height * factor, filter: 'lanczos3' })
  return { width: width * factor, height: height * factor, data: new Uint8ClampedArray(out) }
}

/** The picture reduced by whole factors, each px the mean of those it covers; its extent cut to a multiple first. */
function halved(picture: Pixels, factor: number): { truth: Pixels; small: Pixels } {
  const width = Math.floor(picture.width / factor), height = Math.floor(picture.height / factor), truth = makePixels(width * factor, height * factor), small = makePixels(width, height)
  for (let y = 0; y < truth.height; y++) truth.data.set(picture.data.subarray(y * picture.width * 4, (y * picture.width + truth.width) * 4), y * truth.width * 4)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) for (let c = 0; c < 4; c++) {
    let sum = 0
    for (let v = 0; v < factor; v++) for (let u = 0; u < factor; u++) sum += truth.data[((y * factor + v) * truth.width + x * factor + u) * 4 + c]!
    small.data[(y * width + x) * 4 + c] = Math.round(sum / (factor * factor))
  }
  return { truth, small }
}

/** A bright disc with a soft edge; wholly see-through pixels are black, as cut-outs have them. */
function disc(): Pixels {
  const out = makePixels(96, 96)
  for (let y = 0; y < 96; y++) for (let x = 0; x < 96; x++) {
    const alpha = Math.round(255 * Math.min(1, Math.max(0, 32 - Math.hypot(x - 47.5, y - 47.5))))
    if (alpha > 0) out.data.set([240, 120, 40, alpha], (y * 96 + x) * 4)
  }
  return out
}
function fringeOf({ data }: Pixels): number {
  let worst = 0
  for (let i = 0; i < data.length; i += 4) if (data[i + 3]! >= 8) worst = Math.max(worst, Math.abs(data[i]! - 240), Math.abs(data[i + 1]! - 120), Math.abs(data[i + 2]! - 40))
  return worst
}

type Method = { name: string; enlarge(source: Pixels, factor: number): Pixels | Promise<Pixels>; /** Runs in this process: its time can be told. */ here: boolean; /** Ours: its memory, too. */ kernel?: Kernel }

/** `faults`: where another method is better than ours. */
export async function upscaleBench(tell: (text: string) => void, faults: string[]): Promise<UpscaleRow[]> {
  tell(`\nUpscaled, ${photos.length} photographs\n${head}`)
  const browser = await chromium.launch({ executablePath: requireBrowser(), headless: true, args: browserFlags })
  try {
    const page = await browser.newPage()
    const byCanvas = async ({ width, height, data }: Pixels, factor: number): Promise<Pixels> => {
      const text = await page.evaluate(async ({ bytes, width, height, factor }) => {
        const source = new OffscreenCanvas(width, height), target = new OffscreenCanvas(width * factor, height * factor), context = target.getContext('2d')!
        source.getContext('2d')!.putImageData(new ImageData(Uint8ClampedArray.from(atob(bytes), (letter) => letter.charCodeAt(0)), width, height), 0, 0)
        context.imageSmoothingQuality = 'high'
        context.drawImage(source, 0, 0, target.width, target.height)
        const { data } = context.getImageData(0, 0, target.width, target.height)
        let text = ''
        for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192))
        return btoa(text)
      }, { bytes: Buffer.from(data).toString('base64'), width, height, factor })
      return { width: width * factor, height: height * factor, data: new Uint8ClampedArray(Buffer.from(text, 'base64')) }
    }
    const methods: Method[] = [
      { name: 'Inlay, Lanczos 3', enlarge: ours, here: true, kernel: lanczos3 }, { name: 'in linear light', enlarge: inLinearLight, here: true },
      { name: 'pica, Lanczos 3', enlarge: byPica, here: true }, { name: 'bicubic', enlarge: (source, factor) => ours(source, factor, bicubic), here: true },
      { name: 'canvas, high', enlarge: byCanvas, here: false },
    ]
    const pictures = await Promise.all(photos.map(async (name) => decodePicture(new Uint8Array(await readFile(join(scenes, name))), name.endsWith('.png') ? 'image/png' : 'image/jpeg', nodeRaster)))
    const rows: UpscaleRow[] = []
    for (const factor of factors) for (const { name, enlarge, here, kernel } of methods) {
      const scores: Quality[] = []
      let ms = 0, mp = 0
      for (const picture of pictures) {
        const { truth, small } = halved(picture, factor)
        await enlarge(small, factor) // once to warm up
        const start = performance.now(), result = await enlarge(small, factor)
        ms += performance.now() - start
        mp += (result.width * result.height) / 1e6
        scores.push(qualityOf(result, truth))
      }
      const mean = (measure: keyof Quality): number => scores.reduce((sum, score) => sum + score[measure], 0) / scores.length
      rows.push({ what: 'upscale', method: name, factor, pictures: pictures.length, psnr: mean('psnr'), ssim: mean('ssim'), fringe: fringeOf(await enlarge(disc(), factor)), msPerMp: here ? ms / mp : NaN, peakMb: kernel && factor === 4 ? peakOf(kernel) : null })
      tell(textOf(rows.at(-1)!))
    }
    faults.push(...rows.flatMap((row) => faultsOf(rows.find(({ method, factor }) => method === methods[0]!.name && factor === row.factor)!, row)))
    return rows
  } finally {
    await browser.close()
  }
}

/** MB of array buffers held between the steps that make 16 MP, beyond the source: the result itself is 67. */
function peakOf(kernel: Kernel): number {
  const source = makePixels(1024, 1024), held = (): number => process.memoryUsage().arrayBuffers
  source.data.fill(200)
  globalThis.gc?.()
  const before = held()
  let most = before
  ours(source, 4, kernel, () => { most = Math.max(most, held()) })
  return (most - before) / 1e6
}

/** Rounding is no difference. */
function faultsOf(own: UpscaleRow, other: UpscaleRow): string[] {
  if (own === other) return own.fringe > 0 ? [`upscale ${own.factor}x: a fringe of ${own.fringe} on an edge over transparency`] : []
  return own.psnr < other.psnr - 0.02 || own.ssim < other.ssim - 0.0005 ? [`upscale ${own.factor}x: ${other.method} is better`] : []
}

const textOf = ({ method, factor, psnr, ssim, fringe, msPerMp, peakMb }: UpscaleRow): string =>
  `${method.padEnd(20)}${`${factor}x`.padStart(4)}${psnr.toFixed(2).padStart(9)}${ssim.toFixed(4).padStart(9)}${String(fringe).padStart(8)}${(Number.isNaN(msPerMp) ? '-' : msPerMp.toFixed(0)).padStart(8)}${(peakMb === null ? '-' : peakMb.toFixed(0)).padStart(8)}`

const head = `${'method'.padEnd(24)}${'PSNR'.padStart(9)}${'SSIM'.padStart(9)}${'fringe'.padStart(8)}${'ms/MP'.padStart(8)}${'peak MB'.padStart(8)}`
