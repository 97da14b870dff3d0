// Mockups with words: what is to be written, what was read, and putting wrong words right.
import { applyTo, invert, type Affine } from '../../../src/shared/geometry'
import type { SourcePicture } from '../../../src/shared/source'
import { encodedOf, readPatches } from '../../edit/read-patches'
import { pointIn } from '../../on-device/reading/quad'
import { modelKey } from '../../models/index'
import type { Correction, LiveText, PlannedCorrection } from '../../words/plan-correction'
import { checkCorrection } from '../correction'
import { noticeOf } from '../notices'
import { pictureOnLayer } from '../picture-on-layer'
import { readWordsOffer } from '../rewrite-offer'
import { startRun } from '../start-run'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'
import { done } from './done'

type Owns = 'editText' | 'loadReader' | 'skipReader' | 'cancelReader' | 'checkWords' | 'fixText' | 'useLiveText'

export function textActions(context: ActionContext, saveSettings: Actions['saveSettings']): Pick<Actions, Owns> {
  const { store, channel, wordChecks, edits, notify, fail, clock, dropNotices } = context

  async function correct(resultKey: string, kind: Correction): Promise<void> {
    store.set({ nowMs: clock() })
    const correction = checkCorrection(store.get(), resultKey, kind), card = correction?.check.card
    if (!correction || !card) return
    if (correction.check.blocked || !correction.planned) return notify(noticeOf(correction.check.blocked!, { at: 'results' }))
    const { planned } = correction, { mask, job, live } = planned, [placement] = job.placements
    const { source, bytes } = await pictureOnLayer(channel, placement!.targetId!, placement!.edit!.imageHash)
    const over = await readPatches(channel, source, new AbortController().signal)
    const composite = edits.freeze({ edit: job.edit!, source, from: async () => encodedOf(source, bytes, over), coverage: () => mask.coverage.slice() })
    const placed = { ...job, placements: job.placements.map((one) => ({ ...one, edit: { ...one.edit!, paintIndex: source.paintIndex } })) }
    dropNotices(({ at }) => at === 'foot' || at === 'results')
    startRun(context, {
      toolId: job.request.toolId, prompt: job.words ?? '', providerId: card.providerId, modelId: card.id, jobs: [placed], estimates: correction.check.estimates, composites: [composite],
      ...(live.length > 0 ? { landed: async (landed) => { await layTexts(landed.id, landed.runId, planned, source, live) } } : {}),
    })
    store.set(({ recentModels }) => ({ place: 'results', shownResultKey: null, recentModels: [modelKey(card), ...recentModels.filter((other) => other !== modelKey(card))].slice(0, 2) }))
  }

  async function layTexts(jobId: string, runId: string, { job }: PlannedCorrection, source: SourcePicture, live: readonly LiveText[]): Promise<void> {
    const toPage = invert(source.toSource), targetId = job.placements[0]!.targetId!
    if (!toPage) return
    for (const [index, { nodeId, box }] of live.entries()) {
      const { name } = await channel.ask('text.lay', { nodeId, targetId, place: placeOf(box, toPage), runId, jobId, resultIndex: 100 + index })
      done(context, `${name} lies over the picture as live text.`)
    }
  }

  return {
    editText: (change) => store.set(({ text }) => ({ text: { ...text, ...change } })),
    loadReader() {
      saveSettings({ readWords: 'on' })
      wordChecks.load()
    },
    skipReader: () => store.set(({ reader }) => ({ reader: { ...reader, skipped: true } })),
    cancelReader: () => wordChecks.cancel(),
    checkWords(resultKey) {
      if (store.get().reader.state !== 'ready' && !readWordsOffer(store.get())) return wordChecks.load()
      wordChecks.again(resultKey)
    },
    fixText: (resultKey) => void correct(resultKey, 'fix').catch((error: unknown) => fail(error, { at: 'results' })),
    useLiveText: (resultKey) => void correct(resultKey, 'live').catch((error: unknown) => fail(error, { at: 'results' })),
  }
}

/** The box on the page: its middle, its sides as long as they are there, and the turn of its reading direction. */
export function placeOf(box: LiveText['box'], toPage: Affine): { x: number; y: number; width: number; height: number; degrees: number } {
  const at = (along: number, across: number): { x: number; y: number } => {
    const { x, y } = pointIn(box, along, across)
    return applyTo(toPage, x, y)
  }
  const middle = at(0, 0), right = at(0.5, 0), down = at(0, 0.5), distance = (a: { x: number; y: number }): number => 2 * Math.hypot(a.x - middle.x, a.y - middle.y)
  return { ...middle, width: distance(right), height: distance(down), degrees: (Math.atan2(right.y - middle.y, right.x - middle.x) * 180) / Math.PI }
}
