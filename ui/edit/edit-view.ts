// What the window knows of the picture under edit. Pixels live outside the store, in the edit session.
import type { ErrorReport } from '../../src/shared/errors'
import type { Bounds, Extent } from '../../src/shared/geometry'
import type { EditStep, SourcePicture } from '../../src/shared/source'

export const editIntents = ['fill', 'replace', 'remove', 'add', 'background', 'whole', 'style'] as const
export type IntentId = (typeof editIntents)[number]

export type EditDraft = {
  intent: IntentId
  /** The designer chose the intent; until then it follows the selection. */
  intentByHand: boolean
  /** Times the usual context, 0.5 to 4. */
  contextRatio: number
  /** Source px; null: as the picture's size asks. */
  growPx: number | null
  featherPx: number | null
  hideMasks: boolean
  /** Off where other light or colour is asked for. */
  matchTone: boolean
  /** A named style; '' is none. */
  style: string
  /** A repeated edit starts from the picture that shows, not from the one before it. */
  fromResult: boolean
  /** Of the layer's fills; null: the topmost visible picture. */
  paintIndex: number | null
}

export const firstEditDraft: EditDraft = { intent: 'whole', intentByHand: false, contextRatio: 1, growPx: null, featherPx: null, hideMasks: true, matchTone: true, style: '', fromResult: false, paintIndex: null }

/** The mask as it will be used: cleaned for the intent. */
export type MaskView = {
  /** `layers`: from the selected shapes; `painted`: in the window, on whatever ground. */
  kind: 'none' | 'layers' | 'painted'
  state: 'loading' | 'ready' | 'failed'
  /** Names of the mask layers it began with. */
  names: string[]
  layerIds: string[]
  canUndo: boolean
  canRedo: boolean
  /** Source px; null: nothing is marked. */
  bounds: Bounds | null
  /** Marked pixels. */
  pixels: number
  /** Of what is not wholly marked: what changes when the marked thing is kept. */
  rest: { bounds: Bounds | null; pixels: number }
  /** Rises with every change of the coverage. */
  version: number
  /** Equal for equal masks of one source. */
  key: string
  problem: ErrorReport | null
}

/** Mask layers of an edit that this window made; they may be hidden now. */
export type EarlierMask = { layerIds: string[]; name: string }

/** An edit that lies over its picture as a layer. */
export type PatchStep = EditStep & { nodeId: string }

export type EditView = {
  layerId: string
  paintIndex: number | null
  state: 'loading' | 'ready' | 'failed'
  problem: ErrorReport | null
  source: SourcePicture | null
  /** The picture at most 1024 px on its longer side. */
  preview: { url: string; width: number; height: number } | null
  mask: MaskView
  /** The patch layer on top of the picture, and how this window made it. Left out or null: none, or somebody else did. */
  topPatch?: PatchStep | null
  /** What lies behind the subject: one colour or gradient, anything else, or nothing. Left out: not looked at; null: being looked at. */
  ground?: 'plain' | 'busy' | 'clear' | null
  /** The picture was cut out before: it shows whole here, and what stayed is marked. */
  recut?: boolean
  /** The newest first. Left out: none. */
  earlierMasks?: readonly EarlierMask[]
}

export const noMask: MaskView = { kind: 'none', state: 'ready', names: [], layerIds: [], canUndo: false, canRedo: false, bounds: null, pixels: 0, rest: { bounds: null, pixels: 0 }, version: 0, key: '', problem: null }

export const extentOfSource = (source: SourcePicture): Extent => ({ width: source.widthPx, height: source.heightPx })
