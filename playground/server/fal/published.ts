// What fal publishes of an endpoint: the OpenAPI document of its queue, as far as a client reads it.
import type { FalField } from '../../../ui/providers/fal-schema'
import type { Exchange } from '../exchange'
import { endpointFields, FalRefusal } from './check'

const simple: Record<string, unknown> = { text: { type: 'string' }, number: { type: 'number' }, switch: { type: 'boolean' }, list: { type: 'array', items: { type: 'string' } }, extent: { $ref: '#/components/schemas/ImageSize' }, object: { type: 'object' } }

function propertyOf({ kinds }: FalField): unknown {
  const values = kinds.filter((kind) => !(kind in simple)), plain = kinds.filter((kind) => kind in simple).map((kind) => simple[kind])
  const all = [...plain, ...(values.length > 0 ? [{ type: 'string', enum: values }] : [])]
  return all.length === 1 ? all[0] : { anyOf: all }
}

export async function publishedSchema(id: string, exchange: Exchange): Promise<void> {
  const fields = await endpointFields(id)
  if (!fields) throw new FalRefusal(404, 'Not Found')
  const sides = { type: 'integer' }
  exchange.sendJson(200, {
    openapi: '3.0.4', info: { title: `Queue OpenAPI for ${id}`, version: '1.0.0' }, servers: [{ url: 'https://queue.fal.run' }],
    components: { schemas: {
      Input: { title: 'Input', type: 'object', properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, propertyOf(field)])), required: Object.entries(fields).filter(([, { required }]) => required).map(([name]) => name) },
      ImageSize: { title: 'ImageSize', type: 'object', properties: { width: sides, height: sides } },
    } },
    paths: { [`/${id}`]: { post: { requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Input' } } } } } } },
  })
}
