// Stars and rejections: this user's judgement of pictures, by the hashes that name them. Pure.
import * as z from 'zod/mini'
import type { JobResult } from '../jobs/job'

export type Mark = 'starred' | 'rejected'
/** Newest first. */
export type Marks = Readonly<Record<Mark, readonly string[]>>

export const noMarks: Marks = { starred: [], rejected: [] }
/** Of each kind; the oldest go first. */
const mostMarks = 1000

/** What a result can be found by later: its own bytes, and the image that the file made of them. */
export const pictureIds = ({ sha256, outcome }: Pick<JobResult, 'sha256' | 'outcome'>): string[] => (outcome ? [outcome.imageHash, sha256] : [sha256])

export const isMarked = (marks: Marks, mark: Mark, ids: readonly string[]): boolean => ids.some((id) => marks[mark].includes(id))

/** A picture is starred or rejected or neither. */
export function toggleMark(marks: Marks, mark: Mark, ids: readonly string[]): Marks {
  const without = (list: readonly string[]): string[] => list.filter((id) => !ids.includes(id))
  const cleared = { starred: without(marks.starred), rejected: without(marks.rejected) }
  return isMarked(marks, mark, ids) ? cleared : { ...cleared, [mark]: [...ids, ...cleared[mark]].slice(0, mostMarks) }
}

const list = z.array(z.string().check(z.maxLength(128)))
const marksSchema = z.object({ starred: list, rejected: list })
export function restoreMarks(stored: unknown): Marks {
  const parsed = marksSchema.safeParse(stored)
  return parsed.success ? { starred: parsed.data.starred.slice(0, mostMarks), rejected: parsed.data.rejected.slice(0, mostMarks) } : noMarks
}
