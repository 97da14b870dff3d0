// The input fields of a fal endpoint, from the written list or from what fal publishes for an id that Inlay does not know. Pure.
import * as z from 'zod/mini'
import { recordOf } from '../../src/shared/light-schemas'

/** Kinds of fal-endpoints.ts; other strings are values of an enumeration. */
export type FalField = { required: boolean; kinds: readonly string[] }
export type FalFields = Readonly<Record<string, FalField>>

const kindWords = ['text', 'number', 'switch', 'list', 'extent', 'object']
export const valuesOf = (field: FalField | undefined): string[] => field?.kinds.filter((kind) => !kindWords.includes(kind)) ?? []

/** `prompt!=text acceleration=none|regular|high`. */
export const parseFields = (text: string): FalFields =>
  Object.fromEntries(text.split(' ').flatMap((part) => {
    const [, name, required, kinds] = /^(\w+)(!?)=(.+)$/.exec(part) ?? []
    return name && kinds ? [[name, { required: required === '!', kinds: kinds.split('|') }] as const] : []
  }))

const property = z.object({
  type: z.optional(z.string()), enum: z.optional(z.array(z.unknown())), $ref: z.optional(z.string()),
  anyOf: z.optional(z.array(z.object({ type: z.optional(z.string()), enum: z.optional(z.array(z.unknown())), $ref: z.optional(z.string()) }))),
})
const input = z.object({ properties: recordOf(z.unknown()), required: z.optional(z.array(z.string())) })
const published = z.object({ components: z.object({ schemas: recordOf(z.unknown()) }), paths: recordOf(z.unknown()) })
const posted = z.object({ post: z.object({ requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }) }) }) })

/** Most fields that an endpoint may have, and the longest value: what is published is untrusted. */
const most = { fields: 100, values: 60, length: 60 }

/** Fields from fal's OpenAPI document of one endpoint; null when it is not such a document. */
export function readPublished(document: unknown): FalFields | null {
  const parsed = published.safeParse(document)
  if (!parsed.success) return null
  const { schemas } = parsed.data.components
  const named = (ref: string | undefined): unknown => (ref ? schemas[ref.slice(ref.lastIndexOf('/') + 1)] : undefined)
  const body = Object.values(parsed.data.paths).map((path) => posted.safeParse(path)).find((path) => path.success)
  const fields = body?.success ? input.safeParse(named(body.data.post.requestBody.content['application/json'].schema.$ref)) : null
  if (!fields?.success) return null
  const kindsOf = (value: unknown): string[] => {
    const one = property.safeParse(value)
    if (!one.success) return ['object']
    const { type, enum: values, $ref, anyOf } = one.data
    if (anyOf) return [...new Set(anyOf.flatMap(kindsOf))]
    if (values) return values.filter((item): item is string => typeof item === 'string' && item.length <= most.length).slice(0, most.values)
    if ($ref) {
      const target = input.safeParse(named($ref))
      return target.success ? [Object.keys(target.data.properties).sort().join() === 'height,width' ? 'extent' : 'object'] : kindsOf(named($ref))
    }
    const kind = { string: 'text', number: 'number', integer: 'number', boolean: 'switch', array: 'list' }[type ?? '']
    return type === 'null' ? [] : [kind ?? 'object']
  }
  const required = fields.data.required ?? []
  return Object.fromEntries(Object.entries(fields.data.properties).slice(0, most.fields).map(([name, value]) => [name, { required: required.includes(name), kinds: kindsOf(value) }]))
}

/** The written form of fields: what parseFields reads. */
export const writeFields = (fields: FalFields): string => Object.entries(fields).map(([name, { required, kinds }]) => `${name}${required ? '!' : ''}=${kinds.filter((kind) => !/[\s|]/.test(kind)).join('|') || 'object'}`).join(' ')
