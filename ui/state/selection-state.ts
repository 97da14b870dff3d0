// What a new selection changes in the window's state. Pure but for the object URLs it hands back for revoking.
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import { nextFillTargets } from '../batch/fill-draft'
import { noSides } from '../edit/expand-draft'
import { referenceLayersOf, targetsOf } from '../tools/targets'
import { editsPictures } from '../tools/source-layer'
import { selectionKind } from '../tools/selection-kind'
import { callName, renameMention } from '../prompts/mentions'
import { usualCount } from './initial-state'
import { findTemplate } from './template-in-use'
import { promptKey, switchTool } from './tool-state'
import type { AppState, DraftReference } from './state'

const referenceOf = (layer: LayerSnapshot, taken: readonly string[]): DraftReference => ({
  id: `selected ${layer.id}`,
  role: layer.role === 'source' ? 'subject' : 'style',
  name: callName(layer.name, taken),
  from: { kind: 'layer', nodeId: layer.id, what: 'look', leaveOut: 'nothing', extent: { width: layer.width, height: layer.height } },
  sticky: false,
})

const nodeOf = ({ from }: DraftReference): string | null => (from.kind === 'layer' ? from.nodeId : null)

/** References added by hand stay; those of the selection follow it and keep their order and role while they are selected. */
function nextReferences(references: readonly DraftReference[], lent: readonly LayerSnapshot[], wantsSubject: boolean): DraftReference[] {
  const kept = references.filter((reference) => reference.sticky || lent.some((layer) => layer.id === nodeOf(reference)))
  const added = lent.filter((layer) => !kept.some((reference) => nodeOf(reference) === layer.id)).reduce<DraftReference[]>((list, layer) => [...list, referenceOf(layer, [...kept, ...list].map(({ name }) => name))], [])
  // What a template is about comes first, and is the subject.
  const [subject, ...others] = added
  if (wantsSubject && subject && !kept.some(({ role }) => role === 'subject')) return [{ ...subject, role: 'subject' }, ...kept, ...others]
  return kept.length === references.length && added.length === 0 ? [...references] : [...kept, ...added]
}

const looksDifferent = (a: LayerSnapshot, b: LayerSnapshot): boolean => a.fillsSignature !== b.fillsSignature || a.width !== b.width || a.height !== b.height

const baseOf = (layer: LayerSnapshot): string => JSON.stringify([layer.width, layer.height, layer.fills?.filter((fill) => !fill.byInlay)])

/** Looks stay while their layer is the selected one and only the choice among Inlay's pictures has changed. */
function keptLooks({ looks, snapshot }: AppState, layers: readonly LayerSnapshot[], stale: string[]): AppState['looks'] {
  if (!looks) return null
  const old = snapshot?.layers.find((layer) => layer.id === looks.nodeId), now = layers.find((layer) => layer.id === looks.nodeId)
  if (old && now && baseOf(old) === baseOf(now)) return looks
  for (const look of Object.values(looks.urls)) if (look.state === 'ready') stale.push(look.url)
  return null
}

const haveSameLayers = (a: SelectionSnapshot | null, b: SelectionSnapshot): boolean => a?.layers.map(({ id }) => id).join() === b.layers.map(({ id }) => id).join()

/** The selection decides the tool (ui.md 1); what the designer chose stays until the selection changes its kind. */
function toolFor(state: AppState, next: SelectionSnapshot): Partial<AppState> {
  const replaceWanted = (state.tool === 'edit' && state.editDraft.intent === 'replace' ? state.draft.prompt : state.prompts[promptKey('edit', 'replace')] ?? '').trim() !== ''
  const before = selectionKind(state.snapshot, replaceWanted), now = selectionKind(next, replaceWanted)
  const sameLayers = haveSameLayers(state.snapshot, next)
  // A picture that was made larger has no more room: the designer is not done with it.
  const stays = sameLayers && state.tool === 'expand' && before.tool === 'expand' && now.tool === 'edit'
  const same = state.snapshot !== null && (before.kind === now.kind || stays)
  const fresh = sameLayers ? {} : { fromResult: false, paintIndex: null }
  if (same && (state.toolByHand || stays || state.tool === now.tool)) return sameLayers ? {} : { editDraft: { ...state.editDraft, ...fresh } }
  const intent = state.editDraft.intentByHand && same ? state.editDraft.intent : now.intent
  const change = switchTool(state, now.tool, now.tool === 'edit' ? intent : state.editDraft.intent)
  return { ...change, toolByHand: false, editDraft: { ...(change.editDraft ?? state.editDraft), intentByHand: same && state.editDraft.intentByHand, ...fresh } }
}

/** Null when `snapshot` is older than what is known. `stale` are object URLs that nothing shows any more. */
export function afterSelection(state: AppState, snapshot: SelectionSnapshot): { change: Partial<AppState>; stale: string[] } | null {
  if (state.snapshot && snapshot.revision < state.snapshot.revision) return null
  const ids = new Set(snapshot.layers.map((layer) => layer.id))
  const rolesChosen = Object.fromEntries(Object.entries(state.rolesChosen).filter(([id]) => ids.has(id)))
  const pinned = new Set(state.pinnedIds)
  const layers = snapshot.layers.map((layer) => ({ ...layer, role: rolesChosen[layer.id] ?? layer.role, pinned: pinned.has(layer.id) }))
  const next = { ...snapshot, layers }
  const droppedReferences = state.droppedReferences.filter((id) => ids.has(id))
  const toolChange = toolFor(state, next), tool = toolChange.tool ?? state.tool
  const lent = referenceLayersOf(next, tool).filter((layer) => !droppedReferences.includes(layer.id))
  const followed = nextReferences(state.draft.references, lent, tool === 'generate' && state.words.template !== null && findTemplate(state.words, state.words.template.id)?.subject !== undefined)
  // A layer that was renamed is called by its new name, in the prompt as well.
  let prompt = (toolChange.draft ?? state.draft).prompt
  const references = followed.map((reference) => {
    const was = state.snapshot?.layers.find(({ id }) => id === nodeOf(reference)), now = layers.find(({ id }) => id === nodeOf(reference))
    if (!was || !now || was.name === now.name) return reference
    const name = callName(now.name, followed.filter((other) => other !== reference).map((other) => other.name))
    prompt = renameMention(prompt, reference.name, name)
    return { ...reference, name }
  })
  const count = state.countByHand ? state.draft.count : targetsOf(next).length === 0 && !editsPictures(tool) ? usualCount.onCanvas : usualCount.perTarget

  const before = new Map(state.snapshot?.layers.map((layer) => [layer.id, layer]))
  const shown = new Set(references.map(nodeOf))
  const after = new Map(layers.map((layer) => [layer.id, layer]))
  const thumbnails: AppState['thumbnails'] = {}
  const stale: string[] = []
  for (const [key, thumbnail] of Object.entries(state.thumbnails)) {
    const id = key.slice(0, key.lastIndexOf(':'))
    const old = before.get(id), now = after.get(id)
    const keep = now ? !old || !looksDifferent(old, now) : shown.has(id)
    if (keep) thumbnails[key] = thumbnail
    else if (thumbnail.state === 'ready') stale.push(thumbnail.url)
  }
  const variationChosen = Object.fromEntries(Object.entries(state.variationChosen).filter(([id]) => ids.has(id)))
  const looks = keptLooks(state, layers, stale)
  const expandDraft = haveSameLayers(state.snapshot, snapshot) ? state.expandDraft : { ...state.expandDraft, mode: null, sides: noSides }
  const draft = { ...(toolChange.draft ?? state.draft), prompt, references, count }
  const fillTargets = state.fill.on ? nextFillTargets(state.fillTargets, next) : null
  return { change: { snapshot: next, fillTargets, rolesChosen, droppedReferences, thumbnails, variationChosen, looks, expandDraft, ...toolChange, draft }, stale }
}
