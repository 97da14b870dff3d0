// From bytes to a checked call: body, schema, model, pictures, rules. Every refusal is a ServiceError.
import { formValues } from './form-values'
import { parseMultipart, type Form } from './multipart'
import { servedModel, type ServedModel } from './models'
import { dataURL, readSentPicture, type SentPicture } from './picture'
import { ruleFault, type SentPictures, type Wish } from './rules'
import { badRequest, modelNotFound, ServiceError } from './service-error'
import { schemaFault } from './validate'

export type Kind = 'generation' | 'edit'
/** A body that could be read; nothing in it is checked yet. */
export type Sent = { kind: Kind; values: Record<string, unknown>; form: Form | null }
export type Call = { kind: Kind; wish: Wish; model: ServedModel; pictures: SentPictures }

const wrongType = (type: string): ServiceError => new ServiceError(400, { message: `Unsupported content type: '${type}'. This API method only accepts 'application/json' requests.` })

/** Reads JSON, and for edits also multipart. */
export function readSent(kind: Kind, contentType: string, body: Buffer): Sent {
  if (/^multipart\/form-data/i.test(contentType) && kind === 'edit') {
    try {
      const form = parseMultipart(body, contentType)
      return { kind, form, values: formValues(form) }
    } catch (error) {
      throw error instanceof ServiceError ? error : badRequest(`We could not parse the form of your request: ${(error as Error).message}.`, null, null)
    }
  }
  return { kind, values: readJsonBody(contentType, body), form: null }
}

/** A JSON object; throws the service's 400 for anything else. */
export function readJsonBody(contentType: string, body: Buffer): Record<string, unknown> {
  if (!/^application\/json/i.test(contentType)) throw wrongType(contentType)
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    json = null // answered below
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw badRequest('We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)', null, null)
  }
  return json as Record<string, unknown>
}

/** Checks everything that the service would check before it draws. */
export async function checkCall(sent: Sent): Promise<Call> {
  const { kind, values, form } = sent
  const fault = schemaFault(kind === 'generation' ? 'CreateImageRequest' : form ? 'CreateImageEditRequest' : 'EditImageBodyJsonParam', values)
  if (fault) throw fault
  if (values.model === null) throw badRequest("Missing required parameter: 'model'.", 'model', 'missing_required_parameter')
  const model = servedModel(String(values.model))
  if (!model) throw modelNotFound(String(values.model))
  const wish = readWish(values)
  const pictures = kind === 'generation' ? { images: [], mask: null, markup: null } : form ? await formPictures(form) : await jsonPictures(values)
  const broken = ruleFault(wish, model, pictures)
  if (broken) throw broken
  return { kind, wish, model, pictures }
}

function readWish(values: Record<string, unknown>): Wish {
  const text = (name: string, otherwise: string): string => (typeof values[name] === 'string' ? values[name] : otherwise)
  const number = (name: string): number | undefined => (typeof values[name] === 'number' ? values[name] : undefined)
  return {
    prompt: text('prompt', ''), model: text('model', ''), n: number('n') ?? 1, size: text('size', 'auto'), quality: text('quality', 'auto'), background: text('background', 'auto'),
    format: text('output_format', 'png'), compression: number('output_compression'), stream: values.stream === true, partialImages: number('partial_images') ?? 0, values,
  }
}

async function formPictures(form: Form): Promise<SentPictures> {
  const read = (field: string): Promise<SentPicture[]> =>
    Promise.all(form.files.filter((file) => file.field.replace(/\[\]$/, '') === field).map((file) => readSentPicture(file.bytes, file.type, field)))
  for (const field of ['image', 'mask', 'markup']) {
    if (form.fields[field] ?? form.fields[`${field}[]`]) throw badRequest(`Invalid type for '${field}': expected a file, but got a string instead.`, field, 'invalid_type')
  }
  const [images, [mask = null], [markup = null]] = await Promise.all([read('image'), read('mask'), read('markup')])
  return { images, mask, markup }
}

type ImageRef = { image_url?: string; file_id?: string }
async function jsonPictures(values: Record<string, unknown>): Promise<SentPictures> {
  const read = async (ref: ImageRef, param: string): Promise<SentPicture> => {
    if (ref.file_id !== undefined) throw badRequest(`No such File object: ${ref.file_id}`, `${param}.file_id`, 'file_not_found')
    const found = dataURL(ref.image_url ?? '')
    if (!found) throw badRequest(`Invalid '${param}.image_url': the picture could not be downloaded. This server has no network; send a base64 data URL.`, `${param}.image_url`, 'invalid_image_url')
    return readSentPicture(found.bytes, found.type, param)
  }
  const mask = values.mask as ImageRef | undefined
  return { images: await Promise.all((values.images as ImageRef[]).map((ref, i) => read(ref, `images[${i}]`))), mask: mask ? await read(mask, 'mask') : null, markup: null }
}
