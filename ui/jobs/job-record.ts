// A job as it is told to the sandbox: without pictures, prompts and addresses.
import type { JobRecord } from '../../src/shared/protocol'
import type { Job } from './job'

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
  changedOutside: null,
  alignment: null,
  tone: null,
  estimateUsd: job.estimate ? { low: job.estimate.low, high: job.estimate.high } : null,
  actualUsd: job.actualUsd,
  results: job.results.map(({ sha256, outcome, placed }) => ({ sha256, imageHash: outcome?.imageHash ?? null, nodeId: outcome?.nodeId ?? null, placed })),
})
