// Which parts of a brief a prompt has, and why the missing ones matter. A hint, never a block. Pure.
import { wordsOfPart } from './part-words'
import { partIds, type PartId } from './parts'
import { readPrompt } from './read-prompt'

/** The six slots; each is there when one of its parts is. */
export const slots = ['subject', 'setting', 'light', 'camera', 'texture', 'style'] as const
export type SlotName = (typeof slots)[number]

export type Strength = { parts: Readonly<Record<PartId, boolean>>; missing: readonly { slot: SlotName; why: string }[] }

export const reasons: Readonly<Record<SlotName, string>> = {
  subject: 'Say who or what it shows, with a detail one could touch.',
  setting: 'A place tells what is around it.',
  light: 'Light sets the mood: where it comes from, how soft, what colour.',
  camera: 'A camera angle or a lens fixes how near it is and what is sharp.',
  texture: 'A texture or a mood makes it feel real.',
  style: 'A style says whether it is a photograph, and of what kind.',
}

/** A part takes about two words: four words cannot fill more than two. */
const wordsPerPart = 2

export function strengthOf(prompt: string): Strength {
  const text = prompt.trim(), words = text === '' ? 0 : text.split(/\s+/).length
  const read = readPrompt(text)
  let left = Math.max(words > 0 ? 1 : 0, Math.floor(words / wordsPerPart))
  const has = (part: PartId): boolean => (part === 'subject' ? read.subject.length > 0 : part === 'setting' ? read.setting.length > 0 : wordsOfPart[part].test(text))
  const parts = Object.fromEntries(partIds.map((part) => [part, has(part) && (left -= 1) >= 0])) as Record<PartId, boolean>
  const there: Record<SlotName, boolean> = { ...parts, camera: parts.camera || parts.lens }
  return { parts, missing: slots.filter((slot) => !there[slot]).map((slot) => ({ slot, why: reasons[slot] })) }
}
