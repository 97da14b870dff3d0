// The state before the handshake: what a first run shows.
import { defaultSettings } from '../../src/shared/settings'
import { noComparison } from '../batch/compare-draft'
import { firstFill } from '../batch/fill-draft'
import { firstEditDraft } from '../edit/edit-view'
import { firstExpandDraft } from '../edit/expand-draft'
import { firstFinishDraft } from '../finish/finish-draft'
import { firstTextDraft } from '../words/text-draft'
import { noReader } from '../words/word-check'
import { noMarks } from './marks'
import type { AppState, GenerateDraft } from './state'
import { firstWords } from './words-state'

export const firstPrompt = 'A rocket on its launch pad at blue hour, four lattice towers around it, floodlights flaring near the ground, wide lens, deep blue sky'

/** Pictures of one press until the designer says otherwise. */
export const usualCount = { onCanvas: 4, perTarget: 1 }

export const firstDraft: GenerateDraft = {
  prompt: firstPrompt, modelKey: '', ratio: { kind: 'match' }, resolution: { kind: 'density', value: 1 }, quality: '', count: usualCount.onCanvas,
  background: 'auto', format: 'png', scaleMode: 'FILL', references: [],
}

export const initialState = (catalog: AppState['catalog'], nowMs: number, online: boolean): AppState => ({
  catalog, ready: false, fatal: null, command: 'open', fileName: '', fileId: '', place: 'create', subPage: null, collapsed: false, online,
  snapshot: null, rolesChosen: {}, pinnedIds: [], thumbnails: {}, variationChosen: {}, looks: null, settings: defaultSettings, keys: [], keyTests: {}, availability: {},
  fill: firstFill, fillTargets: null, tool: 'generate', toolByHand: false, prompts: {}, editDraft: firstEditDraft, expandDraft: firstExpandDraft, finishDraft: firstFinishDraft, text: firstTextDraft, reader: noReader, wordChecks: {}, contrasts: {}, compare: noComparison, boards: {}, words: firstWords, edit: null,
  draft: firstDraft, countByHand: false, droppedReferences: [], recentModels: [], focusPrompt: 0, promptHistory: [],
  jobs: {}, runs: [], queueOrder: [], queuePaused: false, queuePlace: 'back', notices: [], ledger: [], marks: noMarks, left: null, history: { state: 'loading', broken: 0, corrupt: false, entries: [], inFile: [], thumbs: {}, shown: null }, spoken: { status: '', alert: '' }, shownResultKey: null, nowMs,
})
