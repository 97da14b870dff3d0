// What the service gets for what the designer wrote. Pure.
import { cleanText } from '../../src/shared/snapshot'
import type { ReferenceRole } from '../jobs/request'
import { mentionPattern } from './mentions'

/** Longest text of the prompt box, characters; cards set lower limits. */
const longest = 200_000

/** Without control and bidirectional characters, outer blanks and runs of empty lines. */
export const cleanPrompt = (text: string): string => cleanText(text.replace(/\r\n?/g, '\n'), longest).replace(/[^\S\n]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()

const roleSentence: Record<ReferenceRole, string> = {
  subject: 'shows the subject',
  style: 'gives the style',
  layout: 'gives the layout',
}

type Named = readonly { name: string; role: ReferenceRole }[]

/** The prompt with "@name" turned into "image 2": models know references by their position (openai-images.md 2.5). Names of layers are not sent. `first`: number of the first reference. */
export function nameReferences(prompt: string, references: Named, first = 1): string {
  const pattern = mentionPattern(references.map(({ name }) => name))
  return pattern ? prompt.replace(pattern, (_, called: string) => `image ${references.findIndex(({ name }) => name === called) + first}`) : prompt
}

/** One line that says what each picture is for; empty without references. */
export const referenceLine = (references: Named, first = 1): string => references.map(({ role }, index) => `Image ${index + first} ${roleSentence[role]}.`).join(' ')

/** Both together, for a request that holds nothing but the references. */
export const promptWithReferences = (prompt: string, references: Named): string =>
  references.length === 0 ? prompt : `${nameReferences(prompt, references)}\n\n${referenceLine(references)}`

/** First words of the prompt, cut between words: the name of a new layer or file. */
export function firstWords(prompt: string, maxLength = 40): string {
  const line = prompt.replace(/\s+/g, ' ').trim()
  if (line.length <= maxLength) return line || 'Picture'
  const cut = line.slice(0, maxLength + 1)
  const end = cut.lastIndexOf(' ')
  return (end > maxLength / 2 ? cut.slice(0, end) : line.slice(0, maxLength)).replace(/[\s,.;:!?-]+$/, '')
}
