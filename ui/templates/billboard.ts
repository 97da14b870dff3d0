import { exactWords, lettering, wordsLine } from './lettering'
import type { Template } from './template'

export const billboard: Template = {
  id: 'billboard', label: 'Billboard', kinds: ['text', 'marketing'], ratio: '16:9', preview: 'misty hills with the words “GO FAR”',
  slots: [
    exactWords(), lettering,
    { id: 'picture', label: 'Picture on it', kind: 'text', usual: 'one plain colour' },
    { id: 'setting', label: 'Setting', kind: 'choice', usual: 'beside a busy city street', choices: [{ label: 'Street', words: 'beside a busy city street' }, { label: 'Motorway', words: 'above a motorway' }, { label: 'Station', words: 'in a railway station' }, { label: 'Roof', words: 'on the roof of a brick building' }] },
    { id: 'light', label: 'Light', kind: 'choice', usual: 'under a clear sky', choices: [{ label: 'Clear', words: 'under a clear sky' }, { label: 'Dusk', words: 'at dusk, lit by its own lamps' }, { label: 'Night', words: 'at night, lit by its own lamps' }] },
  ],
  lines: [
    'Photograph of a large billboard {setting}, {light}, seen from below and slightly from the side',
    'The billboard shows {picture}', wordsLine('Across it stand'),
    'Photorealistic, 35 mm lens, true perspective, sharp typography',
  ],
}
