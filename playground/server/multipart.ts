// multipart/form-data (RFC 7578) as browsers and SDKs write it.

export type FormFile = { field: string; name: string; type: string; bytes: Buffer }
export type Form = {
  /** Text parts by name, in order. */
  fields: Record<string, string[]>
  files: FormFile[]
}

const lineEnd = Buffer.from('\r\n')
const headEnd = Buffer.from('\r\n\r\n')

/** Splits a whole multipart body; a part with a filename is a file. Throws an Error in plain words when the body is cut short or has no boundary. */
export function parseMultipart(body: Buffer, contentType: string): Form {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!/^multipart\/form-data/i.test(contentType) || !boundary) throw new Error('the content type is not multipart/form-data with a boundary')
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`)
  const separator = Buffer.concat([lineEnd, mark])
  const form: Form = { fields: {}, files: [] }
  let at = body.subarray(0, mark.length).equals(mark) ? mark.length : afterPreamble(body, separator)
  while (body.toString('latin1', at, at + 2) !== '--') {
    const head = body.indexOf(lineEnd, at) // a boundary line may end in blanks
    const headersEnd = head < 0 ? -1 : body.indexOf(headEnd, head)
    const end = headersEnd < 0 ? -1 : body.indexOf(separator, headersEnd + 2)
    if (end < 0) throw new Error('the multipart body ends early')
    addPart(form, body.toString('utf8', head + 2, headersEnd), body.subarray(Math.min(headersEnd + headEnd.length, end), end))
    at = end + separator.length
  }
  return form
}

function afterPreamble(body: Buffer, separator: Buffer): number {
  const found = body.indexOf(separator)
  if (found < 0) throw new Error('the multipart body does not contain its boundary')
  return found + separator.length
}

function addPart(form: Form, headers: string, bytes: Buffer): void {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? ''
  const field = parameter(disposition, 'name')
  if (field === null) throw new Error('a part of the multipart body has no name')
  const name = parameter(disposition, 'filename')
  if (name !== null) {
    const type = /^content-type:\s*([^\s;]+)/im.exec(headers)?.[1] ?? 'application/octet-stream'
    form.files.push({ field, name, type: type.toLowerCase(), bytes: Buffer.from(bytes) })
    return
  }
  const values = Object.hasOwn(form.fields, field) ? form.fields[field]! : (form.fields[field] = [])
  values.push(bytes.toString('utf8'))
}

/** Browsers write a quote as %22, RFC 2616 senders as \". */
function parameter(disposition: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^;\\s]+))`, 'i').exec(disposition)
  if (!match) return null
  return (match[1]?.replace(/\\(["\\])/g, '$1') ?? match[2] ?? '').replace(/%22/g, '"').replace(/%0D%0A/gi, '\r\n')
}
