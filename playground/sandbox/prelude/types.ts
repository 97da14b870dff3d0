// Shapes that the parts of the prelude share.
export type RawHost = (op: string, json: string, ...buffers: ArrayBuffer[]) => string | [string, ...ArrayBuffer[]] | Promise<string | [string, ...ArrayBuffer[]]>
export type Listener = (...args: unknown[]) => unknown
export type Emitter = {
  on: (type: string, listener: Listener) => void
  once: (type: string, listener: Listener) => void
  off: (type: string, listener: Listener) => void
  emit: (type: string, ...values: unknown[]) => unknown[]
}
export type Call = (op: string, ...values: unknown[]) => unknown
export type Promised = (run: () => unknown) => Promise<unknown>
