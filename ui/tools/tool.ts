// Something the designer runs. A tool only decides; the job pipeline acts, and knows a tool only by its finished plan.
import type { ErrorAction, ErrorCode, ErrorReport } from '../../src/shared/errors'
import type { Bounds } from '../../src/shared/geometry'
import type { PlacementPlan } from '../../src/shared/placement'
import type { Settings } from '../../src/shared/settings'
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import type { PlannedBoard } from '../batch/board-view'
import type { CompareDraft } from '../batch/compare-draft'
import type { FillDraft, FillTargets } from '../batch/fill-draft'
import type { EditDraft, EditView, IntentId } from '../edit/edit-view'
import type { ExpandDraft } from '../edit/expand-draft'
import type { FinishChoice } from '../finish/finish-method'
import type { ImageRequest } from '../jobs/request'
import type { ModelCard } from '../models/model-card'
import type { CutWay } from '../pixels/cut-out/cut-out-order'
import type { ExpandPlan } from '../pixels/expand/plan-expand'
import type { EditPlan } from '../pixels/in-place/plan-edit'
import type { CropPlan } from '../pixels/in-place/plan-crop'
import type { Scaling } from '../pixels/upscale/resample'
import type { ExpectedText, TextDraft } from '../words/text-draft'
import type { AppState, DraftReference, GenerateDraft, ToolId } from '../state/state'

/** Where one result goes; the pipeline adds ids and the recipe. */
export type PlannedPlacement = Omit<PlacementPlan, 'runId' | 'jobId' | 'resultIndex' | 'recipe'>

/** What the edit session turns into a composite when the run starts. `sourceHash`: the picture that is edited, which need not be the visible one. */
export type PlannedEdit =
  | { kind: 'area'; sourceHash: string; plan: EditPlan; matchTone: boolean; keepUnchanged: boolean; /** False where the model takes no mask: the words say where. */ sendsMask: boolean; /** Patch layer that is left out of the picture: the result takes its place. */ without?: string }
  | { kind: 'whole'; sourceHash: string; plan: CropPlan; /** What is drawn over the picture goes along as hints. */ sendsMarkup: boolean }
  | { kind: 'upscale'; sourceHash: string; scaling: Scaling; /** New px for one of the picture's. */ larger: number; /** A tile of the larger picture, px of that; null: all of it. */ part: Bounds | null; way: UpscaleWay }
  | { kind: 'expand'; sourceHash: string; plan: ExpandPlan; strict: boolean; matchTone: boolean; sendsMask: boolean; /** The larger picture becomes a layer of its own. */ asLayer: boolean; /** Starts from the picture of the job before; this is the new picture's box in px of the first source. */ ring?: Bounds }
  | { kind: 'cut-out'; sourceHash: string; way: CutWay }

/** On this device, or by a model that is sent the picture or its larger copy; `plan` is that of the larger copy. */
export type UpscaleWay = { by: 'device' } | { by: 'answer'; plan: CropPlan; sends: 'picture' | 'larger' }

export type PlannedJob = {
  /** `references` is empty: pictures of layers are exported when the job starts. */
  request: ImageRequest
  references: readonly DraftReference[]
  /** One per result. */
  placements: PlannedPlacement[]
  targetName: string
  /** The ratio as the designer chose it, for the recipe: "match", "16:9", "1200 x 630". */
  ratio: string
  /** What will come out differently than asked, in sentences. */
  notes: string[]
  /** Words that the picture is to show. Left out: none. */
  letters?: readonly ExpectedText[]
  /** The picture of the run's first job is sent along as the one to edit. */
  editsFirst?: boolean
  /** In-place edits; left out: results are placed as they come. */
  edit?: PlannedEdit
  /** Its own model and words, where they are others than those of the run. */
  card?: ModelCard
  words?: string
  /** Starts from the picture of the job before it in the plan, and is sent once that is there. */
  follows?: boolean
  /** A step on the way: kept in Results, not placed. */
  keep?: boolean
  /** Of the plan's board: its pictures land there whatever "When ready" says. */
  cell?: { row: number; column: number }
  /** The picture under edit as it is: nothing is asked of a service. */
  kept?: true
}

export type PlanInput = {
  /** Null before the first read: treated as an empty selection. */
  snapshot: SelectionSnapshot | null
  draft: GenerateDraft
  card: ModelCard
  settings: Pick<Settings, 'showPartials' | 'moderation'>
  editDraft: EditDraft
  edit: EditView | null
  expandDraft: ExpandDraft
  text?: TextDraft
  /** Left out: another tool is in use. */
  finish?: FinishChoice | null
  /** `cards`: of the model in use and of those it is compared with. Left out: nothing is compared. */
  comparison?: { draft: CompareDraft; cards: readonly ModelCard[] }
  /** For the fill plan. */
  fill?: FillDraft
  fillTargets?: FillTargets | null
  catalog?: AppState['catalog']
  /** What the brand kit and the series add to each prompt. Left out: nothing. */
  dressing?: string
}

/**
 * `jobs` are there even when `blocked` says why they cannot run, so that the price stays on the button.
 * `notes`: those of all jobs, each once.
 */
export type Plan = { jobs: PlannedJob[]; notes: string[]; blocked: ErrorReport | null; /** Where the pictures of a comparison go. */ board?: PlannedBoard }

export type Tool = {
  id: string
  /** Where the tool strip has it. */
  strip: ToolId
  /** The sub-choice of Edit that it is. */
  intent?: IntentId
  /** A way of its place of the strip that the draft asks for; the registry has it before the usual one. */
  applies?(state: Pick<AppState, 'compare' | 'expandDraft' | 'finishDraft' | 'snapshot' | 'fill' | 'fillTargets'>): boolean
  label: string
  /** What must be selected, as the hint of a tool that cannot run. */
  needs: string
  /** Pure. */
  plan(input: PlanInput): Plan
  /** Verb, place and how often: the main button without its price (ui.md 2). */
  button(input: Pick<PlanInput, 'snapshot' | 'draft' | 'edit' | 'expandDraft' | 'finish' | 'comparison' | 'text' | 'fill' | 'fillTargets'> & { /** Left out: none is chosen. */ card?: ModelCard }): string
  /** What is promised beside the main button, once nothing stands in the way. */
  promise?: string
  /** What the prompt box asks for; null: the tool takes no prompt. */
  placeholder: string | null
  /** Runs by one of several methods (finish/), which brings its own model and words. */
  byMethod?: true
}

/** A reason not to run, with the next steps. */
export const blockedBy = (code: ErrorCode, message: string, actions: ErrorAction[] = [], hint = ''): ErrorReport => ({ code, message, hint, actions, retryable: false })

/** Why a run cannot start while one of its references is no more; null when all are there. */
export function goneReference(references: readonly DraftReference[]): ErrorReport | null {
  const gone = references.find((reference) => reference.gone)
  return gone ? blockedBy('selection.changed', `${gone.name} was deleted. Remove it from the references.`) : null
}
