// States of Finish: a picture that can be cut out, what the cut looks like, one that is too busy, and the sizes of Upscale.
import type { GalleryState } from './gallery-states.ts'

const idle = { await: 'idle' }
const shot = (name: string): Record<string, unknown> => ({ shot: name, of: 'window' })
const click = (name: string) => ({ ui: 'click', name }), choose = (name: string, value: string) => ({ ui: 'choose', name, value })
const photo = (name: string, file: string, x: number): object => ({ type: 'RECTANGLE', name, x, y: 0, width: 300, height: 200, fills: [{ type: 'IMAGE', scaleMode: 'FILL', image: `photos/${file}` }] })

export const galleryFinishStates: readonly GalleryState[] = [
  {
    name: 'finish', scenario: {
      scene: { nodes: [photo('Coffee', 'coffee.png', 0), photo('Pad', 'rocket.jpg', 400)] }, settings: { hintsDone: true, recipesTold: true },
      steps: [
        { plugin: 'open' }, { select: ['Coffee'] }, idle, choose('Tool', 'Finish'), idle, shot('cut-out-busy'), choose('Model', 'Demo'), idle, click('Cut out Coffee'), idle, shot('cut-out'), click('Results'), idle, shot('cut-out-results'),
        click('Create'), choose('Finish with', 'Upscale'), idle, shot('upscale'), choose('Upscale to', 'Print'), choose('Size', 'A3'), idle, shot('upscale-print'), choose('Upscale to', '2x'), idle, click('Upscale Coffee'), idle, click('Results'), idle, shot('upscale-results'),
      ],
    },
  },
]
