// Notices: one per key, the newest replaces the earlier one, and each goes when its cause goes. Pure.
import type { ErrorReport } from '../../src/shared/errors'
import type { Notice } from './state'

export const withNotice = (notices: readonly Notice[], notice: Notice): Notice[] => [...notices.filter(({ key }) => key !== notice.key), notice]
export const withoutNotices = (notices: Notice[], gone: (notice: Notice) => boolean): Notice[] => (notices.some(gone) ? notices.filter((notice) => !gone(notice)) : notices)

/** Codes after which the work goes on or only waits for a choice: amber. */
const amber = ['network.offline', 'provider.rate-limited', 'request.over-cap', 'selection.changed', 'placement.target-gone', 'placement.read-only', 'selection.locked', 'selection.too-small', 'selection.unsupported', 'request.prompt-missing', 'auth.key-missing']

/** One notice for all failures of the same cause; the request id, when the service gave one, can be copied. */
export function noticeOf(report: ErrorReport, { at = 'foot', jobId = null }: { at?: Notice['at']; jobId?: string | null } = {}): Notice {
  const id = report.providerRequestId
  const copies = id && !report.actions.some(({ kind }) => kind === 'copy-request-id') ? [{ kind: 'copy-request-id' as const, label: 'Copy request ID', value: id }] : []
  return { key: report.code, tone: amber.includes(report.code) ? 'warn' : 'bad', message: report.message, actions: [...report.actions, ...copies], at, jobId }
}
