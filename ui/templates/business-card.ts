import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const businessCard: Template = {
  id: 'business-card', label: 'Business card', kinds: ['text'], ratio: '3:2', preview: 'an office desk with a card “Ada Lovelace”',
  slots: [
    exactWords(), lettering,
    { id: 'stock', label: 'Paper', kind: 'choice', usual: 'thick uncoated off-white paper', choices: [{ label: 'Uncoated', words: 'thick uncoated off-white paper' }, { label: 'Black', words: 'black paper with light print' }, { label: 'Letterpress', words: 'soft cotton paper with deep letterpress print' }] },
    { id: 'surface', label: 'Surface', kind: 'text', usual: 'a grey concrete table' },
    { id: 'colours', label: 'Print colours', kind: 'text', usual: 'one dark ink', from: 'colours' },
  ],
  lines: [
    'Close-up photograph of a business card of {stock} lying on {surface}, slightly turned, all of its face in sight',
    wordsLine('Printed on it'),
    'Print colours: {colours}', 'Soft side light that shows the paper, 85 mm lens, shallow depth of field around the card, sharp typography',
  ],
}
