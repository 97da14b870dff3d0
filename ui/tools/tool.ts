// Something the designer runs. A tool only decides; the job pipeline acts, and knows a tool only by its finished plan.
import type { ErrorAction, ErrorCode, ErrorReport } from '../../src/shared/errors'
import type { PlacementPlan } from '../../src/shared/placement'
import type { Settings } from '../../src/shared/settings'
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import type { ImageRequest } from '../jobs/request'
import type { ModelCard } from '../models/model-card'
import type { DraftReference, GenerateDraft } from '../state/state'

/** Where one result goes; the pipeline adds ids and the recipe. */
export type PlannedPlacement = Omit<PlacementPlan, 'runId' | 'jobId' | 'resultIndex' | 'recipe'>

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
}

export type PlanInput = {
  /** Null before the first read: treated as an empty selection. */
  snapshot: SelectionSnapshot | null
  draft: GenerateDraft
  card: ModelCard
  settings: Pick<Settings, 'showPartials' | 'moderation'>
}

/**
 * `jobs` are there even when `blocked` says why they cannot run, so that the price stays on the button.
 * `notes`: those of all jobs, each once.
 */
export type Plan = { jobs: PlannedJob[]; notes: string[]; blocked: ErrorReport | null }

export type Tool = {
  id: string
  label: string
  /** What must be selected, as the hint of a tool that cannot run. */
  needs: string
  /** Pure. */
  plan(input: PlanInput): Plan
}

/** A reason not to run, with the next steps. */
export const blockedBy = (code: ErrorCode, message: string, actions: ErrorAction[] = [], hint = ''): ErrorReport => ({ code, message, hint, actions, retryable: false })
