import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const tShirt: Template = {
  id: 't-shirt', label: 'T-shirt', kinds: ['text', 'marketing'], ratio: '4:5', preview: 'abstract geometric print “PERIGEE”, soft colours',
  slots: [
    exactWords(), lettering,
    { id: 'print', label: 'Print', kind: 'text', usual: 'a small simple mark above the words', from: 'subject' },
    { id: 'shirt', label: 'Shirt', kind: 'choice', usual: 'a heavy white cotton T-shirt', choices: [{ label: 'White', words: 'a heavy white cotton T-shirt' }, { label: 'Black', words: 'a heavy black cotton T-shirt' }, { label: 'Grey', words: 'a grey marl T-shirt' }] },
    { id: 'shown', label: 'Shown', kind: 'choice', usual: 'worn by a person, chest and shoulders only', choices: [{ label: 'Worn', words: 'worn by a person, chest and shoulders only' }, { label: 'Flat', words: 'laid flat on a wooden floor' }, { label: 'Hanging', words: 'on a hanger against a plain wall' }] },
  ],
  subject: { slot: 'print', keep: 'Print {print} exactly as it is, in its own colours and proportions.' },
  lines: ['Photograph of {shirt}, {shown}', 'Printed on the chest: {print}', wordsLine('Under it stand'), 'The print follows the folds of the fabric; soft daylight, 50 mm lens, visible weave, sharp typography'],
}
