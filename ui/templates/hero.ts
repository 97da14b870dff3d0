import type { Template } from './template'

export const hero: Template = {
  id: 'hero', label: 'Hero for a landing page', kinds: ['marketing'], ratio: '16:9', preview: 'a rocket on its launch pad at blue hour',
  slots: [
    { id: 'subject', label: 'Subject', kind: 'text', usual: 'one clear object that stands for the offer', from: 'subject' },
    { id: 'headline', label: 'Headline to fit', kind: 'text', usual: 'a calm, confident promise', from: 'texts' },
    { id: 'space', label: 'Calm side', kind: 'choice', usual: 'the left half', choices: [{ label: 'Left', words: 'the left half' }, { label: 'Right', words: 'the right half' }, { label: 'Top', words: 'the upper half' }, { label: 'Middle', words: 'the middle' }] },
    { id: 'colours', label: 'Colours', kind: 'text', usual: 'two muted colours and one accent', from: 'colours' },
    { id: 'mood', label: 'Mood', kind: 'choice', usual: 'optimistic', choices: [{ label: 'Optimistic', words: 'optimistic' }, { label: 'Calm', words: 'calm' }, { label: 'Bold', words: 'bold' }, { label: 'Warm', words: 'warm' }] },
  ],
  subject: { slot: 'subject', keep: 'Use {subject} itself, with its shape, colours and every word on it as they are.' },
  lines: [
    'Wide hero picture for the top of a web page: {subject}, {mood} in mood, fitting the message: {headline}',
    'Keep {space} calm and uncluttered, with even tone, so that a headline can lie over it; put the subject elsewhere',
    'Colours: {colours}',
    'Editorial photograph, soft directional light, 35 mm lens, shallow depth of field; no text, no logos, no interface',
  ],
}
