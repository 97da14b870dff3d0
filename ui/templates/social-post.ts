import type { Template } from './template'

export const socialPost: Template = {
  id: 'social-post', label: 'Social post', kinds: ['marketing'], ratio: '1:1', preview: 'espresso in a blue cup, bright',
  slots: [
    { id: 'subject', label: 'Subject', kind: 'text', usual: 'a small everyday moment', from: 'subject' },
    { id: 'message', label: 'It says', kind: 'text', usual: 'something new is here', from: 'texts' },
    { id: 'light', label: 'Recurring light', kind: 'choice', usual: 'soft morning light from the left', choices: [{ label: 'Morning', words: 'soft morning light from the left' }, { label: 'Flash', words: 'direct flash with crisp shadows' }, { label: 'Studio', words: 'even studio light' }, { label: 'Golden hour', words: 'golden hour backlight' }] },
    { id: 'framing', label: 'Recurring framing', kind: 'choice', usual: 'centred with wide margins', choices: [{ label: 'Centred', words: 'centred with wide margins' }, { label: 'Overhead', words: 'from directly overhead' }, { label: 'Close', words: 'very close, cropped at the edges' }, { label: 'Off centre', words: 'on the right third' }] },
    { id: 'colours', label: 'Recurring colours', kind: 'text', usual: 'one strong background colour and natural tones', from: 'colours' },
  ],
  subject: { slot: 'subject', keep: 'Use {subject} itself, with its shape, colours and every word on it as they are.' },
  lines: [
    'Picture for a social post: {subject}, {framing}, in {light}',
    'It should tell at a glance: {message}',
    'Colours: {colours}',
    'One post of a series with one visual identity: same light, framing and colours throughout; crisp at small sizes; no text',
  ],
}
