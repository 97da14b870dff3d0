// The worker's side of reading words: opens the models once, then reads pictures one by one.
import type { Pixels } from '../../pixels/in-place/pixels'
import { startOnnx } from '../onnx'
import { classesOf } from './decode-line'
import { readWords, type ReadingModels, type ReadLine } from './read-words'

/** `wasm`, `detector`, `recogniser`: bytes of onnxruntime and of two models; `keys`: the recogniser's characters, UTF-8. */
export type ReadingAssets = { wasm: Uint8Array; detector: Uint8Array; recogniser: Uint8Array; keys: Uint8Array }
export type ReadOrder = { kind: 'open'; assets: ReadingAssets } | { kind: 'read'; pixels: Pixels; longestPx: number }
export type ReadAnswer = { kind: 'ready' } | { kind: 'opened' } | { kind: 'read'; lines: ReadLine[] } | { kind: 'failed'; message: string }

export type ReadEnd = {
  postMessage(answer: ReadAnswer): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ReadOrder>) => void): void
}

export function serveReading(end: ReadEnd): void {
  let models: ReadingModels | null = null

  async function answer(order: ReadOrder): Promise<ReadAnswer> {
    if (order.kind === 'open') {
      const { wasm, detector, recogniser, keys } = order.assets, onnx = await startOnnx(wasm)
      models = { detector: await onnx.load(detector), recogniser: await onnx.load(recogniser), classes: classesOf(new TextDecoder().decode(keys)) }
      return { kind: 'opened' }
    }
    if (!models) throw new Error('read before open')
    return { kind: 'read', lines: await readWords(order.pixels, models, { longestPx: order.longestPx }) }
  }
  end.addEventListener('message', ({ data }) => void answer(data).then((done) => end.postMessage(done), (error: unknown) => end.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })))
  end.postMessage({ kind: 'ready' })
}
