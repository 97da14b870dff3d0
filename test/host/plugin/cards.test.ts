import { expect, it } from 'vitest'
import { cardWords } from '../../../ui/batch/card-words'
import { openPlugin } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'

const card = (n: number, more: object = {}) => ({
  type: 'FRAME', id: `2:${n}`, name: `Card ${n}`, x: n * 300, y: 40, width: 240, height: 320, ...more, children: [
    { type: 'RECTANGLE', id: `3:${n}`, name: 'Image', x: 0, y: 0, width: 240, height: 160 },
    { type: 'TEXT', name: 'Title', characters: `title\u202e ${n}`, x: 12, y: 170, fontSize: 20 }, { type: 'TEXT', name: 'Line', characters: `line ${n}`, x: 12, y: 200, fontSize: 12 },
    { type: 'TEXT', name: 'Draft', characters: 'hidden', x: 12, y: 230, visible: false },
  ],
})
const scene = { nodes: [
  { type: 'SECTION', id: '1:1', name: 'Tours', x: 0, y: 0, width: 1400, height: 500, children: [card(1), card(2), card(3)] },
  { type: 'RECTANGLE', id: '1:5', name: 'Loose', x: 0, y: 900, width: 200, height: 100 }, { type: 'TEXT', id: '1:6', name: 'Caption', characters: 'loose words', x: 0, y: 1010, fontSize: 14 },
] } as unknown as Scene

it('reads the words around layers, and each finds those of its own card', async () => {
  const plugin = await openPlugin({ scene })
  const before = plugin.written()
  const { nodes } = await plugin.ask('cards.read', { nodeIds: ['3:1', '3:3', '1:5', '9:9'] })
  const words = cardWords(nodes, ['3:1', '3:3', '1:5'])
  expect([...words].map(([id, { title, below, section }]) => [id, title, below, section])).toEqual([['3:1', 'title 1', 'line 1', 'Tours'], ['3:3', 'title 3', 'line 3', 'Tours'], ['1:5', 'loose words', null, null]])
  expect(nodes.some(({ text }) => text === 'hidden')).toBe(false)
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
  expect(plugin.written()).toBe(before)
  await plugin.close()
})
it('reads instances as it reads frames', async () => {
  const main = { type: 'COMPONENT', id: '1:1', name: 'Tour card', x: 0, y: 0, width: 200, height: 200, children: [{ type: 'RECTANGLE', id: '1:2', name: 'Cover', width: 200, height: 100 }, { type: 'TEXT', id: '1:3', name: 'Title', characters: 'Main', y: 110, fontSize: 18 }] }
  const instance = (n: number) => ({ type: 'INSTANCE', id: `${n}:1`, name: 'Tour card', mainComponent: '1:1', x: n * 300, y: 0, width: 200, height: 200, children: [{ type: 'RECTANGLE', id: `I${n}:1;1:2`, name: 'Cover', width: 200, height: 100 }, { type: 'TEXT', id: `I${n}:1;1:3`, name: 'Title', characters: `Tour ${n}`, y: 110, fontSize: 18 }] })
  const plugin = await openPlugin({ scene: { nodes: [main, instance(2), instance(3)] } as unknown as Scene })
  const ids = ['I2:1;1:2', 'I3:1;1:2']
  const words = cardWords((await plugin.ask('cards.read', { nodeIds: ids })).nodes, ids)
  expect([...words.values()].map(({ title, card }) => [title, card])).toEqual([['Tour 2', 'Tour card'], ['Tour 3', 'Tour card']])
  await plugin.close()
})
