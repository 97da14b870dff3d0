// States of filling every format from one picture.
import type { GalleryState } from './gallery-states.ts'

const paid = { providers: { openai: { key: 'sk-test-4242424242424242' } }, settings: { showPartials: false } }
const white = [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }]
const frame = (name: string, x: number, width: number, height: number, children: object[] = []): object => ({ type: 'FRAME', name, x, y: 0, width, height, fills: white, children })
const formats = { nodes: [
  { type: 'RECTANGLE', name: 'Master', x: 0, y: 500, width: 450, height: 300, fills: [{ type: 'IMAGE', scaleMode: 'FILL', image: 'photos/rocket.jpg' }] },
  frame('Square', 0, 300, 300), frame('Story', 320, 270, 480, [{ type: 'TEXT', name: 'Title', x: 20, y: 20, characters: 'Lift-off at dawn', fontSize: 24 }]), frame('Banner', 620, 728, 90),
] }
const shot = (name: string): Record<string, unknown> => ({ shot: name, of: 'window' })

export const galleryFormatStates: readonly GalleryState[] = [
  {
    name: 'formats', scenario: {
      ...paid, scene: formats,
      steps: [{ plugin: 'open' }, { select: ['Master', 'Square', 'Story', 'Banner'] }, { await: 'idle' }, shot('formats'), { ui: 'choose', name: 'Banner, filled by', value: 'In steps' }, { await: 'idle' }, shot('formats-steps'), { ui: 'choose', name: 'Banner, filled by', value: 'Crop' }, { ui: 'choose', name: 'Story, filled by', value: 'Crop' }, shot('formats-cropped')],
    },
  },
]
