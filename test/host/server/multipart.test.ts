import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseMultipart } from '../../../playground/server/multipart'

const parseForm = async (form: FormData) => {
  const request = new Request('http://x', { method: 'POST', body: form })
  return parseMultipart(Buffer.from(await request.arrayBuffer()), request.headers.get('content-type') ?? '')
}

describe('parseMultipart', () => {
  it('gives back what a form put in: texts, repeated names, binary files', async () => {
    const bytes = Buffer.concat([randomBytes(70_000), Buffer.from('\r\n--\r\n\r\n--'), Buffer.alloc(3)])
    const form = new FormData()
    form.append('prompt', 'zwei\r\nZeilen, “€”')
    form.append('empty', '')
    form.append('tag', 'a')
    form.append('tag', 'b')
    form.append('image[]', new File([bytes], 'a "1".png', { type: 'image/png' }))
    form.append('image[]', new File([], 'empty.bin'))
    const { fields, files } = await parseForm(form)
    expect(fields).toEqual({ prompt: ['zwei\r\nZeilen, “€”'], empty: [''], tag: ['a', 'b'] })
    expect(files.map(({ field, name, type }) => [field, name, type])).toEqual([['image[]', 'a "1".png', 'image/png'], ['image[]', 'empty.bin', 'application/octet-stream']])
    expect(files[0]!.bytes.equals(bytes)).toBe(true)
    expect(files[1]!.bytes).toHaveLength(0)
  })

  it('takes an empty form, a preamble, a quoted boundary and unquoted names', () => {
    expect(parseMultipart(Buffer.from('--b--\r\n'), 'multipart/form-data; boundary=b')).toEqual({ fields: {}, files: [] })
    const body = Buffer.from('hello\r\n--b c \r\nContent-Disposition: form-data; name=n\r\n\r\n1\r\n--b c--')
    expect(parseMultipart(body, 'multipart/form-data; boundary="b c"').fields).toEqual({ n: ['1'] })
  })

  it.each([
    ['application/json', '{}', 'not multipart/form-data'],
    ['multipart/form-data', '--b--', 'with a boundary'],
    ['multipart/form-data; boundary=b', 'nothing here', 'does not contain its boundary'],
    ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="n"\r\n\r\ncut of', 'ends early'],
    ['multipart/form-data; boundary=b', '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--', 'has no name'],
  ])('%s with %j is refused', (type, body, words) => {
    expect(() => parseMultipart(Buffer.from(body), type)).toThrow(words)
  })
})
