// A form as the object that the schema describes: names with brackets become lists and objects, texts become the numbers and switches they stand for.
import corrected from './schema/corrected.json'
import type { Form } from './multipart'
import { badRequest } from './service-error'

type Property = { type?: string; properties?: Record<string, Property>; anyOf?: Property[] }
const editProperties: Record<string, Property> = corrected.components.schemas.CreateImageEditRequest.properties

const duplicate = (name: string) =>
  badRequest(`Duplicate parameter: '${name}'. You provided multiple values for this parameter, whereas only one is allowed. If you are trying to provide a list of values, use the array syntax instead e.g. '${name}[]=<value>'.`, name, 'duplicate_parameter')

/** Stands for a file in the values: the schema only knows that it is text. */
const fileMark = '(file)'

/** Values of an edit sent as multipart. Throws ServiceError for a name given twice. */
export function formValues(form: Form): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const put = (name: string, value: string): void => {
    if (name.endsWith('[]')) {
      const list = (values[name.slice(0, -2)] ??= []) as unknown
      if (!Array.isArray(list)) throw duplicate(name.slice(0, -2))
      list.push(value)
      return
    }
    const [first = '', ...inner] = name.split('[').map((part) => part.replace(/\]$/, ''))
    let into = values
    let property = editProperties[first]
    const keys = [first, ...inner]
    for (const key of keys.slice(0, -1)) {
      const next = (into[key] ??= {})
      if (typeof next !== 'object' || next === null) throw duplicate(name)
      into = next as Record<string, unknown>
    }
    for (const key of inner) property = property?.properties?.[key]
    const last = keys[keys.length - 1]!
    if (Object.hasOwn(into, last)) throw duplicate(name)
    into[last] = typed(value, property?.type)
  }
  for (const file of form.files) put(file.field, fileMark)
  for (const [name, texts] of Object.entries(form.fields)) for (const text of texts) put(name, text)
  return values
}

function typed(text: string, type: string | undefined): unknown {
  if (type === 'integer' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
