import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const adConcept: Template = {
  id: 'ad-concept', label: 'Ad concept', kinds: ['marketing', 'text'], ratio: '4:5', preview: 'espresso, vivid, cool',
  slots: [
    { id: 'product', label: 'Product', kind: 'text', usual: 'the product', from: 'subject' },
    { id: 'idea', label: 'Idea', kind: 'text', usual: 'an unexpected place where it feels at home' },
    exactWords(), lettering,
    { id: 'season', label: 'Season', kind: 'choice', usual: 'of no particular season', choices: [{ label: 'None', words: 'of no particular season' }, { label: 'Spring', words: 'fresh and bright as in spring' }, { label: 'Summer', words: 'sunny as in summer' }, { label: 'Autumn', words: 'in the rich tones of autumn' }, { label: 'Winter', words: 'clear and cold as in winter' }] },
    { id: 'colours', label: 'Colours', kind: 'text', usual: 'two bold complementary colours', from: 'colours' },
  ],
  subject: { slot: 'product', keep: 'Use {product} itself: keep its shape, proportions, colours and label exactly as they are, with a believable contact shadow.' },
  lines: [
    'Advertising photograph for {product}, built on one idea: {idea}; {season}',
    wordsLine('Large across the picture stand'),
    'Colours: {colours}',
    'Strong single focus, dramatic but clean studio light, 50 mm lens, sharp and commercial',
  ],
}
