// The look of letters, for every template that draws exact words.
import type { TemplateSlot } from './template'

export const lettering: TemplateSlot = {
  id: 'lettering', label: 'Lettering', kind: 'choice', usual: 'clean sans serif letters',
  choices: [
    { label: 'Clean sans', words: 'clean sans serif letters' },
    { label: 'Script', words: 'handwritten script' },
    { label: 'Bold display', words: 'bold display letters' },
    { label: 'Neon', words: 'glowing neon tube letters' },
    { label: 'Painted', words: 'hand-painted sign letters' },
    { label: 'Classic serif', words: 'classic serif letters' },
  ],
}

/** The blank for letters that must come out exactly. */
export const exactWords = (usual = ''): TemplateSlot => ({ id: 'words', label: 'Exact words', kind: 'words', usual, from: 'texts' })

/** The sentence that draws them; `where` says on what: "on the sign". */
export const wordsLine = (where: string): { with: string; say: string; without: string } => ({
  with: 'words', say: `${where} {words}, in {lettering}. Every letter is spelled exactly so, once, and there is no other text.`, without: `${where} nothing is written.`,
})
