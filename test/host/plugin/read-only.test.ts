import { expect, it } from 'vitest'
import { openPlugin, picture, plan } from './open-plugin'
import type { PlacementPlan } from '../../../src/shared/placement'

const scene = { nodes: [{ type: 'FRAME' as const, name: 'Hero', width: 200, height: 100 }, { type: 'GROUP' as const, name: 'Group', children: [{ type: 'RECTANGLE' as const, name: 'Inner' }] }] }

it.each<[string, Partial<PlacementPlan>]>([['into a layer', { mode: 'add-paint' }], ['as a variation', { mode: 'variation' }], ['above a group', { mode: 'add-paint' }], ['as a new layer', { mode: 'new-layer' }]])('placing %s in a file that may only be viewed fails with its reason and writes nothing', async (where, more) => {
  const plugin = await openPlugin({ scene })
  plugin.document.readOnly = true
  const before = plugin.written(), depth = plugin.document.undoDepth
  const targetId = more.mode === 'new-layer' ? null : plugin.node(where === 'above a group' ? 'Group' : 'Hero').id
  await expect(plugin.ask('place', { plan: plan({ ...more, targetId }), bytes: picture(1), imageHash: null })).rejects.toMatchObject({ code: 'placement.read-only', hint: 'The picture is kept in Results.' })
  expect([plugin.written(), plugin.document.undoDepth]).toEqual([before, depth])
  expect(plugin.host.console).toEqual([])
  await plugin.close()
})

it('places once the file may be edited', async () => {
  const plugin = await openPlugin({ scene }), landing = { plan: plan({ targetId: plugin.node('Hero').id }), bytes: picture(1), imageHash: null }
  plugin.document.readOnly = true
  await plugin.ask('place', landing).catch(() => undefined)
  plugin.document.readOnly = false
  expect(await plugin.ask('place', landing)).toMatchObject({ placed: 'target' })
  expect(plugin.picturesOf('Hero')).toHaveLength(1)
  await plugin.close()
})
