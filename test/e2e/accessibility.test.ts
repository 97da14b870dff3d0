import { expect, it } from 'vitest'
import { galleryStates } from '../../playground/scenario/gallery-states'
import { checkStates } from '../support/check-states'
import { useScenarios } from '../support/scenario'

const { play, ...page } = useScenarios('accessibility')

checkStates(galleryStates.filter((_, index) => index % 2 === 0), page)

it('generates, places and undoes by keyboard alone', async () => {
  const white = [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }]
  const played = await play('keyboard', {
    scene: { nodes: [{ type: 'FRAME', id: '1:1', name: 'Hero', x: 0, y: 0, width: 800, height: 600, fills: white }] },
    steps: [
      { select: ['Hero'] }, { dump: 'before' },
      { ui: 'press', keys: 'Control+A' }, { ui: 'press', keys: 'm i s t y Space h i l l s' }, { ui: 'read', name: 'Prompt', as: 'prompt' },
      { ui: 'press', keys: 'Control+Enter' }, { await: 'running' }, { await: 'idle' }, { dump: 'placed' },
      { ui: 'press', keys: 'Control+Shift+2' }, { await: 'idle' }, { ui: 'press', name: 'Undo run', keys: 'Enter' }, { await: 'idle' }, { dump: 'undone' },
    ],
  })
  expect(played.report.failed).toBeNull()
  expect(played.reads['prompt']).toBe('misty hills')
  const hero = (name: string) => played.node('Hero', played.dump(name).document)!
  expect(hero('placed').fills!.map((paint) => paint['type'])).toEqual(['SOLID', 'IMAGE'])
  expect(hero('undone').fills).toEqual(hero('before').fills)
})
