import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const storefrontSign: Template = {
  id: 'storefront-sign', label: 'Storefront sign', kinds: ['text'], ratio: '3:2', preview: 'a city street at dusk with a shop sign “BAKERY”',
  slots: [
    exactWords(), lettering,
    { id: 'shop', label: 'Shop', kind: 'text', usual: 'a small corner shop', from: 'layer' },
    { id: 'material', label: 'Sign', kind: 'choice', usual: 'a painted wooden sign above the door', choices: [{ label: 'Wood', words: 'a painted wooden sign above the door' }, { label: 'Metal', words: 'raised metal letters above the window' }, { label: 'Neon', words: 'a neon sign in the window' }, { label: 'Awning', words: 'a striped awning' }] },
    { id: 'light', label: 'Light', kind: 'choice', usual: 'in soft daylight', choices: [{ label: 'Day', words: 'in soft daylight' }, { label: 'Dusk', words: 'at dusk with lit windows' }, { label: 'Night', words: 'at night on a wet street' }] },
  ],
  lines: [
    'Photograph of {shop} with {material}, seen straight from across the street, {light}',
    wordsLine('The sign carries'),
    'Photorealistic, 50 mm lens, sharp typography, high detail',
  ],
}
