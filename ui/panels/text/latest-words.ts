// The newest mockup of the words that are asked for now: its badges stand beside them. Pure.
import type { Job, JobResult } from '../../jobs/job'
import type { AppState } from '../../state/state'
import { textsFor } from '../../words/text-draft'

let last: { job: Job; result: JobResult } | null = null

/** The same object while nothing of it changed. */
export function latestWords({ runs, jobs, snapshot, text }: Pick<AppState, 'runs' | 'jobs' | 'snapshot' | 'text'>): { job: Job; result: JobResult } | null {
  const wanted = new Set(textsFor(snapshot, text).map((one) => one.text))
  for (const run of [...runs].reverse()) {
    for (const job of run.jobIds.flatMap((id) => jobs[id] ?? [])) {
      const result = job.results[job.results.length - 1]
      if (!result || !job.letters?.length || !job.letters.every((one) => wanted.has(one.text))) continue
      if (last?.job !== job || last.result !== result) last = { job, result }
      return last
    }
  }
  return null
}
