// Errors as data: a code, one sentence for the designer, and the next step. Both realms.
import type { ErrorAction, ErrorReport } from './error-report'

export type { ErrorAction, ErrorReport } from './error-report'

/** Every code that Inlay can report. The group before the dot decides where the notice is shown. */
export const errorCodes = [
  'selection.empty', 'selection.unsupported', 'selection.locked', 'selection.too-small', 'selection.too-large', 'selection.changed',
  'mask.missing', 'mask.empty', 'mask.outside-source', 'mask.covers-everything',
  'request.invalid', 'request.unsupported-by-model', 'request.prompt-too-long', 'request.prompt-missing', 'request.extent-illegal', 'request.over-cap',
  'auth.key-missing', 'auth.key-rejected', 'auth.not-permitted',
  'provider.rate-limited', 'provider.quota-exceeded', 'provider.refused', 'provider.bad-request', 'provider.model-gone', 'provider.unavailable', 'provider.timeout', 'provider.bad-response',
  'network.offline', 'network.blocked', 'network.interrupted',
  'pixels.decode-failed', 'pixels.encode-failed', 'pixels.too-large', 'pixels.out-of-memory', 'pixels.extent-mismatch',
  'placement.target-gone', 'placement.read-only', 'placement.rejected-by-figma',
  'storage.full', 'storage.corrupt',
  'protocol.version', 'protocol.invalid', 'protocol.timeout', 'protocol.closed',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

type ErrorFields = Partial<Omit<ErrorReport, 'code' | 'message'>> & { cause?: unknown }

/** The only error that Inlay's own code throws on purpose. `cause` never leaves its realm. */
export class PluginError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly actions: ErrorAction[]
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined
  readonly providerRequestId: string | undefined
  readonly details: ErrorReport['details']

  constructor(code: ErrorCode, message: string, fields: ErrorFields = {}) {
    super(message)
    this.name = 'PluginError'
    this.code = code
    this.hint = fields.hint ?? ''
    this.actions = fields.actions ?? []
    this.retryable = fields.retryable ?? false
    this.retryAfterMs = fields.retryAfterMs
    this.providerRequestId = fields.providerRequestId
    this.details = fields.details
    if (fields.cause !== undefined) (this as { cause?: unknown }).cause = fields.cause
  }
}

/** Blanks anything that looks like a key. Applied to every text that came from a service or from a caught error. */
export const redact = (text: string): string =>
  text
    .replace(/\b(?:(?:sk|key|fal|r8|AIza)[-_]|Bearer[-_ ])[A-Za-z0-9_\-*.]{6,}/g, '[key removed]')
    .replace(/\b[A-Za-z0-9_-]{40,}\b/g, '[long text removed]')

/** Turns anything thrown into a report. Foreign errors become `internal`; their text is redacted and shortened. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof PluginError) {
    const report: ErrorReport = { code: error.code, message: redact(error.message), hint: redact(error.hint), actions: error.actions, retryable: error.retryable }
    if (error.retryAfterMs !== undefined) report.retryAfterMs = error.retryAfterMs
    if (error.providerRequestId !== undefined) report.providerRequestId = error.providerRequestId
    if (error.details !== undefined) report.details = Object.fromEntries(Object.entries(error.details).map(([k, v]) => [k, typeof v === 'string' ? redact(v) : v]))
    return report
  }
  const text = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: 'Something in Inlay went wrong.',
    hint: redact(text).slice(0, 300),
    actions: [{ kind: 'report', label: 'Copy report' }],
    retryable: false,
  }
}

/** Rebuilds a throwable error from a report that crossed the channel. */
export const fromErrorReport = (report: ErrorReport): PluginError => new PluginError(report.code, report.message, report)

/** Broken invariants surface as `internal`. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new PluginError('internal', 'Something in Inlay went wrong.', { hint: message, actions: [{ kind: 'report', label: 'Copy report' }] })
}
