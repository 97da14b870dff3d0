// Templates of this user and of the file: made from a prompt, restored from storage, a file or the clipboard. Whatever comes in is untrusted text and nothing more.
import * as z from 'zod/mini'
import { cleanText } from '../../src/shared/snapshot'
import { ratioPresetById } from '../models/ratios'
import { ownValue, type SlotValues } from './fill-template'
import { maxSlotLength, type Template, type TemplateSlot } from './template'

export const templatesVersion = 1
export const maxOwnTemplates = 40
/** Characters of all sentences of one template. */
const maxText = 2000
const maxSlots = 12
/** Characters of a template's file. */
const maxFile = 200_000

const slotId = z.string().check(z.regex(/^[a-z]{1,20}$/i))
const text = (most: number) => z.pipe(z.string(), z.transform((value: string) => cleanText(value.replace(/\s+/g, ' ').trim(), most)))
const line = text(600)
const slotSchema = z.object({
  id: slotId, label: text(40), kind: z.enum(['text', 'words', 'choice']), usual: text(maxSlotLength.text),
  choices: z.optional(z.array(z.object({ label: text(40), words: text(maxSlotLength.choice) })).check(z.maxLength(12))),
  from: z.optional(z.enum(['subject', 'layer', 'texts', 'section', 'colours'])),
})
const templateSchema = z.object({
  id: z.string().check(z.regex(/^own-[a-z0-9]{1,20}$/)), label: text(60),
  slots: z.array(slotSchema).check(z.maxLength(maxSlots)),
  lines: z.array(z.union([line, z.object({ with: slotId, say: line, without: z.optional(line) })])).check(z.minLength(1), z.maxLength(20)),
  subject: z.optional(z.object({ slot: slotId, keep: line })),
  ratio: z.optional(z.string()),
})

const said = (template: { lines: Template['lines'] }): string => template.lines.map((one) => (typeof one === 'string' ? one : one.say)).join(' ')

/** Null when it is no whole template. */
function restoreOne(value: unknown): Template | null {
  const parsed = templateSchema.safeParse(value)
  if (!parsed.success) return null
  const { slots, lines, subject, ratio, ...rest } = parsed.data
  const ids = new Set(slots.map(({ id }) => id))
  const blanks = [...said({ lines: lines as Template['lines'] }).matchAll(/\{([a-z]+)\}/gi)].map(([, id]) => id!)
  if (rest.label === '' || ids.size !== slots.length || blanks.some((id) => !ids.has(id)) || said({ lines: lines as Template['lines'] }).length > maxText) return null
  const whole = { ...rest, kinds: ['mine'] as const, slots: slots.map((slot) => ({ ...slot, usual: slot.usual || (slot.kind === 'words' ? '' : slot.label.toLowerCase()) })) as TemplateSlot[], lines: lines as Template['lines'], preview: cleanText(said({ lines: lines as Template['lines'] }), 200) }
  return { ...whole, ...(subject && ids.has(subject.slot) ? { subject } : {}), ...(ratio && ratioPresetById(ratio)?.ratio ? { ratio } : {}) }
}

/** Valid templates from anything, each id once; broken ones are dropped. */
export function restoreTemplates(stored: unknown): Template[] {
  const list = typeof stored === 'object' && stored !== null && Array.isArray((stored as { templates?: unknown }).templates) ? (stored as { templates: unknown[] }).templates : []
  const whole = list.slice(0, maxOwnTemplates).flatMap((value) => restoreOne(value) ?? [])
  return whole.filter((template, index) => whole.findIndex(({ id }) => id === template.id) === index)
}

/** From a file's text; empty when it holds none. */
export function parseTemplates(json: string): Template[] {
  if (json === '' || json.length > maxFile) return []
  try {
    return restoreTemplates(JSON.parse(json))
  } catch {
    return [] // not JSON: somebody else's file
  }
}

/** What is kept, shared and exported: no more than `restoreTemplates` takes back. */
export const storedTemplates = (templates: readonly Template[]): { version: number; templates: object[] } =>
  ({ version: templatesVersion, templates: templates.slice(0, maxOwnTemplates).map(({ kinds: _kinds, preview: _preview, ...template }) => template) })

/** `random`: 0 to 1. */
export const newTemplateId = (random: () => number): string => `own-${Math.floor(random() * 36 ** 8).toString(36).padStart(8, '0')}`

/** A prompt as a template: every {word} is a blank. */
export function templateFromPrompt(id: string, label: string, prompt: string): Template | null {
  const names = [...new Set([...prompt.matchAll(/\{([a-z]{1,20})\}/gi)].map(([, name]) => name!))]
  const slots = names.map((name): TemplateSlot => ({ id: name, label: name.charAt(0).toUpperCase() + name.slice(1), kind: name === 'words' ? 'words' : 'text', usual: name === 'words' ? '' : name, ...(name === 'words' ? { from: 'texts' as const } : {}) }))
  return restoreOne({ id, label, slots, lines: prompt.split(/\n+/).map((one) => one.trim()).filter(Boolean) })
}

/** A template with the words that are in its blanks now as the usual ones. */
export function templateFromValues(id: string, label: string, template: Template, values: SlotValues): Template | null {
  const slots = template.slots.map((slot) => {
    const own = ownValue(slot, values)
    return { ...slot, usual: slot.kind === 'words' || own.startsWith('@') ? slot.usual : own || slot.usual }
  })
  return restoreOne({ ...template, id, label, slots })
}
