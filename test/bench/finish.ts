// npm run bench:finish [-- --json FILE --width PX --out FOLDER]
// Cuts composed pictures out with the window's own code and says how far the cuts are from the truth, beside a threshold on the same pictures;
// enlarges reduced photographs again, and says how near they come to what they were, beside other resamplers.
// Peak memory: array buffers held between the steps of the work, beyond the picture itself. `--out`: each cut over grey.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createCanvas } from '@napi-rs/canvas'
import { cutOutWork, type EncodedCutOut } from '../../ui/pixels/cut-out/cut-out-order'
import type { Pixels } from '../../ui/pixels/in-place/pixels'
import { decodePng } from '../../ui/pixels/png/decode-png'
import { canvasOfPixels, nodeRaster } from '../support/node-raster'
import { composedPictures } from './finish/composed'
import { cutError, thresholdCut, type CutError } from './finish/measure'
import { upscaleBench, type UpscaleRow } from './finish/upscale'

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const width = Number(argument('width') ?? 1632), out = argument('out'), json = argument('json')
/** Of every picture, against the threshold: both errors at most this share of its. */
const target = 0.6

export type Row = { what: 'cut-out'; picture: string; method: 'inlay' | 'threshold'; megapixels: number; msPerMegapixel: number | null; peakMb: number | null } & CutError
setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void
const rows: Row[] = [], faults: string[] = []

async function keyed(picture: Pixels): Promise<{ made: EncodedCutOut; ms: number; peakMb: number }> {
  const held = (): number => process.memoryUsage().arrayBuffers
  collect() // what the picture before left behind is not this one's
  const before = held(), start = performance.now(), steps = cutOutWork(picture, { kind: 'cut-out', source: null, way: { by: 'key', holes: true } }, { raster: nodeRaster, held: null })
  let peak = before
  for (;;) {
    const step = await steps.next()
    peak = Math.max(peak, held())
    if (step.done) return { made: step.value, ms: performance.now() - start, peakMb: (peak - before) / 1e6 }
  }
}

const show = (row: Row): string => `${row.method === 'inlay' ? row.picture.padEnd(28) : ''.padEnd(28)}${row.method.padEnd(11)}${(row.msPerMegapixel?.toFixed(0) ?? '-').padStart(9)}${(row.peakMb?.toFixed(0) ?? '-').padStart(9)}${row.alpha.toFixed(4).padStart(9)}${row.softAlpha.toFixed(3).padStart(11)}${row.spill.toFixed(1).padStart(9)}`
await keyed(composedPictures(400)[0]!.picture) // the compiler has seen it
console.log(`Cut out, ${width} x ${Math.round(width * 0.75)} px\n${'picture'.padEnd(28)}${'method'.padEnd(11)}${'ms/MP'.padStart(9)}${'peak MB'.padStart(9)}${'alpha'.padStart(9)}${'soft alpha'.padStart(11)}${'spill dE'.padStart(9)}`)
for (const one of composedPictures(width)) {
  const megapixels = one.alpha.length / 1e6, { made, ms, peakMb } = await keyed(one.picture), pixels = await decodePng(made.picture.bytes) as Pixels
  const own: Row = { what: 'cut-out', picture: one.name, method: 'inlay', megapixels, msPerMegapixel: ms / megapixels, peakMb, ...cutError(pixels, one) }
  const plain: Row = { what: 'cut-out', picture: one.name, method: 'threshold', megapixels, msPerMegapixel: null, peakMb: null, ...cutError(thresholdCut(one.picture), one) }
  for (const row of [own, plain]) {
    rows.push(row)
    console.log(show(row))
  }
  if (made.cut.changedWhole > 0) faults.push(`${one.name}: ${made.cut.changedWhole} whole pixels changed`)
  if (own.softAlpha > target * plain.softAlpha || own.spill > target * plain.spill || own.alpha > plain.alpha) faults.push(`${one.name}: not clearly better than a threshold`)
  if (!out) continue
  await mkdir(out, { recursive: true })
  const canvas = createCanvas(pixels.width, pixels.height), context = canvas.getContext('2d')
  context.fillStyle = '#888'
  context.fillRect(0, 0, pixels.width, pixels.height)
  context.drawImage(canvasOfPixels(pixels), 0, 0)
  await writeFile(join(out, `${one.name.replace(/\W+/g, '-')}.png`), await canvas.encode('png'))
}

const upscaled: UpscaleRow[] = await upscaleBench(console.log, faults)

if (json) await writeFile(json, JSON.stringify([...rows, ...upscaled], null, 2))
for (const fault of faults) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0
