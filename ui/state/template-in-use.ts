// The template that stands in for the prompt box: its blanks and the prompt it gives now. Pure.
import { kitColours } from '../brand/kit'
import { fillTemplate, type SlotValues } from '../templates/fill-template'
import { templates } from '../templates/index'
import { labelWordsOf, slotValuesFrom, type SlotSources } from '../templates/slots-from-selection'
import type { Template } from '../templates/template'
import type { AppState, DraftReference } from './state'

export type WithTemplate = Pick<AppState, 'snapshot' | 'draft' | 'words' | 'tool'>

export const allTemplates = ({ own, shared }: AppState['words']): Template[] => [...templates, ...own, ...shared.filter(({ id }) => !own.some((mine) => mine.id === id))]
export const findTemplate = (words: AppState['words'], id: string): Template | null => allTemplates(words).find((template) => template.id === id) ?? null

export const sourcesOf = ({ snapshot, draft, words }: WithTemplate): SlotSources => ({
  snapshot, colours: kitColours(words.kit.text),
  references: draft.references.map(({ name, role, from }) => ({ name, role, nodeId: from.kind === 'layer' ? from.nodeId : null })),
})

type InUse = { template: Template; values: SlotValues; filled: SlotValues }
let last: { keys: readonly unknown[]; found: InUse } | null = null

/** Null while no template is in use; the same object while nothing changed. `filled`: blanks that the selection fills. */
export function templateInUse(state: WithTemplate): InUse | null {
  const inUse = state.tool === 'generate' ? state.words.template : null
  const template = inUse && findTemplate(state.words, inUse.id)
  if (!inUse || !template) return null
  const keys = [template, inUse.byHand, state.snapshot, state.draft.references, state.words.kit]
  if (last && last.keys.every((key, index) => key === keys[index])) return last.found
  const filled = slotValuesFrom(template, sourcesOf(state))
  last = { keys, found: { template, values: { ...filled, ...inUse.byHand }, filled } }
  return last.found
}

export function templateText(state: WithTemplate): string | null {
  const found = templateInUse(state)
  return found && fillTemplate(found.template, found.values, { labelWords: labelWordsOf(sourcesOf(state)) })
}

/** The picture that a template is about comes first and has the role subject: an unclaimed one of the selection takes it. */
export function subjectFirst(references: readonly DraftReference[], template: Pick<Template, 'subject'>): DraftReference[] {
  if (!template.subject || references.length === 0) return [...references]
  const subject = references.find(({ role }) => role === 'subject') ?? references.find(({ sticky, from }) => !sticky && from.kind === 'layer') ?? null
  return subject ? [{ ...subject, role: 'subject' }, ...references.filter((reference) => reference !== subject)] : [...references]
}
