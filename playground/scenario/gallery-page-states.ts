// A comparison of models, for gallery-states.ts.
import type { GalleryState } from './gallery-states.ts'

const paid = { providers: { openai: { key: 'sk-test-4242424242424242' } } }
const idle = { await: 'idle' }, run = { ui: 'click', action: 'run' }
const shot = (name: string) => ({ shot: name, of: 'window' })
const click = (name: string) => ({ ui: 'click', name })
const prompt = { ui: 'fill', name: 'Prompt', value: 'A rocket on its launch pad at blue hour, floodlights flaring near the ground' }

export const galleryPageStates: readonly GalleryState[] = [
  {
    name: 'compare', scenario: {
      ...paid, scene: { nodes: [{ type: 'FRAME', id: '1:1', name: 'Hero', x: 0, y: 0, width: 960, height: 640, fills: [] }] }, settings: { showPartials: false, recipesTold: true }, steps: [
        { select: ['Hero'] }, prompt, click('More options'), { ui: 'check', name: 'Compare models', value: true }, idle, shot('compare'), { ui: 'check', name: 'GPT Image 2.5 Flare', value: true }, { ui: 'check', name: 'High', value: true }, idle, shot('compare-chosen'), run, idle, click('Results'), idle, shot('compare-results'),
      ],
    },
  },
]
