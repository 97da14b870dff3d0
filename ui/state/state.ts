// What the window knows. Panels read the state through selectors.
import type { ErrorAction, ErrorReport } from '../../src/shared/errors'
import type { Extent } from '../../src/shared/geometry'
import type { Command } from '../../src/shared/protocol'
import type { Settings } from '../../src/shared/settings'
import type { Role, SelectionSnapshot } from '../../src/shared/snapshot'
import type { Board } from '../batch/board-view'
import type { CompareDraft } from '../batch/compare-draft'
import type { FillDraft, FillTargets } from '../batch/fill-draft'
import type { EditDraft, EditView } from '../edit/edit-view'
import type { ExpandDraft } from '../edit/expand-draft'
import type { FinishDraft } from '../finish/finish-draft'
import type { HistoryEntry } from '../jobs/history'
import type { Job, Run } from '../jobs/job'
import type { QueuedRequest } from '../jobs/queue-state'
import type { Background, ImageInput, OutputFormat, ReferenceRole } from '../jobs/request'
import type { ModelCard } from '../models/model-card'
import type { ModelAvailability, Provider } from '../providers/provider'
import type { TextDraft } from '../words/text-draft'
import type { Contrast } from '../words/readability'
import type { ReaderView, WordCheck } from '../words/word-check'
import type { Marks } from './marks'
import type { WordsState } from './words-state'

export type { Actions } from './action-list'

export type Place = 'create' | 'results' | 'history'
export type SubPage = 'settings' | 'spending' | 'keys' | 'builder' | 'templates' | 'kit'

/** Of the tool strip, in its order. */
export const toolIds = ['generate', 'edit', 'expand', 'text', 'finish'] as const
export type ToolId = (typeof toolIds)[number]

/** Aspect ratio as chosen. `match` follows each target's own. `ratio` is width over height. */
export type RatioChoice = { kind: 'match' } | { kind: 'preset'; id: string; ratio: number } | { kind: 'custom'; widthPx: number; heightPx: number }
/** Picture px per canvas unit of the frame, or an exact extent. */
export type ResolutionChoice = { kind: 'density'; value: 1 | 2 | 4 } | { kind: 'exact'; widthPx: number; heightPx: number }

export type DraftReference = {
  /** Unique in the draft. */
  id: string
  role: ReferenceRole
  name: string
  /** A layer is exported when the run starts; a file was dropped or pasted into the window. */
  from: { kind: 'layer'; nodeId: string; what: 'look' | 'fill'; leaveOut: 'nothing' | 'overlays'; /** Canvas units, when known: for the estimate. */ extent?: Extent } | { kind: 'file'; image: ImageInput }
  /** Came from the selection (goes when it leaves the selection) or was added by hand. */
  sticky: boolean
  /** Its layer was deleted. */
  gone?: boolean
}

export type GenerateDraft = {
  prompt: string
  /** `providerId/modelId`. */
  modelKey: string
  ratio: RatioChoice
  resolution: ResolutionChoice
  quality: string
  count: number
  background: Background
  format: OutputFormat
  scaleMode: 'FILL' | 'FIT'
  references: DraftReference[]
}

export type KeyInfo = { providerId: string; origin: string; lastFour: string; keep: 'device' | 'session' }
export type KeyTest = { state: 'testing' } | { state: 'works'; message: string } | { state: 'failed'; error: ErrorReport }

export type Notice = {
  /** A later notice of the same key replaces this one. */
  key: string
  tone: 'bad' | 'warn' | 'ok' | 'info'
  message: string
  actions: ErrorAction[]
  /** Where it is shown. */
  at: 'foot' | 'results' | 'settings' | 'top'
  jobId: string | null
}

export type LedgerEntry = { at: number; jobId: string; modelId: string; pictures: number; usd: number | null; estimated: boolean; /** Name of the file; left out in older entries. */ file?: string | undefined }

export type Thumbnail = { state: 'loading' } | { state: 'ready'; url: string; widthPx: number; heightPx: number } | { state: 'failed' }

/** A layer as it looks with one of Inlay's pictures, or without any. */
export type VariationLooks = { nodeId: string; /** By image hash; '' is the original. */ urls: Record<string, Thumbnail> }

/** What shared code may know of a service. */
export type ProviderInfo = Pick<Provider, 'id' | 'label' | 'hosts' | 'regions' | 'defaultBaseURL' | 'needsKey' | 'ownAddress'> & { /** Unknown ids are looked up at the service. */ describes?: boolean } & { rewrite?: Omit<NonNullable<Provider['rewrite']>, 'run'>; readWords?: Omit<NonNullable<Provider['readWords']>, 'run'> }

export type History = {
  state: 'loading' | 'ready'
  /** Entries of the storage that could not be read; `corrupt`: none of them could. */
  broken: number
  corrupt: boolean
  /** Newest last; of every file. */
  entries: readonly HistoryEntry[]
  /** Of the page in view, by the recipes on its layers. */
  inFile: readonly HistoryEntry[]
  /** By entry id. */
  thumbs: Record<string, Thumbnail>
  /** Opened entry that no result of this session stands behind. */
  shown: string | null
}

/** What the end of an earlier window cut off. */
export type LeftOver = {
  waiting: QueuedRequest[]
  /** Sent, and maybe charged. */
  sent: QueuedRequest[]
  /** Requests that cannot be asked for again as they are: edits, and those with dropped files. */
  others: number
}

export type AppState = {
  /** Every model and service of this build, and the models of the settings. */
  catalog: { cards: readonly ModelCard[]; providers: readonly ProviderInfo[] }
  /** False until the handshake is answered. */
  ready: boolean
  fatal: ErrorReport | null
  command: Command
  /** Of the open document; '' before the handshake. */
  fileName: string
  /** Kept with the document since the first landing in it; '' before. Two files may have the same name. */
  fileId: string
  place: Place
  subPage: SubPage | null
  /** Only the progress strip is left of the window. */
  collapsed: boolean
  online: boolean
  snapshot: SelectionSnapshot | null
  /** Roles that the designer changed, by layer id. */
  rolesChosen: Record<string, Role>
  pinnedIds: string[]
  /** By `${nodeId}:${what}`. */
  thumbnails: Record<string, Thumbnail>
  /** What the designer switched to, before the sandbox has told; by layer id. Null: the original. */
  variationChosen: Record<string, string | null>
  /** Of the layer that Results shows. */
  looks: VariationLooks | null
  settings: Settings
  keys: KeyInfo[]
  keyTests: Record<string, KeyTest>
  /** By provider id; missing until asked. */
  availability: Record<string, ModelAvailability[]>
  draft: GenerateDraft
  /** Each frame its own prompt. */
  fill: FillDraft
  /** Layers of the fill plan; null while it is off or nothing can be filled. */
  fillTargets: FillTargets | null
  tool: ToolId
  /** The designer chose the tool; it stays until the selection changes its kind. */
  toolByHand: boolean
  /** Prompts of the tools and intents that are not in use, by `tool` or `tool/intent`; the one in use is the draft's. */
  prompts: Record<string, string>
  editDraft: EditDraft
  expandDraft: ExpandDraft
  finishDraft: FinishDraft
  text: TextDraft
  reader: ReaderView
  /** By result key. */
  wordChecks: Record<string, WordCheck>
  /** Of text layers over a picture, by result key; null while it is measured, or where nothing can be. */
  contrasts: Record<string, Contrast | null>
  compare: CompareDraft
  /** Of this session's comparisons, by run id. */
  boards: Record<string, Board>
  /** Builder, templates, brand kit, series. */
  words: WordsState
  /** The picture under edit; null while no tool needs one. */
  edit: EditView | null
  /** The designer set the count; until then it follows the selection. */
  countByHand: boolean
  /** Selected layers that the designer does not want sent along, until they leave the selection. */
  droppedReferences: string[]
  /** `providerId/modelId`, newest first, at most two: the top of the model menu. */
  recentModels: string[]
  /** Rises when the prompt should take the focus: after "Edit prompt". */
  focusPrompt: number
  /** Newest last; arrow up in the prompt walks it. */
  promptHistory: string[]
  jobs: Record<string, Job>
  runs: Run[]
  /** Ids in the order in which they start; those that started already may be among them. */
  queueOrder: string[]
  /** What waits stays where it is until the designer resumes. */
  queuePaused: boolean
  /** Where the next run joins the queue; afterwards it is the back again. */
  queuePlace: QueueChoice
  notices: Notice[]
  ledger: LedgerEntry[]
  history: History
  /** Null: nothing, or it was decided. */
  left: LeftOver | null
  /** Of this user, whatever file the pictures are in. */
  marks: Marks
  /** Polite and assertive live regions. */
  spoken: { status: string; alert: string }
  /** Result shown large in Results. */
  shownResultKey: string | null
  /** Date.now() of the last tick while something counts down or runs; otherwise stale. */
  nowMs: number
}

/** `replace`: what waits is cancelled first. */
export type QueueChoice = 'back' | 'front' | 'replace'

/** What the main button says and whether a press would run. `label` bold, `price` regular: "Generate into 3 frames", "about $0.21". */
export type MainButton = { label: string; price: string; blocked: string | null }
