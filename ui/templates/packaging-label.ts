import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const packagingLabel: Template = {
  id: 'packaging-label', label: 'Packaging label', kinds: ['text', 'marketing'], ratio: '4:5', preview: 'a bottle with the label “ALBA”, bright',
  slots: [
    { id: 'pack', label: 'Packaging', kind: 'choice', usual: 'a glass bottle', choices: [{ label: 'Bottle', words: 'a glass bottle' }, { label: 'Jar', words: 'a jar with a metal lid' }, { label: 'Box', words: 'a cardboard box' }, { label: 'Pouch', words: 'a matte pouch' }, { label: 'Can', words: 'an aluminium can' }] },
    exactWords(), lettering,
    { id: 'surface', label: 'Surface', kind: 'text', usual: 'a pale stone shelf' },
    { id: 'colours', label: 'Label colours', kind: 'text', usual: 'an off-white label with dark print', from: 'colours' },
  ],
  lines: [
    'Product photograph of {pack} on {surface}, its label facing the camera',
    wordsLine('On the label'),
    'Label colours: {colours}; the print follows the curve of the pack',
    'Soft diffuse studio light, contact shadow, 85 mm lens, sharp typography, high detail',
  ],
}
