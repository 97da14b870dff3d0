import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const poster: Template = {
  id: 'poster', label: 'Poster', kinds: ['text', 'marketing'], ratio: '2:3', preview: 'the moon over a deep field of galaxies, “Launch night”',
  slots: [
    { id: 'motif', label: 'Motif', kind: 'text', usual: 'one large simple shape', from: 'subject' },
    exactWords(), lettering,
    { id: 'place', label: 'Words stand', kind: 'choice', usual: 'large at the top', choices: [{ label: 'Top', words: 'large at the top' }, { label: 'Middle', words: 'large across the middle' }, { label: 'Bottom', words: 'large at the bottom' }] },
    { id: 'look', label: 'Look', kind: 'choice', usual: 'flat silkscreen print', choices: [{ label: 'Silkscreen', words: 'flat silkscreen print' }, { label: 'Photo', words: 'full-bleed photograph' }, { label: 'Risograph', words: 'grainy two-colour risograph' }, { label: 'Bauhaus', words: 'geometric composition in the manner of the Bauhaus' }] },
    { id: 'colours', label: 'Colours', kind: 'text', usual: 'three flat colours', from: 'colours' },
  ],
  subject: { slot: 'motif', keep: 'The motif is {motif}; keep what makes it recognisable.' },
  lines: [
    'Poster seen straight on, edge to edge: {motif}, as a {look}',
    wordsLine('{place} stand'),
    'Colours: {colours}', 'Clear hierarchy, generous margins, sharp typography; no frame and no wall around it',
  ],
}
