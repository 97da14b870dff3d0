import { describe, expect, it } from 'vitest'
import type { Scene } from '../../../playground/model/scene'
import { openPlugin } from './open-plugin'

const red = { r: 0.7804, g: 0.2588, b: 0.1098 }, night = { r: 0.0627, g: 0.1098, b: 0.2275 }
const scene: Scene = {
  nodes: [
    { type: 'SECTION', name: 'Autumn market', x: 0, y: 0, width: 900, height: 600, children: [{ type: 'FRAME', name: 'Post', x: 20, y: 20, width: 300, height: 300 }] },
    { type: 'FRAME', name: 'Moodboard', x: 1000, y: 0, width: 300, height: 200 },
  ],
  variables: [
    { id: 'VariableID:1', name: 'colour/night', resolvedType: 'COLOR', value: night },
    { id: 'VariableID:2', name: 'colour/action', resolvedType: 'COLOR', value: { type: 'VARIABLE_ALIAS', id: 'VariableID:1' } },
    { id: 'VariableID:3', name: 'colour/lost', resolvedType: 'COLOR', value: { type: 'VARIABLE_ALIAS', id: 'VariableID:9' } },
    { id: 'VariableID:4', name: 'round', resolvedType: 'COLOR', value: { type: 'VARIABLE_ALIAS', id: 'VariableID:4' } },
    { id: 'VariableID:5', name: 'space', resolvedType: 'FLOAT', value: 8 },
  ],
  styles: [
    { name: 'Clay:\u202ered', type: 'PAINT', paints: [{ type: 'SOLID', color: red }] as never },
    { name: 'Display', type: 'TEXT', fontName: { family: 'Inter', style: 'Bold' }, fontSize: 72 },
  ],
}

describe('the look of the file', () => {
  it('is one line for each colour and each type style, the same for the same file', async () => {
    const plugin = await openPlugin({ scene })
    const read = async (): Promise<string[]> => (await plugin.ask('brand.read', {})).lines
    expect(await read()).toEqual(['Colour colour/night: #101C3A', 'Colour colour/action: #101C3A', 'Colour Clay red: #C7421C', 'Type Display: Inter Bold 72'])
    expect(await read()).toEqual(await read())
    await plugin.close()
  })
  it('is empty without any', async () => {
    const plugin = await openPlugin({ scene: { nodes: [] } })
    expect((await plugin.ask('brand.read', {})).lines).toEqual([])
    await plugin.close()
  })
})

describe('text kept with the file', () => {
  it('outlives the plugin, by name', async () => {
    const first = await openPlugin({ scene })
    expect(await first.ask('file.data', { name: 'brand', save: null })).toEqual({ text: '' })
    expect(await first.ask('file.data', { name: 'brand', save: '{"a":1}' })).toEqual({ text: '{"a":1}' })
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect(await second.ask('file.data', { name: 'brand', save: null })).toEqual({ text: '{"a":1}' })
    expect(await second.ask('file.data', { name: 'templates', save: null })).toEqual({ text: '' })
    await second.close()
  })
})

describe('layers', () => {
  it('tell the section they are in', async () => {
    const plugin = await openPlugin({ scene, selected: ['Post'] } as never)
    const { layers } = await plugin.ask('layers.find', { text: 'post' })
    await plugin.ask('selection.set', { ids: [layers[0]!.id] })
    const { snapshot } = await plugin.ask('selection.read', { pinnedIds: [], roles: {} })
    expect(snapshot.layers).toMatchObject([{ name: 'Post', section: 'Autumn market' }])
    await plugin.close()
  })
  it('are found by id as long as they are there', async () => {
    const plugin = await openPlugin({ scene })
    const { layers } = await plugin.ask('layers.find', { text: 'mood' })
    expect((await plugin.ask('layers.find', { text: '', ids: [layers[0]!.id, '99:99'] })).layers).toEqual(layers)
    await plugin.close()
  })
})
