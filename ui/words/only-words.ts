// Other words in a finished mockup: an edit whose mask is the place of its words, so that no pixel elsewhere changes.
import type { EditWork } from '../edit/edit-work'
import type { Composite } from '../jobs/composite'
import type { JobContext } from '../jobs/context'
import type { Job, JobResult } from '../jobs/job'
import { until } from '../jobs/until'
import type { ModelCard } from '../models/model-card'
import { isProblem, planEdit } from '../pixels/in-place/plan-edit'
import { letterMask } from './letter-mask'
import type { WordCheck } from './word-check'

/** The place is at most this much wider than the old words where the new ones are longer. */
const widest = 2.5

/** Null where nobody will say where the words stand. Waits for a reading that is to come. */
const placesOf = ({ key }: JobResult, context: Pick<JobContext, 'store'>, signal: AbortSignal): Promise<WordCheck | null> => until(context, signal, ({ wordChecks, reader }) => {
  const check = wordChecks[key]
  if (check) return check.state === 'reading' ? undefined : check
  return reader.state === 'ready' || reader.state === 'loading' ? undefined : null
})

/** Null where the place of the words is not known, or the request would be of another extent: then the whole picture is edited. */
export async function onlyWords(context: Pick<JobContext, 'store'>, work: Pick<EditWork, 'prepareArea' | 'finishArea'>, first: JobResult, { request, letters = [] }: Pick<Job, 'request' | 'letters'>, card: ModelCard | null, signal: AbortSignal): Promise<Composite | null> {
  const check = await placesOf(first, context, signal), boxes = check?.verdicts.map(({ box }) => box) ?? []
  const extent = { width: first.widthPx, height: first.heightPx }, { widthPx, heightPx } = request.extent
  if (!card || boxes.length === 0 || extent.width !== widthPx || extent.height !== heightPx) return null
  const longer = Math.min(widest, Math.max(1, letters.map(({ text }) => text).join(' ').length / Math.max(1, check!.verdicts.map(({ expected }) => expected).join(' ').length)))
  const mask = letterMask(boxes.flatMap((box) => (box ? [{ ...box, width: box.width * longer }] : [])), extent)
  if (!mask || boxes.includes(null)) return null
  const planned = planEdit({ sourceExtent: extent, maskBounds: mask.bounds, maskPixels: mask.pixels, rule: card.extents, intent: 'replace' })
  if (isProblem(planned)) return null
  // The model sees the whole scene, at the size and the price that were said.
  const plan = { ...planned, crop: { x: 0, y: 0, ...extent }, request: extent, scale: 1, paddedShare: 0 }
  const { operations: { mask: masks } } = card
  const area = () => ({ source: { key: `words of ${first.key}`, bytes: first.bytes as Uint8Array<ArrayBuffer>, mime: first.mime, behind: null }, coverage: mask.coverage.slice(), plan, matchTone: false, keepUnchanged: true })
  return {
    masks, patches: false, usualForm: 'whole',
    async prepare(options) {
      const made = await work.prepareArea(area(), options)
      return { source: { name: 'picture', ...made.source }, mask: masks && made.mask ? { name: 'mask', ...made.mask } : null }
    },
    finish: (answer, options) => work.finishArea(area(), answer, options),
  }
}
