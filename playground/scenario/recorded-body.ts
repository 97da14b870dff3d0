// Bodies of requests and answers as records: fields as they are, pictures as files with size and SHA-256.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readImageHeader } from '../../ui/pixels/image-header'
import { parseMultipart } from '../server/multipart'

export type FileRecord = { field: string; name: string; type: string; bytes: number; width: number | null; height: number | null; sha256: string; path: string }
export type AnswerFile = { bytes: number; sha256: string; width: number | null; height: number | null }

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const extensions: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' }

/** Of bytes that may be a picture: file name extension (bin when they are none), width and height in px. */
export function pictureFacts(bytes: Uint8Array): { extension: string; width: number | null; height: number | null } {
  try {
    const { mime, widthPx, heightPx } = readImageHeader(bytes)
    return { extension: extensions[mime] ?? 'bin', width: widthPx, height: heightPx }
  } catch {
    return { extension: 'bin', width: null, height: null } // not a picture: the record then says only how many bytes came
  }
}

type Body = { fields: Record<string, unknown>; files: FileRecord[] }
const dataURL = /^data:([^;,]+);base64,/

/** Reads JSON, forms and plain bytes; files are written to `<outDir>/requests`. A body that cannot be read is told in the field "unreadable". */
export function bodyRecorder(outDir: string): (n: number, type: string, body: Buffer) => Body {
  const folder = join(outDir, 'requests')
  return (n, type, body) => {
    const files: FileRecord[] = []
    const keep = (field: string, name: string, mime: string, bytes: Buffer): void => {
      const { extension, width, height } = pictureFacts(bytes)
      const path = `requests/${n}-${files.length + 1}.${extension}`
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(outDir, path), bytes)
      files.push({ field, name, type: mime, bytes: bytes.length, width, height, sha256: digestOf(bytes), path })
    }
    /** Data URLs inside JSON are files, too. */
    const shortened = (value: unknown, field: string): unknown => {
      if (typeof value === 'string') {
        const match = dataURL.exec(value)
        if (!match) return value
        keep(field, '', match[1]!, Buffer.from(value.slice(match[0].length), 'base64'))
        return `file ${files.at(-1)!.path}`
      }
      if (Array.isArray(value)) return value.map((inner, i) => shortened(inner, `${field}[${i}]`))
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner, field ? `${field}.${key}` : key)]))
    }
    if (body.length === 0) return { fields: {}, files }
    try {
      if (/^application\/json/i.test(type)) return { fields: shortened(JSON.parse(body.toString('utf8')), '') as Record<string, unknown>, files }
      if (/^multipart\/form-data/i.test(type)) {
        const form = parseMultipart(body, type)
        for (const file of form.files) keep(file.field, file.name, file.type, file.bytes)
        return { fields: Object.fromEntries(Object.entries(form.fields).map(([name, values]) => [name, values.length === 1 ? values[0] : values])), files }
      }
    } catch (error) {
      return { fields: { unreadable: `${(error as Error).message}: ${body.toString('utf8', 0, 200)}` }, files }
    }
    keep('', '', type, body)
    return { fields: {}, files }
  }
}

/** Pictures in an answer: every `b64_json` or data URL of a JSON body or of an event stream, and a body that is a picture itself. */
export function answerPictures(type: string, body: Buffer): (AnswerFile & { content: Buffer })[] {
  const found = /^image\//.test(type) ? [body]
    : /json|event-stream/.test(type) ? [...body.toString('latin1').matchAll(/"(?:b64_json"\s*:\s*"|url"\s*:\s*"data:image\/\w+;base64,)([^"]*)"/g)].map((match) => Buffer.from(match[1]!, 'base64')) : []
  return found.map((content) => {
    const { width, height } = pictureFacts(content)
    return { bytes: content.length, sha256: digestOf(content), width, height, content }
  })
}
