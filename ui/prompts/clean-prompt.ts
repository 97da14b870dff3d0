// What the service gets for what the designer wrote. Pure.
import { cleanText } from '../../src/shared/snapshot'
import type { ReferenceRole } from '../jobs/request'

/** Longest text of the prompt box, characters; cards set lower limits. */
const longest = 200_000

/** Without control and bidirectional characters, outer blanks and runs of empty lines. */
export const cleanPrompt = (text: string): string => cleanText(text.replace(/\r\n?/g, '\n'), longest).replace(/[^\S\n]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()

const roleSentence: Record<ReferenceRole, string> = {
  subject: 'shows the subject',
  style: 'gives the style',
  layout: 'gives the layout',
}

/**
 * The prompt with "@name" turned into "image 2", and one line that says what each picture is for: models know references by their
 * position (openai-images.md 2.5). Names of layers are not sent.
 */
export function promptWithReferences(prompt: string, references: readonly { name: string; role: ReferenceRole }[]): string {
  if (references.length === 0) return prompt
  const longestFirst = references.map((reference, index) => ({ name: reference.name, number: index + 1 })).sort((a, b) => b.name.length - a.name.length)
  const named = longestFirst.reduce((text, { name, number }) => (name ? text.split(`@${name}`).join(`image ${number}`) : text), prompt)
  return `${named}\n\n${references.map(({ role }, index) => `Image ${index + 1} ${roleSentence[role]}.`).join(' ')}`
}

/** First words of the prompt, cut between words: the name of a new layer or file. */
export function firstWords(prompt: string, maxLength = 40): string {
  const line = prompt.replace(/\s+/g, ' ').trim()
  if (line.length <= maxLength) return line || 'Picture'
  const cut = line.slice(0, maxLength + 1)
  const end = cut.lastIndexOf(' ')
  return (end > maxLength / 2 ? cut.slice(0, end) : line.slice(0, maxLength)).replace(/[\s,.;:!?-]+$/, '')
}
