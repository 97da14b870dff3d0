// States of the tools that change an existing picture, for gallery-states.ts.
import { fileURLToPath } from 'node:url'
import type { GalleryState } from './gallery-states.ts'

const photo = (name: string): string => fileURLToPath(new URL(`../scenes/photos/${name}`, import.meta.url))
const paid = { providers: { openai: { key: 'sk-test-4242424242424242' } } }
const violet = [{ type: 'SOLID', color: { r: 0.55, g: 0.25, b: 0.9 }, opacity: 1 }]
const scene = {
  nodes: [{
    type: 'FRAME', id: '1:1', name: 'Café Perigee', x: 0, y: 0, width: 640, height: 560, fills: [{ type: 'SOLID', color: { r: 0.96, g: 0.93, b: 0.88 } }], children: [
      { type: 'RECTANGLE', id: '1:2', name: 'Photo', x: 20, y: 140, width: 600, height: 400, fills: [{ type: 'IMAGE', image: photo('coffee.png'), scaleMode: 'FILL' }] },
      { type: 'ELLIPSE', id: '1:3', name: 'Ellipse 3', x: 170, y: 180, width: 300, height: 300, fills: violet },
      { type: 'RECTANGLE', id: '1:4', name: 'Empty box', x: 20, y: 20, width: 90, height: 90, fills: [] },
    ],
  }],
}
const both = { select: ['Photo', 'Ellipse 3'] }, idle = { await: 'idle' }, run = { ui: 'click', action: 'run' }
const shot = (name: string) => ({ shot: name, of: 'window' })
const prompt = (value: string) => ({ ui: 'fill', name: 'Prompt', value })
const intent = (value: string) => ({ ui: 'choose', name: 'Intent', value })
const cup = [intent('Replace'), prompt('A cobalt blue enamel cup and saucer, same spoon, same light')]

export const galleryEditStates: readonly GalleryState[] = [
  {
    name: 'edit', scenario: {
      ...paid, scene, steps: [
        { select: [] }, { plugin: 'open', command: 'edit' }, idle, shot('edit-nothing'),
        { select: ['Photo'] }, idle, prompt('Make it a rainy evening'), idle, shot('edit-whole'), intent('Style'), { ui: 'choose', name: 'Style', value: 'Watercolour' }, idle, shot('edit-style'),
        intent('Fill'), idle, shot('edit-no-mask'),
        intent('Remove'), { ui: 'paint', name: 'Mask preview', size: 60, points: [[0.6, 0.55], [0.7, 0.6], [0.75, 0.7], [0.68, 0.8]] }, idle, shot('edit-painted'), { ui: 'click', name: 'Clear mask' }, idle,
        both, idle, ...cup, { ui: 'fill', name: 'Count', value: '3' }, idle, shot('edit-area'), { ui: 'click', name: 'Context and edge' }, idle, shot('edit-context'),
      ],
    },
  },
  {
    name: 'edit-results', scenario: {
      ...paid, scene, server: [{ when: { nth: 1 }, do: { shift: [0.2, 0] } }, { do: { shift: [0.004, 0.003], gain: [1.04, 1, 0.97] } }],
      steps: [
        both, idle, ...cup, run, { await: { text: 'The model reframed the picture' } }, shot('edit-reframed'),
        { ui: 'click', name: 'Try again' }, idle, shot('edit-done'), { ui: 'click', name: 'Results' }, idle, shot('edit-results'), { ui: 'click', name: 'Full report' }, idle, shot('edit-report'),
      ],
    },
  },
  { name: 'edit-ask-first', scenario: { ...paid, scene, settings: { whenReady: 'ask' }, steps: [both, idle, ...cup, run, idle, { ui: 'click', name: 'Results' }, idle, shot('edit-ask-first')] } },
]
