// Recipes that layers carry: who finds them, what they say, and what is written beside them.
import { describe, expect, it } from 'vitest'
import { openPlugin, recipe } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'

const frame = (name: string, pluginData: Record<string, string> = {}) => ({ type: 'FRAME', name, width: 200, height: 100, fills: [], pluginData }) as const
const scene: Scene = { pages: [{ id: '0:1', name: 'One', children: [frame('Hero', { 'inlay.recipe': JSON.stringify(recipe({ prompt: 'of a colleague' })) }), frame('Newer', { 'inlay.recipe': JSON.stringify({ ...recipe(), version: 9 }) }), frame('Bare')] }, { id: '0:2', name: 'Two', children: [frame('Other', { 'inlay.recipe': JSON.stringify(recipe()) })] }] }

describe('recipes on layers', () => {
  it('are listed of the page in view, or asked of one layer; one that cannot be read is told', async () => {
    const plugin = await openPlugin({ scene })
    expect((await plugin.ask('recipes.find', { nodeId: null })).layers).toMatchObject([{ nodeId: plugin.node('Hero').id, name: 'Hero', imageHash: null, recipe: { prompt: 'of a colleague' } }])
    expect(await plugin.ask('recipes.find', { nodeId: plugin.node('Hero').id })).toMatchObject({ layers: [{ name: 'Hero' }], unreadable: false })
    expect(await plugin.ask('recipes.find', { nodeId: plugin.node('Newer').id })).toEqual({ layers: [], unreadable: true })
    expect(await plugin.ask('recipes.find', { nodeId: plugin.node('Bare').id })).toEqual({ layers: [], unreadable: false })
    expect(await plugin.ask('recipes.find', { nodeId: '99:9' })).toEqual({ layers: [], unreadable: false })
    await plugin.close()
  })
})
