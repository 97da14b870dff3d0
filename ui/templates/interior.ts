import type { Template } from './template'

export const interior: Template = {
  id: 'interior', label: 'Interior', kinds: ['photo'], ratio: '3:2', preview: 'an armchair by a window in a living room',
  slots: [
    { id: 'room', label: 'Room', kind: 'text', usual: 'living room', from: 'layer' },
    { id: 'features', label: 'Key features', kind: 'text', usual: 'a low sofa, an oak floor and one large plant' },
    { id: 'window', label: 'Window', kind: 'choice', usual: 'on the left', choices: [{ label: 'Left', words: 'on the left' }, { label: 'Right', words: 'on the right' }, { label: 'Behind', words: 'behind the camera' }, { label: 'Opposite', words: 'in the far wall' }] },
    { id: 'warmth', label: 'Warm or cool', kind: 'choice', usual: 'warm', choices: [{ label: 'Warm', words: 'warm' }, { label: 'Cool', words: 'cool' }] },
  ],
  lines: [
    'Architectural photography of a {room} with {features}',
    'Natural light falls in through a window {window}, {warmth} in tone',
    '35 mm wide lens at eye level, straight verticals',
    'Real textures of wood and fabric; clean, calm composition',
  ],
}
