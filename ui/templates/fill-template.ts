// The prompt that a template gives for the words in its blanks. Pure.
import { cleanText } from '../../src/shared/snapshot'
import { maxSlotLength, type Template, type TemplateSlot } from './template'

/** By slot id; a missing or empty value says the slot's usual words. */
export type SlotValues = Readonly<Record<string, string>>

export type FillOptions = {
  /** Words that are printed on the subject: they must stay as they are. */
  labelWords?: readonly string[]
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Lines to be drawn, without empty ones. */
export const wordLines = (value: string): string[] => value.split(/\r?\n/).map(oneLine).filter((line) => line !== '')

/** “A”, “B” and “C”; quotation marks of the words themselves become plain ones. */
export const quoted = (lines: readonly string[]): string => {
  const said = lines.map((line) => `“${line.replace(/[“”„]/g, '"')}”`)
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said[said.length - 1]!}`
}

const saidWords = (lines: readonly string[]): string => (lines.length === 0 ? 'no words' : lines.length === 1 ? `the exact words ${quoted(lines)}` : `the exact lines ${quoted(lines)}, one below the other`)

/** What the designer or the selection put there, cleaned and cut to length; '' when nothing. */
export function ownValue(slot: TemplateSlot, values: SlotValues): string {
  const value = cleanText(values[slot.id] ?? '', maxSlotLength[slot.kind])
  return slot.kind === 'words' ? wordLines(value).join('\n') : oneLine(value).replace(/[{}]/g, '')
}

export function fillTemplate(template: Template, values: SlotValues, { labelWords = [] }: FillOptions = {}): string {
  const own = new Map(template.slots.map((slot) => [slot.id, ownValue(slot, values)]))
  const said = new Map(template.slots.map((slot) => {
    const value = own.get(slot.id) || slot.usual
    return [slot.id, slot.kind === 'words' ? saidWords(wordLines(value)) : value]
  }))
  const has = (id: string): boolean => (own.get(id) || template.slots.find((slot) => slot.id === id)?.usual || '') !== ''
  const lines = template.lines.map((line) => (typeof line === 'string' ? line : has(line.with) ? line.say : line.without ?? ''))
  const { subject } = template
  // A name that begins with @ stands for a picture that is sent along.
  const shown = subject && (own.get(subject.slot) ?? '').startsWith('@') ? subject : null
  if (shown) lines.push(shown.keep)
  if (shown && labelWords.length > 0) lines.push(`The words on it stay ${quoted(labelWords.slice(0, 6).map((line) => oneLine(cleanText(line, 80))))}, letter for letter.`)
  return lines.filter((line) => line !== '').map((line) => sentence(line.replace(/\{([a-z]+)\}/gi, (blank, id: string) => said.get(id) ?? blank))).join(' ')
}

const sentence = (text: string): string => {
  const clean = oneLine(text).replace(/\s+([,.;:])/g, '$1')
  const capital = /^[a-z]/.test(clean) ? clean.charAt(0).toUpperCase() + clean.slice(1) : clean
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`
}
