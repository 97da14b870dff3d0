// A prompt with blanks that each frame fills with its own words: "photo of {title}, {text:Price}, {section}". Pure.
import { cleanPrompt } from '../prompts/clean-prompt'
import type { CardWords } from './card-words'

/** Words that every plan knows. `{text:NAME}` is the text layer of that name. */
export const patternWords = [{ token: '{title}', label: 'Title' }, { token: '{text below}', label: 'Text below' }, { token: '{layer}', label: 'Layer' }, { token: '{section}', label: 'Section' }] as const

export const firstPattern = 'photo of {title}, {text below}'

const slot = /\{([^{}\n]{1,200})\}/g
/** Longest text of one blank, characters: more is no caption any more. */
const maxWordLength = 300

const titleNames = ['title', 'headline', 'heading', 'name'], belowNames = ['text below', 'text', 'body', 'description', 'subtitle', 'caption', 'copy']

function byName(words: CardWords, name: string): string | null {
  const wanted = name.trim().toLowerCase()
  const found = words.texts.find((text) => text.name.trim().toLowerCase() === wanted)
  if (found) return found.text
  return titleNames.includes(wanted) ? words.title : belowNames.includes(wanted) ? words.below : null
}

function valueOf(words: CardWords, slotText: string): string | null {
  const [kind = '', ...rest] = slotText.split(':')
  const key = kind.trim().toLowerCase()
  if (rest.length > 0) return key === 'text' ? byName(words, rest.join(':')) : null
  if (key === 'layer') return words.layer
  if (key === 'card') return words.card
  if (key === 'section') return words.section
  return byName(words, key)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, maxWordLength)
/** "{text:Price}" is called "Price". */
const labelOf = (slotText: string): string => oneLine(slotText.replace(/^\s*text\s*:/i, ''))

export type Filled = {
  prompt: string
  /** Blanks that the frame has no words for, as the designer wrote them. */
  missing: string[]
}

/** A blank without words goes, together with the comma after it. Words of layers are never read as blanks. */
export function fillPattern(pattern: string, words: CardWords | null): Filled {
  const missing: string[] = []
  const filled = pattern.replace(/\{([^{}\n]{1,200})\}([ \t]*,[ \t]*)?/g, (_whole, slotText: string, comma: string | undefined) => {
    const value = words ? oneLine(valueOf(words, slotText) ?? '') : ''
    if (value !== '') return `${value}${comma ?? ''}`
    if (words) missing.push(labelOf(slotText))
    return ''
  })
  return { prompt: cleanPrompt(filled).replace(/\s+,/g, ',').replace(/[\s,]+$/, ''), missing: [...new Set(missing)] }
}

/** The pattern in parts; odd parts are blanks, without their braces. */
export const splitPattern = (pattern: string): string[] => pattern.split(slot)
