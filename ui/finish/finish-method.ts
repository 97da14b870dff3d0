// One way to a finished picture. A method decides and prices; the job pipeline acts.
import type { ErrorReport } from '../../src/shared/errors'
import type { Bounds, Extent } from '../../src/shared/geometry'
import type { SourcePicture } from '../../src/shared/source'
import type { EditView } from '../edit/edit-view'
import type { ModelCard } from '../models/model-card'
import type { PlannedEdit } from '../tools/tool'
import type { FinishDraft, FinishWay } from './finish-draft'

export type FinishInput = { edit: EditView; source: SourcePicture; draft: FinishDraft }

/** `extent`: px asked of the model, or made on this device. */
export type FinishPlan = { edit: PlannedEdit; extent: Extent; prompt: string; /** Sentences: what will come out differently than asked. */ notes: string[]; /** One job each, laid over the picture as layers of a group: part of the larger picture, and its box in px of the picture. Left out: one picture. */ tiles?: readonly { part: Bounds; inPicture: Bounds }[]; /** Of the group. */ group?: string }

export type FinishMethod = {
  way: FinishWay
  /** Names, prices and times it. Of a model or a service, or one with `onDevice`, where nothing is asked. */
  card: ModelCard
  /** Second line of the menu, before price and time. */
  detail: string
  /** What is kept is drawn by a model, and not the picture's own pixels. */
  repaints: boolean
  /** Asks whether the holes of the subject go too. Default: it does not. */
  asksHoles?: boolean
  /** Why it cannot run on this picture; null when it can. What its model lacks is not asked here. */
  problem(input: FinishInput): ErrorReport | null
  /** Pure; asked only where there is no problem. A report where the model takes no such picture. */
  plan(input: FinishInput): FinishPlan | ErrorReport
}

/** What the Finish tool has in hand. */
export type FinishChoice = { draft: FinishDraft; method: FinishMethod | null }
