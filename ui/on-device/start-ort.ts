// What the WebAssembly of onnxruntime-web 1.30.0 needs around it, for one thread and models that need no files. Why not Emscripten's own
// loader, which comes with it: that one starts thread workers, reads files and is 9 KB packed. Names are those of that very file (its SHA-256 is
// checked before): letters of dist/ort-wasm-simd-threaded.mjs. What is left out fails aloud when it is called.

type Call = (...given: number[]) => number
export type OrtModule = {
  memory: WebAssembly.Memory
  malloc: Call; free: Call; stackSave: Call; stackAlloc: Call; stackRestore: Call
  OrtInit: Call; OrtGetLastError: Call; OrtCreateSessionOptions: Call; OrtReleaseSessionOptions: Call; OrtCreateSession: Call; OrtReleaseSession: Call
  OrtGetInputOutputCount: Call; OrtGetInputOutputMetadata: Call; OrtFree: Call; OrtCreateTensor: Call; OrtGetTensorData: Call; OrtReleaseTensor: Call; OrtRun: Call
}

const exported: Readonly<Record<Exclude<keyof OrtModule, 'memory'>, string>> = {
  OrtInit: 'Wa', OrtGetLastError: 'Xa', OrtCreateSessionOptions: 'Ya', OrtReleaseSessionOptions: 'ab', OrtCreateSession: 'bb', OrtReleaseSession: 'cb', OrtGetInputOutputCount: 'db',
  OrtGetInputOutputMetadata: 'eb', OrtFree: 'fb', OrtCreateTensor: 'gb', OrtGetTensorData: 'hb', OrtReleaseTensor: 'ib', OrtRun: 'sb', free: 'vb', malloc: 'wb', stackSave: 'Lb', stackAlloc: 'Kb', stackRestore: 'Jb',
}
/** Calls through the function table that may throw. */
const invokes = '$ N aa O v d m n r ca E o P C J da ea z fa Q ga y D c q i _ l p s t x R A K B ha ia'.split(' ')

const pageBytes = 65_536, mostBytes = 4_294_901_760, stackBytes = 131_072

export async function startOrt(wasm: Uint8Array): Promise<OrtModule> {
  const module = await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>)
  // Shared, as it was built for threads; a page that is not isolated may make one and may not send it.
  const memory = new WebAssembly.Memory({ initial: 256, maximum: pageBytes, shared: true })
  let own: Record<string, Call> & { yb?: WebAssembly.Table } = {}

  const invoke = (index: number, ...given: number[]): unknown => {
    const stack = own['Lb']!()
    try {
      return (own.yb!.get(index) as (...given: number[]) => unknown)(...given)
    } catch (error) {
      own['Jb']!(stack)
      throw error
    }
  }
  const imports: Record<string, unknown> = {
    a: memory,
    // The only thread: neither the browser's main one nor one of its own making.
    Fa(thread: number) {
      own['zb']!(thread, 0, 1, 1, stackBytes, 0)
      own['xb']!()
    },
    Ea: () => undefined, // no other thread sends it anything
    Ha(count: number, bytes: number) { // no environment variables
      const view = new Uint32Array(memory.buffer)
      view[count >>> 2] = 0
      view[bytes >>> 2] = 0
      return 0
    },
    Ga: () => 0,
    W: () => 0, // asks for a graphics device
    Qa(_clock: number, _precision: unknown, at: number) {
      new BigInt64Array(memory.buffer)[at >>> 3] = BigInt(Math.round(1e6 * (performance.timeOrigin + performance.now())))
      return 0
    },
    la(wanted: number) {
      const bytes = memory.buffer.byteLength, goal = Math.min(mostBytes, Math.max(wanted >>> 0, Math.min(bytes * 1.2, (wanted >>> 0) + 100_663_296)))
      try {
        memory.grow(Math.ceil((goal - bytes) / pageBytes))
        return 1
      } catch {
        return 0 // the runtime says itself that memory is missing
      }
    },
  }
  for (const { name } of WebAssembly.Module.imports(module)) {
    imports[name] ??= invokes.includes(name) ? invoke : () => { throw new Error(`onnxruntime called ${name}, which Inlay leaves out`) }
  }
  own = (await WebAssembly.instantiate(module, { a: imports as WebAssembly.ModuleImports })).exports as unknown as typeof own
  own['Va']!()
  return { memory, ...Object.fromEntries(Object.entries(exported).map(([name, letter]) => [name, own[letter]!])) } as OrtModule
}
