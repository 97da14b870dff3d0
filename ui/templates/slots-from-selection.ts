// What the selection puts into the blanks of a template. Pure.
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import type { ReferenceRole } from '../jobs/request'
import type { SlotValues } from './fill-template'
import { maxSlotLength, type Template, type TemplateSlot } from './template'

export type SlotSources = {
  snapshot: SelectionSnapshot | null
  /** In request order; `nodeId` null for files. */
  references: readonly { name: string; role: ReferenceRole; nodeId: string | null }[]
  /** Of the file's colour variables and styles: "Night #101C3A". */
  colours: readonly string[]
}

/** "Frame 12", "Rectangle 3", "image 4": names that nobody chose. */
const unnamed = /^(frame|group|rectangle|ellipse|polygon|star|line|vector|image|component|instance|section|text|slice|boolean|union|photo|picture|card|screen)?[\s_-]*\d*$/i
const maxWordLines = 6
const maxColours = 5

const isNamed = (name: string): boolean => !unnamed.test(name.trim())

/** Layers whose own words are not for the picture: they show the subject. */
const isShown = (layer: LayerSnapshot, { references }: SlotSources): boolean => references.some(({ nodeId, role }) => nodeId === layer.id && role === 'subject')

/** Text layers in or among the selection, in reading order. */
export const textsOf = (sources: SlotSources): string[] => (sources.snapshot?.layers ?? []).filter((layer) => !isShown(layer, sources)).flatMap(({ texts }) => texts)

/** What is printed on the subject, as far as text layers say it. */
export const labelWordsOf = (sources: SlotSources): string[] => (sources.snapshot?.layers ?? []).filter((layer) => isShown(layer, sources)).flatMap(({ texts }) => texts)

function valueFor(slot: TemplateSlot, sources: SlotSources): string {
  const layers = sources.snapshot?.layers ?? []
  switch (slot.from) {
    case undefined: return ''
    case 'subject': {
      const subject = sources.references.find(({ role }) => role === 'subject')
      return subject ? `@${subject.name}` : ''
    }
    case 'layer': return layers.find((layer) => layer.role === 'target' && isNamed(layer.name))?.name ?? ''
    case 'section': return layers.flatMap(({ section }) => (section && isNamed(section) ? [section] : []))[0] ?? ''
    case 'colours': return sources.colours.slice(0, maxColours).join(', ')
    case 'texts': return slot.kind === 'words' ? textsOf(sources).slice(0, maxWordLines).join('\n') : textsOf(sources)[0] ?? ''
  }
}

/** Only the blanks for which the selection has something. */
export const slotValuesFrom = (template: Template, sources: SlotSources): SlotValues =>
  Object.fromEntries(template.slots.flatMap((slot) => {
    const value = valueFor(slot, sources).slice(0, maxSlotLength[slot.kind])
    return value === '' ? [] : [[slot.id, value]]
  }))
