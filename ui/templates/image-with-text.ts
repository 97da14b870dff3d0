import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const imageWithText: Template = {
  id: 'image-with-text', label: 'Image with text', kinds: ['text', 'photo'], preview: 'a city street at dusk with the sign “OPEN LATE”',
  slots: [
    { id: 'object', label: 'Object', kind: 'choice', usual: 'shop window', choices: [{ label: 'Shop window', words: 'shop window' }, { label: 'Product label', words: 'product label' }, { label: 'Billboard', words: 'billboard' }] },
    exactWords(), lettering,
    { id: 'setting', label: 'Setting', kind: 'text', usual: 'a quiet street', from: 'section' },
    { id: 'light', label: 'Light', kind: 'choice', usual: 'soft evening light', choices: [{ label: 'Daylight', words: 'bright even daylight' }, { label: 'Evening', words: 'soft evening light' }, { label: 'Night', words: 'the light of street lamps at night' }, { label: 'Studio', words: 'diffuse studio light' }] },
  ],
  lines: ['Photograph of a {object} in {setting}, in {light}', wordsLine('On the {object}'), 'Photorealistic, high detail, sharp typography'],
}
