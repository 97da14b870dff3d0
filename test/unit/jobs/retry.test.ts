import { expect, it } from 'vitest'
import { errorCodes, PluginError, toErrorReport, type ErrorCode } from '../../../src/shared/errors'
import { maxAttempts, retryDelayMs } from '../../../ui/jobs/retry'

const report = (code: ErrorCode, fields: ConstructorParameters<typeof PluginError>[2] = { retryable: true }) => toErrorReport(new PluginError(code, 'x', fields))
const middle = (): number => 0.5

it('sends again by itself only after a rate limit and an uncharged refusal', () => {
  expect(errorCodes.filter((code) => retryDelayMs(report(code), 1, middle) !== null)).toEqual(['provider.rate-limited', 'provider.unavailable'])
})
it.each<[string, ErrorCode, boolean]>([['no credit', 'provider.quota-exceeded', false], ['a broken stream', 'network.interrupted', true], ['a timeout', 'provider.timeout', true], ['a server error that may have been charged', 'provider.unavailable', false]])('never after %s', (_name, code, retryable) => {
  expect(retryDelayMs(report(code, { retryable }), 1, middle)).toBeNull()
})
it('waits longer each time, spread around the middle, and gives up after four sendings', () => {
  const waits = [1, 2, 3, 4].map((attempts) => retryDelayMs(report('provider.rate-limited'), attempts, middle))
  expect(waits).toEqual([8_000, 16_000, 32_000, null])
  expect(maxAttempts).toBe(4)
  expect(retryDelayMs(report('provider.rate-limited'), 1, () => 0)).toBe(6_000)
  expect(retryDelayMs(report('provider.rate-limited'), 1, () => 1)).toBe(10_000)
})
it('never comes earlier than the service asked, and leaves a long wait to the designer', () => {
  expect(retryDelayMs(report('provider.rate-limited', { retryable: true, retryAfterMs: 5_000 }), 1, () => 0)).toBe(5_000)
  expect(retryDelayMs(report('provider.rate-limited', { retryable: true, retryAfterMs: 600_000 }), 1, () => 0)).toBeNull()
})
