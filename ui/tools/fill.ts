// Generate with a prompt of its own for each frame: the rows of the fill plan, one request each.
import { firstFill } from '../batch/fill-draft'
import { fillRows, jobsOfRows, type FillRow } from '../batch/fill-rows'
import type { ModelCard } from '../models/model-card'
import { blockedBy, type Plan, type PlanInput, type Tool } from './tool'

const rowsWord = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`

/** Of one plan; `quality` and `only` for finals. */
export function rowsOf(input: PlanInput, quality: string | null = null): readonly FillRow[] {
  const { fill = firstFill, fillTargets = null, catalog = { cards: [], providers: [] }, draft, card, settings, dressing = '' } = input
  return fillRows({ fill, fillTargets, catalog, draft, card, settings, dressing }, quality)
}

/** High, else the best that the model has. */
export const finalQualityOf = (card: Pick<ModelCard, 'qualities' | 'defaultQuality'>, wanted: string | null): string =>
  (card.qualities.find(({ id }) => id === wanted) ?? card.qualities.find(({ id }) => id === 'high') ?? card.qualities[card.qualities.length - 1])?.id ?? card.defaultQuality

/** The jobs of those rows, with what is left out said. */
export function planRows(rows: readonly FillRow[], share: boolean): Plan {
  const sendable = rows.filter(({ problem }) => problem === null)
  const jobs = jobsOfRows(sendable, share)
  const left = rows.filter(({ problem }) => problem !== null)
  const notes = [...new Set(jobs.flatMap((job) => job.notes)), ...(left.length > 0 ? [`${rowsWord(left.length)} cannot be sent and ${left.length === 1 ? 'is' : 'are'} left out: ${left[0]!.name} (${left[0]!.problem!.toLowerCase()}).`] : [])]
  return { jobs, notes, blocked: sendable.length === 0 && rows.length > 0 ? blockedBy('request.prompt-missing', rows.every(({ prompt }) => prompt === '') ? 'No row has a prompt yet.' : `${rows[0]!.name}: ${rows[0]!.problem!}.`) : null }
}

function plan(input: PlanInput): Plan {
  const rows = rowsOf(input), on = rows.filter((row) => row.on)
  const made = planRows(on, input.fill?.share ?? false)
  if (input.fillTargets?.nodes === null) return { ...made, blocked: blockedBy('selection.empty', 'Inlay is still reading the words of the frames.') }
  if (on.length === 0) return { ...made, blocked: blockedBy('selection.empty', 'Switch on at least one row.') }
  return made
}

function button({ fill = firstFill, fillTargets }: Parameters<Tool['button']>[0]): string {
  const on = (fillTargets?.layers ?? []).filter(({ id }) => fill.rows[id]?.off !== true).length
  return `Generate ${rowsWord(on)}`
}

export const fill: Tool = { id: 'fill', strip: 'generate', label: 'Fill plan', needs: 'Works with frames, shapes, sections and instances', placeholder: null, applies: ({ fill: draft, fillTargets }) => draft.on && fillTargets !== null, plan, button }
