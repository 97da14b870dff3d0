import type { Template } from './template'

export const portrait: Template = {
  id: 'portrait', label: 'Portrait', kinds: ['photo'], ratio: '4:5', preview: 'portrait of a woman at a window, warm',
  slots: [
    { id: 'person', label: 'Person', kind: 'text', usual: 'a woman in her thirties with a calm look', from: 'subject' },
    { id: 'setting', label: 'Setting', kind: 'text', usual: 'a quiet studio', from: 'section' },
    { id: 'light', label: 'Light', kind: 'choice', usual: 'soft window light', choices: [{ label: 'Window', words: 'soft window light' }, { label: 'Golden hour', words: 'low golden hour sun' }, { label: 'Softbox', words: 'a large softbox' }, { label: 'Hard', words: 'one hard light' }, { label: 'Overcast', words: 'even overcast light' }] },
    { id: 'side', label: 'From', kind: 'choice', usual: 'from the left side', choices: [{ label: 'Left', words: 'from the left side' }, { label: 'Right', words: 'from the right side' }] },
  ],
  subject: { slot: 'person', keep: 'Keep the face, hair, age and build of {person} exactly as they are.' },
  lines: [
    'Close-up portrait of {person} in {setting}, lit by {light} {side}',
    'Shot with an 85 mm lens at a wide aperture, the background softly blurred',
    'Visible skin texture with pores, single strands of hair and clear irises; fine film grain; photorealistic',
  ],
}
