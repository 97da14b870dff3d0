// How values cross between the VM and the host: JSON with tags, byte arrays beside it. The same function runs on both sides, so it refers to nothing outside itself.

export type Packed = { json: string; buffers: ArrayBuffer[] }
export type CodecHooks = {
  /** Answers for values only one side knows (nodes, symbols); undefined passes the value on. May throw. */
  pack: (value: unknown, path: string) => unknown
  unpack: (tag: string, value: Record<string, unknown>) => unknown
}
export type Codec = { pack: (value: unknown) => Packed; unpack: (json: string, buffers: ArrayBuffer[]) => unknown }

/** Tags: undef, num, date, u8, obj (an object that itself has "$t"); the rest are the hooks'. Throws on cycles. */
export function makeCodec(hooks: CodecHooks): Codec {
  const pack = (root: unknown): Packed => {
    const buffers: ArrayBuffer[] = []
    const open: unknown[] = []
    const walk = (value: unknown, path: string): unknown => {
      if (value === undefined) return { $t: 'undef' }
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (typeof value === 'number') return Number.isFinite(value) ? value : { $t: 'num', v: String(value) }
      const special = hooks.pack(value, path)
      if (special !== undefined) return special
      if (typeof value !== 'object') throw new Error('Cannot unwrap ' + typeof value)
      if (value instanceof Uint8Array) {
        buffers.push(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer)
        return { $t: 'u8', i: buffers.length - 1 }
      }
      if (value instanceof Date) return { $t: 'date', v: value.getTime() }
      if (open.includes(value)) throw new Error('Cannot unwrap a value that contains itself')
      open.push(value)
      let packed: unknown
      if (Array.isArray(value)) packed = value.map((item, i) => walk(item, path + '[' + i + ']'))
      else {
        const fields: Record<string, unknown> = {}
        for (const key of Object.keys(value)) fields[key] = walk((value as Record<string, unknown>)[key], path + '.' + key)
        packed = '$t' in fields ? { $t: 'obj', v: fields } : fields
      }
      open.pop()
      return packed
    }
    const json = JSON.stringify(walk(root, ''))
    return { json, buffers }
  }
  const unpack = (json: string, buffers: ArrayBuffer[]): unknown => {
    const fieldsOf = (value: Record<string, unknown>): Record<string, unknown> => {
      const fields: Record<string, unknown> = {}
      for (const key of Object.keys(value)) Object.defineProperty(fields, key, { value: walk(value[key]), enumerable: true, writable: true, configurable: true })
      return fields
    }
    const walk = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value
      if (Array.isArray(value)) return value.map(walk)
      const record = value as Record<string, unknown>
      const tag = record['$t']
      if (typeof tag !== 'string') return fieldsOf(record)
      if (tag === 'undef') return undefined
      if (tag === 'num') return Number(record['v'])
      if (tag === 'date') return new Date(record['v'] as number)
      if (tag === 'u8') return new Uint8Array(buffers[record['i'] as number] as ArrayBuffer)
      if (tag === 'obj') return fieldsOf(record['v'] as Record<string, unknown>)
      return hooks.unpack(tag, record)
    }
    return walk(JSON.parse(json))
  }
  return { pack, unpack }
}
