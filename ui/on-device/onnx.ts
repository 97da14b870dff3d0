// ONNX models on onnxruntime's WebAssembly: one thread, one float input and one float output a model. The calls are those of
// onnxruntime-web's lib/wasm/wasm-core-impl.ts 1.30.0.
import { startOrt, type OrtModule } from './start-ort'

export type Tensor = { dims: readonly number[]; data: Float32Array }

export type OnnxModel = {
  /** Gives the first output, a copy. Raises what the runtime says. */
  run(input: Tensor): Promise<Tensor>
}

/** onnxruntime's data type "float" and location "CPU". */
const float = 1, cpu = 1
const pointerBytes = 4
/** All graph optimisations; sequential; warnings and below are silent. */
const settings = [99, 1, 1, 0, 0, 0, 0, 3, 0, 0] as const

/** `wasm`: the bytes of ort-wasm-simd-threaded.wasm. Raises where the page forbids WebAssembly. */
export async function startOnnx(wasm: Uint8Array): Promise<{ load(model: Uint8Array): Promise<OnnxModel> }> {
  const ort = await startOrt(wasm)
  check(ort, ort.OrtInit(1, 3))
  return { load: (model) => loadModel(ort, model) }
}

async function loadModel(ort: OrtModule, bytes: Uint8Array): Promise<OnnxModel> {
  const data = ort.malloc(bytes.length)
  heap(ort).set(bytes, data)
  const options = ort.OrtCreateSessionOptions(...settings)
  const session = await ort.OrtCreateSession(data, bytes.length, options)
  ort.free(data)
  ort.OrtReleaseSessionOptions(options)
  if (session === 0) fail(ort)
  const [inputs] = onStack(ort, 2, (at) => {
    check(ort, ort.OrtGetInputOutputCount(session, at, at + pointerBytes))
    return words(ort, at, 2)
  })
  // Names stay allocated as long as the session.
  const input = nameOf(ort, session, 0), output = nameOf(ort, session, inputs!)
  return { run: (tensor) => runModel(ort, session, input, output, tensor) }
}

function nameOf(ort: OrtModule, session: number, index: number): number {
  return onStack(ort, 2, (at) => {
    check(ort, ort.OrtGetInputOutputMetadata(session, index, at, at + pointerBytes))
    const [name, metadata] = words(ort, at, 2)
    if (metadata) ort.OrtFree(metadata)
    return name!
  })
}

async function runModel(ort: OrtModule, session: number, input: number, output: number, { dims, data }: Tensor): Promise<Tensor> {
  const bytes = ort.malloc(data.byteLength), places = ort.malloc(4 * pointerBytes)
  try {
    heap(ort).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), bytes)
    const sent = onStack(ort, dims.length, (at) => {
      setWords(ort, at, dims)
      return ort.OrtCreateTensor(float, bytes, data.byteLength, at, dims.length, cpu)
    })
    if (sent === 0) fail(ort)
    // Not on the stack: the call may return later.
    setWords(ort, places, [input, sent, output, 0])
    const code = await ort.OrtRun(session, places, places + pointerBytes, 1, places + 2 * pointerBytes, 1, places + 3 * pointerBytes, 0)
    ort.OrtReleaseTensor(sent)
    check(ort, code)
    const made = words(ort, places + 3 * pointerBytes, 1)[0]!
    const result = read(ort, made)
    ort.OrtReleaseTensor(made)
    return result
  } finally {
    ort.free(bytes)
    ort.free(places)
  }
}

function read(ort: OrtModule, tensor: number): Tensor {
  return onStack(ort, 4, (at) => {
    check(ort, ort.OrtGetTensorData(tensor, at, at + pointerBytes, at + 2 * pointerBytes, at + 3 * pointerBytes))
    const [, data, dimsAt, dimCount] = words(ort, at, 4)
    const dims = words(ort, dimsAt!, dimCount!)
    ort.OrtFree(dimsAt!)
    const length = dims.reduce((product, dim) => product * dim, 1)
    return { dims, data: new Float32Array(new Uint8Array(heap(ort).subarray(data!, data! + length * 4)).buffer) }
  })
}

/** A view of the memory is of no use after it has grown: never kept. */
const heap = (ort: OrtModule): Uint8Array => new Uint8Array(ort.memory.buffer)
const words = (ort: OrtModule, at: number, count: number): number[] => [...new Uint32Array(ort.memory.buffer, at, count)]
const setWords = (ort: OrtModule, at: number, values: readonly number[]): void => new Uint32Array(ort.memory.buffer, at, values.length).set(values)

function onStack<T>(ort: OrtModule, count: number, work: (at: number) => T): T {
  const before = ort.stackSave()
  try {
    return work(ort.stackAlloc(count * pointerBytes))
  } finally {
    ort.stackRestore(before)
  }
}

/** Up to the zero byte. */
function textAt(ort: OrtModule, at: number): string {
  const bytes = heap(ort), end = bytes.indexOf(0, at)
  return new TextDecoder().decode(new Uint8Array(bytes.subarray(at, end)))
}

function check(ort: OrtModule, code: number): void {
  if (code !== 0) fail(ort)
}

function fail(ort: OrtModule): never {
  const text = onStack(ort, 2, (at) => {
    ort.OrtGetLastError(at, at + pointerBytes)
    const [, message] = words(ort, at, 2)
    return message ? textAt(ort, message) : 'no reason given'
  })
  throw new Error(`onnxruntime: ${text}`)
}
