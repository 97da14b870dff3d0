// A job as it is told to the sandbox: without pictures, prompts and addresses.
import type { JobRecord } from '../../src/shared/protocol'
import type { CompositeReport } from './composite'
import type { Job } from './job'

/** Of the newest picture that was fitted into its source. */
const reported = (job: Job): CompositeReport | undefined => job.results.filter(({ composed }) => composed !== null).pop()?.composed?.report

export const toJobRecord = (job: Job): JobRecord => ({
  id: job.id,
  run: job.runId,
  tool: job.request.toolId,
  model: job.request.modelId,
  state: job.state,
  error: job.error,
  warnings: job.warnings,
  timingsMs: job.timingsMs,
  partials: job.partials,
  changedOutside: reported(job)?.changedOutside ?? null,
  alignment: reported(job)?.alignment ?? null,
  tone: reported(job)?.tone ?? null,
  estimateUsd: job.estimate ? { low: job.estimate.low, high: job.estimate.high } : null,
  actualUsd: job.actualUsd,
  results: job.results.map(({ sha256, outcome, placed }) => ({ sha256, imageHash: outcome?.imageHash ?? null, nodeId: outcome?.nodeId ?? null, placed })),
})
