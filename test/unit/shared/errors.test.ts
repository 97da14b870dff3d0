import { describe, expect, it } from 'vitest'
import { errorReport } from '../../../src/shared/error-report'
import { assert, fromErrorReport, PluginError, redact, toErrorReport } from '../../../src/shared/errors'
import { cleanText } from '../../../src/shared/snapshot'

describe('redact', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-abc123def456ghi789.', 'sk-proj-abc123'],
    ['Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['key sk-abcd********************wxyz is wrong', 'sk-abcd'],
    [`token ${'A1b2'.repeat(12)}`, 'A1b2A1b2'],
  ])('blanks the key in "%s"', (text, secret) => expect(redact(text)).not.toContain(secret))
  it('leaves sentences alone', () => expect(redact('Hero is locked. Ask a designer, or skim-read request req_0123.')).toBe('Hero is locked. Ask a designer, or skim-read request req_0123.'))
})

describe('error reports', () => {
  it('survive the way across, without the cause', () => {
    const error = new PluginError('provider.rate-limited', 'OpenAI asks to wait.', { hint: 'Soon.', retryable: true, retryAfterMs: 12_000, providerRequestId: 'req_1', details: { n: 2, text: 'sk-secretsecret' }, actions: [{ kind: 'retry', label: 'Try again' }], cause: new Error('inner') })
    const report = errorReport.parse(structuredClone(toErrorReport(error)))
    expect(report.details).toEqual({ n: 2, text: '[key removed]' })
    expect(fromErrorReport(report)).toMatchObject({ code: 'provider.rate-limited', retryAfterMs: 12_000, providerRequestId: 'req_1', retryable: true })
    expect(JSON.stringify(report)).not.toContain('inner')
  })
  it.each([['an Error', new Error('boom')], ['a string', 'boom'], ['undefined', undefined], ['an object', {}]])('make internal of %s', (_name, thrown) => {
    expect(errorReport.parse(toErrorReport(thrown))).toMatchObject({ code: 'internal', actions: [{ kind: 'report' }] })
  })
  it('shorten foreign texts', () => expect(toErrorReport(new Error('word '.repeat(500))).hint.length).toBeLessThanOrEqual(300))
  it('surface broken invariants', () => expect(() => assert(false, 'a frame has a width')).toThrow(PluginError))
})

describe('cleanText', () => {
  it.each([
    ['control characters', 'a\u0000b\u001bc\u009dd', 'abcd'],
    ['bidirectional marks', 'safe\u202egnp.exe\u2066x\u2069\u200f', 'safegnp.exex'],
    ['invisible characters', '\ufeffa\u200bb\u2060c', 'abc'],
  ])('removes %s', (_name, text, clean) => expect(cleanText(text, 100)).toBe(clean))
  it.each(['Ünïcode – 28 November', 'two\nlines\tand a tab', '日本語', '👩‍🚀'])('keeps %j', (text) => expect(cleanText(text, 100)).toBe(text))
  it('cuts at the length, with an ellipsis inside it', () => expect(cleanText('abcdef', 4)).toBe('abc…'))
})
