// QuickJS-ng: one context with one host function and one way in. Bytes cross as ArrayBuffers, everything else as JSON.
import baseVariant from '@jitl/quickjs-ng-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSHandle, type QuickJSWASMModule } from 'quickjs-emscripten-core'
import type { Packed } from './codec.ts'

export type VmError = { name: string; message: string; stack?: string }
/** What the host answers to one call from the VM; a promise becomes a promise in the VM. */
export type HostCall = (op: string, json: string, buffers: ArrayBuffer[]) => Packed | Promise<Packed>

/** A fresh QuickJS, so that dropping it frees all its memory. In a browser `wasmLocation` is the address of the variant's emscripten-module.wasm. */
export const loadQuickJS = (wasmLocation?: string): Promise<QuickJSWASMModule> => newQuickJSWASMModuleFromVariant(wasmLocation ? newVariant(baseVariant, { wasmLocation }) : baseVariant)

export class Vm {
  readonly #context: QuickJSContext
  readonly #onError: (error: VmError) => void
  /** Called whenever all promise jobs have run. */
  onDrained: () => void = () => undefined
  #entry: QuickJSHandle | null = null
  #alive = true
  #pending = 0
  #idle: (() => void)[] = []

  constructor(module: QuickJSWASMModule, call: HostCall, onError: (error: VmError) => void) {
    const runtime = module.newRuntime()
    runtime.setMemoryLimit(1 << 30)
    runtime.setMaxStackSize(1 << 20)
    this.#context = runtime.newContext()
    this.#onError = onError
    const vm = this.#context
    const host = vm.newFunction('host', (op, json, ...rest) => {
      const buffers = rest.map((handle) => this.#copyOut(handle))
      const answer = call(vm.getString(op), vm.getString(json), buffers)
      return answer instanceof Promise ? this.#promise(answer) : this.#answer(answer)
    })
    vm.setProp(vm.global, '__host', host)
    host.dispose()
  }

  /** Host calls still running. */
  get pending(): number { return this.#pending }
  /** Resolves as soon as no host call is running. */
  settled(): Promise<void> { return this.#pending === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve)) }

  #copyOut(handle: QuickJSHandle): ArrayBuffer {
    const view = this.#context.getArrayBuffer(handle)
    const copy = view.value.slice().buffer as ArrayBuffer
    view.dispose()
    return copy
  }
  #answer(packed: Packed): QuickJSHandle {
    const vm = this.#context
    if (!packed.buffers.length) return vm.newString(packed.json)
    const list = vm.newArray()
    ;[vm.newString(packed.json), ...packed.buffers.map((buffer) => vm.newArrayBuffer(buffer))].forEach((handle, i) => {
      vm.setProp(list, i, handle)
      handle.dispose()
    })
    return list
  }
  #promise(answer: Promise<Packed>): QuickJSHandle {
    const vm = this.#context
    const deferred = vm.newPromise()
    this.#pending++
    void answer.then((packed) => {
      if (this.#alive) {
        const handle = this.#answer(packed)
        deferred.resolve(handle)
        handle.dispose()
        this.pump()
      }
    }).finally(() => {
      if (--this.#pending === 0) for (const done of this.#idle.splice(0)) done()
    })
    return deferred.handle
  }

  /** Evaluates a script. Errors are reported and give false. */
  evaluate(source: string, file: string): boolean {
    if (!this.#alive) return false
    const result = this.#context.evalCode(source, file)
    const ok = !result.error
    if (result.error) { this.#onError(this.#errorOf(result.error)); result.error.dispose() } else result.value.dispose()
    this.pump()
    return ok
  }
  /** Evaluates the prelude; its value is the function that `enter` calls. */
  setEntry(source: string): void {
    const result = this.#context.evalCode(source, 'prelude.js')
    if (result.error) throw new Error(`prelude: ${JSON.stringify(this.#errorOf(result.error))}`)
    this.#entry = result.value
    this.pump()
  }
  /** Calls into the VM. */
  enter(kind: string, packed: Packed): void {
    if (!this.#alive || !this.#entry) return
    const vm = this.#context
    const args = [vm.newString(kind), vm.newString(packed.json), ...packed.buffers.map((buffer) => vm.newArrayBuffer(buffer))]
    const result = vm.callFunction(this.#entry, vm.undefined, args)
    for (const arg of args) arg.dispose()
    if (result.error) { this.#onError(this.#errorOf(result.error)); result.error.dispose() } else result.value.dispose()
    this.pump()
  }
  setGlobal(name: string, text: string): void {
    const handle = this.#context.newString(text)
    this.#context.setProp(this.#context.global, name, handle)
    handle.dispose()
  }
  /** Runs promise jobs until none is left. */
  pump(): void {
    if (!this.#alive) return
    for (;;) {
      const result = this.#context.runtime.executePendingJobs()
      if (!result.error) { this.onDrained(); return }
      this.#onError(this.#errorOf(result.error))
      result.error.dispose()
    }
  }
  #errorOf(handle: QuickJSHandle): VmError {
    const value = this.#context.dump(handle) as Partial<VmError> | string | null
    if (typeof value === 'object' && value !== null && value.message !== undefined) return { name: value.name ?? 'Error', message: value.message, ...(value.stack ? { stack: value.stack } : {}) }
    return { name: 'Error', message: typeof value === 'string' ? value : JSON.stringify(value) }
  }
  /** Bytes that plugin code holds now. */
  memoryUsed(): number {
    const usage = this.#context.runtime.computeMemoryUsage()
    const { memory_used_size: bytes } = this.#context.dump(usage) as { memory_used_size: number }
    usage.dispose()
    return bytes
  }
  /** Ends the VM; nothing enters or leaves it any more. Its memory goes when the module is let go. */
  dispose(): void {
    if (!this.#alive) return
    this.#alive = false
    this.#entry?.dispose()
    this.#entry = null
    for (const done of this.#idle.splice(0)) done()
  }
}
