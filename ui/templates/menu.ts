import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const menu: Template = {
  id: 'menu', label: 'Menu', kinds: ['text'], ratio: '3:4', preview: 'espresso on oak with a card “MENU”',
  slots: [
    exactWords(), lettering,
    { id: 'place', label: 'Place', kind: 'text', usual: 'a small café', from: 'section' },
    { id: 'form', label: 'Form', kind: 'choice', usual: 'a printed card on a wooden table', choices: [{ label: 'Card', words: 'a printed card on a wooden table' }, { label: 'Chalkboard', words: 'a framed chalkboard on the wall' }, { label: 'Light box', words: 'a light box above the counter' }] },
    { id: 'light', label: 'Light', kind: 'choice', usual: 'warm window light', choices: [{ label: 'Window', words: 'warm window light' }, { label: 'Candle', words: 'candle light' }, { label: 'Day', words: 'bright daylight' }] },
  ],
  lines: ['Photograph of the menu of {place}: {form}, facing the camera, in {light}', wordsLine('On it'), 'Prices and small print are left out', 'Photorealistic, 50 mm lens, everything on the menu in focus, sharp typography'],
}
