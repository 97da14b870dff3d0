// Host-side stand-ins for things that are objects in the VM.
import { makeCodec, type Codec } from './codec.ts'
import type { HostDocument } from '../model/document.ts'

export class NodeRef {
  readonly id: string
  constructor(id: string) { this.id = id }
}
export class ImageRef {
  readonly hash: string
  constructor(hash: string) { this.hash = hash }
}
/** A style, variable or collection; `kind` is its name in the surface table. */
export class RecordRef {
  readonly tag: 'style' | 'variable' | 'collection'
  readonly kind: string
  readonly fields: Record<string, unknown>
  constructor(tag: RecordRef['tag'], kind: string, fields: Record<string, unknown>) {
    this.tag = tag
    this.kind = kind
    this.fields = fields
  }
}
/** figma.mixed. */
export const mixed = Symbol('figma.mixed')

/** The host's end of the codec. */
export const hostCodec = (document: HostDocument): Codec => makeCodec({
  pack: (value) => {
    if (value === mixed) return { $t: 'mixed' }
    if (value instanceof NodeRef) return { $t: 'node', id: value.id, type: document.must(value.id).type }
    if (value instanceof ImageRef) return { $t: 'image', hash: value.hash }
    if (value instanceof RecordRef) return { $t: value.tag, kind: value.kind, v: value.fields }
    return undefined
  },
  unpack: (tag, value) => {
    if (tag === 'node') return new NodeRef(String(value['id']))
    if (tag === 'record') return new RecordRef('style', '', { id: value['id'] })
    throw new Error(`unknown tag ${tag}`)
  },
})
