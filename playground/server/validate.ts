// Checks values against OpenAI's corrected schema and words what is wrong as the service does.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import corrected from './schema/corrected.json'
import { badRequest, type ServiceError } from './service-error'

const ajv = new Ajv2020({ strict: false, allErrors: false, verbose: true, validateFormats: false })
ajv.addSchema(corrected, 'openai')

type SchemaName = keyof typeof corrected.components.schemas
const compiled = new Map<SchemaName, ValidateFunction>()

function validator(name: SchemaName): ValidateFunction {
  const known = compiled.get(name)
  if (known) return known
  const made = ajv.compile({ $ref: `openai#/components/schemas/${name}` })
  compiled.set(name, made)
  return made
}

/** Null when the values keep to the named schema, else what is wrong with the first of them. */
export function schemaFault(name: SchemaName, values: unknown): ServiceError | null {
  const validate = validator(name)
  if (validate(values)) return null
  // With a union, the option that got furthest says the most; "null" never does.
  const errors = validate.errors ?? []
  const telling = errors.filter((error) => error.keyword !== 'anyOf' && !(error.keyword === 'type' && error.params.type === 'null'))
  return worded(telling.find((error) => error.keyword !== 'type') ?? telling[0] ?? errors[0]!)
}

const listed = (values: readonly unknown[]): string => {
  const quoted = values.map((value) => `'${String(value)}'`)
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')}, and ${quoted[quoted.length - 1]}` : quoted.join('')
}
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : Number.isInteger(value) ? 'an integer' : typeof value === 'number' ? 'a decimal number' : `a ${typeof value}`)

function worded(error: ErrorObject): ServiceError {
  const param = error.instancePath.slice(1).replace(/\/(\d+)/g, '[$1]').replace(/\//g, '.')
  const inside = (key: string): string => (param ? `${param}.${key}` : key)
  const { limit } = error.params as { limit?: number }
  const given = error.data
  switch (error.keyword) {
    case 'required': return badRequest(`Missing required parameter: '${inside(error.params.missingProperty)}'.`, inside(error.params.missingProperty), 'missing_required_parameter')
    case 'additionalProperties': return badRequest(`Unknown parameter: '${inside(error.params.additionalProperty)}'.`, inside(error.params.additionalProperty), 'unknown_parameter')
    case 'enum': return badRequest(`Invalid value: '${String(given)}'. Supported values are: ${listed(error.params.allowedValues)}.`, param, 'invalid_value')
    case 'minimum': return badRequest(`Invalid '${param}': integer below minimum value. Expected a value >= ${limit}, but got ${String(given)} instead.`, param, 'integer_below_min_value')
    case 'maximum': return badRequest(`Invalid '${param}': integer above maximum value. Expected a value <= ${limit}, but got ${String(given)} instead.`, param, 'integer_above_max_value')
    case 'maxLength': return badRequest(`Invalid '${param}': string too long. Expected a string with maximum length ${limit}, but got a string with length ${[...String(given)].length} instead.`, param, 'string_above_max_length')
    case 'minLength': return badRequest(`Invalid '${param}': empty string. Expected a string with minimum length ${limit}, but got an empty string instead.`, param, 'empty_string')
    case 'maxItems': return badRequest(`Invalid '${param}': array too long. Expected an array with maximum length ${limit}, but got an array with length ${(given as unknown[]).length} instead.`, param, 'array_above_max_length')
    case 'minItems': return badRequest(`Invalid '${param}': empty array. Expected an array with minimum length ${limit}, but got an empty array instead.`, param, 'empty_array')
    case 'type': return badRequest(`Invalid type for '${param}': expected ${/^[aeio]/.test(error.params.type) ? 'an' : 'a'} ${error.params.type}, but got ${kindOf(given)} instead.`, param, 'invalid_type')
    default: return badRequest(`Invalid value for '${param}': ${error.message ?? 'it does not fit the schema'}.`, param, 'invalid_value')
  }
}
