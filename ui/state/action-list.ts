// What the window can be told to do, by name: panels call these and hold no logic of runs.
import type { ErrorAction } from '../../src/shared/errors'
import type { Extent } from '../../src/shared/geometry'
import type { Settings } from '../../src/shared/settings'
import type { Role } from '../../src/shared/snapshot'
import type { CompareDraft } from '../batch/compare-draft'
import type { FillDraft, RowEdit } from '../batch/fill-draft'
import type { EditDraft, IntentId } from '../edit/edit-view'
import type { ExpandDraft } from '../edit/expand-draft'
import type { FinishDraft } from '../finish/finish-draft'
import type { TextDraft } from '../words/text-draft'
import type { KitActions } from './actions/kit'
import type { PromptWordActions } from './actions/prompt-words'
import type { TemplateActions } from './actions/templates'
import type { Mark } from './marks'
import type { DraftReference, GenerateDraft, Notice, Place, QueueChoice, SubPage, ToolId } from './state'

/** Everything a panel can ask for. None of them throws; failures become notices. */
export type Actions = TemplateActions & PromptWordActions & KitActions & {
  go(place: Place): void
  openSub(page: SubPage | null): void
  editDraft(change: Partial<GenerateDraft>): void
  /** What was typed or pasted into the prompt box. A pasted recipe fills the window in, or is refused politely. */
  writePrompt(text: string): void
  chooseTool(tool: ToolId): void
  /** One prompt for all, or each frame its own. */
  fillEach(on: boolean): void
  editFill(change: Partial<Pick<FillDraft, 'pattern' | 'share' | 'finalQuality'>>): void
  /** Undefined fields go back to what the plan says. */
  editRow(layerId: string, change: { [K in keyof RowEdit]: RowEdit[K] | undefined }): void
  allRows(on: boolean): void
  /** A table from a spreadsheet; lines without names go to the rows from `fromId` on. */
  pasteRows(text: string, fromId: string | null): void
  copyRows(): void
  /** Reads the words around the frames again. */
  readWordsAgain(): void
  /** Approves the rows whose layers are selected on the canvas. */
  approveSelected(): void
  /** The approved rows once more, in final quality. */
  makeFinals(): void
  chooseIntent(intent: IntentId): void
  /** The selected shapes are the mask again. */
  useMaskLayers(): void
  /** Selects the layers of an earlier mask beside the picture under edit. */
  useEarlierMask(layerIds: readonly string[]): void
  editEdit(change: Partial<Omit<EditDraft, 'intent' | 'intentByHand'>>): void
  editExpand(change: Partial<ExpandDraft>): void
  editFinish(change: Partial<FinishDraft>): void
  /** Opens Finish with the layer of a result. Nothing is spent. */
  finishResult(resultKey: string, way: FinishDraft['way']): void
  editText(change: Partial<TextDraft>): void
  /** Downloads the reader's data, once; from then on it is loaded when it is needed. */
  loadReader(): void
  skipReader(): void
  cancelReader(): void
  /** Reads a result's words once more. */
  checkWords(resultKey: string): void
  /** Draws the wrong words of a result anew, in place. */
  fixText(resultKey: string): void
  /** Takes the wrong words out of the picture and lays their text layers over it. */
  useLiveText(resultKey: string): void
  editCompare(change: Partial<CompareDraft>): void
  /** The picture of a cell goes into the layer that the comparison was made for. */
  useCell(jobId: string): void
  /** Steps through the prompt history: -1 older, +1 newer. */
  recallPrompt(step: -1 | 1): void
  setRole(layerId: string, role: Role): void
  togglePin(layerId: string): void
  requestThumbnail(nodeId: string, what: 'look' | 'fill'): void
  /** The very picture of a layer that a run would send along; null when it cannot be read. */
  readSent(nodeId: string): Promise<{ bytes: Uint8Array; mime: string; widthPx: number; heightPx: number; what: 'look' | 'fill' } | null>
  /** `known`: layers outside the selection, as `findLayers` gave them. */
  addReferenceLayers(nodeIds: string[], known?: readonly { id: string; name: string; width: number; height: number }[]): void
  addReferenceFile(file: Blob, name: string): Promise<void>
  changeReference(id: string, change: Partial<Pick<DraftReference, 'role'>> & { what?: 'look' | 'fill'; leaveOut?: 'nothing' | 'overlays' }): void
  /** -1 earlier, +1 later. */
  moveReference(id: string, step: -1 | 1): void
  removeReference(id: string): void
  findLayers(text: string): Promise<{ id: string; name: string; type: string; width: number; height: number }[]>
  /** The main button. Explains itself in a notice when it cannot run. */
  run(): void
  /** One further variation near the one that shows on the selected layer. */
  moreLikeThis(): void
  /** The request behind a result once more, for one picture. */
  runAgain(resultKey: string): void
  /** What failed like this job, by another model: `providerId/modelId`. */
  runWith(jobId: string, modelKey: string): void
  cancelJob(jobId: string): void
  cancelAll(): void
  /** What waits; what runs goes on. */
  cancelQueued(): void
  pauseQueue(on: boolean): void
  moveToFront(jobId: string): void
  chooseQueuePlace(place: QueueChoice): void
  retryJob(jobId: string): void
  retryFailed(): void
  place(resultKey: string): void
  placeAll(runId: string): void
  undoRun(runId: string): void
  /** Takes the newest landing back; Figma never hears of a key pressed in the window. */
  undoLast(): void
  /** Puts what `undoLast` took away back in place, newest first. */
  redoLast(): void
  /** Switches on the canvas; a series within 400 ms is one undo step. Null: the original. */
  showVariation(nodeId: string, imageHash: string | null): void
  /** The original as long as it is held, on the canvas and in the window. */
  holdOriginal(nodeId: string, held: boolean): void
  /** Removes Inlay's other pictures of the layer; null removes all of them; `flatten` removes the hidden original as well. */
  keepVariation(nodeId: string, imageHash: string | null, number: number, flatten?: boolean): void
  /** '' is the original. */
  requestLook(nodeId: string, imageHash: string): void
  /** Stars or rejects a picture, or takes that back; `ids` as `pictureIds` gives them. */
  mark(mark: Mark, ids: readonly string[], name: string): void
  /** Opens a picture of History; null goes back to the list. */
  openEntry(id: string | null): void
  requestEntryThumb(id: string): void
  /** Lists what the layers of this page carry. */
  readFileHistory(): void
  /** Back into its layer, else onto the page. */
  placeEntry(id: string): void
  /** Shows its layer and fills the window in with its request. Nothing is sent. */
  useEntry(id: string): void
  /** Asks once more for what a closed window cut off. */
  resumeLeft(which: 'waiting' | 'sent'): void
  leaveLeft(): void
  /** Forgets every entry of this user; the pictures in files stay. */
  clearHistory(): void
  showNode(nodeId: string): void
  showResult(resultKey: string | null): void
  saveResult(resultKey: string): void
  /** Brings the whole picture back into the window, to be looked at. */
  wantWhole(resultKey: string): void
  copyResult(resultKey: string): Promise<void>
  copyText(text: string, said: string): void
  /** What was spent, as a table on disk. */
  exportSpending(): void
  /** An in-place edit leaves the fill and becomes a layer above it. */
  asNewLayer(resultKey: string): void
  /** Back to the picture and the mask of an edit. */
  editMask(resultKey: string): void
  act(action: ErrorAction, notice: Notice): void
  closeNotice(key: string): void
  saveSettings(change: Partial<Settings>): void
  saveKey(providerId: string, key: string, keep: 'device' | 'session'): Promise<void>
  testKey(providerId: string): Promise<void>
  /** Tries what the own endpoint can do and keeps it in the settings. */
  testEndpoint(): Promise<void>
  /** Chooses any model by its id; null when it is chosen, else why not. */
  chooseById(providerId: string, id: string): Promise<string | null>
  /** Where a stored key is kept from now on. */
  keepKey(providerId: string, keep: 'device' | 'session'): Promise<void>
  forgetKey(providerId: string): Promise<void>
  resize(size: Extent): void
  collapse(on: boolean): void
  openLink(url: string): void
}
