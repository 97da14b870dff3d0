// Lets go of pictures that have landed: the document holds them, the window keeps small copies. The newest stay whole, and any is whole again when it is wanted.
import { PluginError, toErrorReport } from '../../src/shared/errors'
import type { JobContext } from './context'
import type { Job, JobResult } from './job'

/** Bytes of landed pictures that are kept whole; the newest one always is. */
const wholeBytes = 8_000_000
/** Of a small copy, px. */
const thumbEdgePx = 320

type Kept = { jobId: string; key: string; bytes: number }

export function createShelf({ job: jobOf, patch, pixels, urls, channel }: Pick<JobContext, 'job' | 'patch' | 'pixels' | 'urls' | 'channel'>) {
  const whole: Kept[] = []
  let chain: Promise<void> = Promise.resolve(), working = 0
  const find = ({ jobId, key }: Pick<Kept, 'jobId' | 'key'>): JobResult | undefined => jobOf(jobId)?.results.find((result) => result.key === key)

  function change(jobId: string, key: string, part: Partial<JobResult>): void {
    const job = jobOf(jobId)
    if (job) patch(jobId, { results: job.results.map((result) => (result.key === key ? { ...result, ...part } : result)) })
  }
  /** A picture that cannot be made small stays whole. */
  async function reduce(kept: Kept): Promise<void> {
    const result = find(kept)
    if (!result?.outcome || result.kept || result.composed) return
    try {
      const small = await pixels.thumbnail(result.bytes, result.mime, thumbEdgePx)
      const now = find(kept)
      if (!now?.outcome || now.kept) return
      change(kept.jobId, kept.key, { bytes: new Uint8Array(0), url: urls.create(small, 'image/jpeg'), kept: { imageHash: now.outcome.imageHash, bytes: now.bytes.length } })
      urls.revoke(now.url)
    } catch (error) {
      toErrorReport(error)
    }
  }
  function trim(): void {
    let total = whole.reduce((sum, { bytes }) => sum + bytes, 0)
    while (total > wholeBytes && whole.length > 1) {
      const oldest = whole.shift()!
      total -= oldest.bytes
      working += 1
      chain = chain.then(() => reduce(oldest)).finally(() => { working -= 1 })
    }
  }
  function put(jobId: string, result: JobResult): void {
    const known = whole.findIndex(({ key }) => key === result.key)
    if (known >= 0) whole.splice(known, 1)
    whole.push({ jobId, key: result.key, bytes: result.bytes.length })
    trim()
  }

  return {
    /** After a landing. A picture that was fitted into another one stays as it is. */
    landed({ id }: Job, result: JobResult): void {
      if (!result.composed && !result.kept) put(id, result)
    },
    /** The result with its bytes. Raises placement.rejected-by-figma when the document no longer has them. */
    async whole(jobId: string, key: string): Promise<JobResult | undefined> {
      const result = find({ jobId, key })
      if (!result?.kept) return result
      const { bytes } = await channel.ask('picture.read', { imageHash: result.kept.imageHash })
      if (!bytes) throw new PluginError('placement.rejected-by-figma', 'This file no longer has the picture.')
      const now = find({ jobId, key })
      if (!now?.kept) return now
      change(jobId, key, { bytes, url: urls.create(bytes, now.mime), kept: null })
      urls.revoke(now.url)
      const again = find({ jobId, key })
      if (again) put(jobId, again)
      return again
    },
    idle: (): boolean => working === 0,
  }
}

export type Shelf = ReturnType<typeof createShelf>
