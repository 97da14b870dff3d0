import type { Template } from './template'

export const appStore: Template = {
  id: 'app-store', label: 'App store backdrop', kinds: ['marketing'], ratio: '9:16', preview: 'abstract gradient shapes, soft colours',
  slots: [
    { id: 'theme', label: 'Theme', kind: 'text', usual: 'soft overlapping shapes', from: 'layer' },
    { id: 'colours', label: 'Colours', kind: 'text', usual: 'a gentle gradient of two neighbouring colours', from: 'colours' },
    { id: 'place', label: 'Phone stands', kind: 'choice', usual: 'in the lower two thirds', choices: [{ label: 'Below', words: 'in the lower two thirds' }, { label: 'Middle', words: 'in the middle' }, { label: 'Right', words: 'on the right' }] },
    { id: 'finish', label: 'Finish', kind: 'choice', usual: 'smooth matte', choices: [{ label: 'Matte', words: 'smooth matte' }, { label: 'Glass', words: 'frosted glass' }, { label: 'Paper', words: 'layered paper' }, { label: 'Photo', words: 'blurred photographic' }] },
  ],
  lines: [
    'Backdrop for an app store screenshot: {theme} in a {finish} finish',
    'Colours: {colours}',
    'The upper third stays plain for a caption; a phone will be laid over it {place}, so that part has low contrast and no detail',
    'Even, shadowless light; no device, no text, no icons',
  ],
}
