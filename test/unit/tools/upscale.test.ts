import { describe, expect, it } from 'vitest'
import { scaling } from '../../../src/shared/geometry'
import type { SourcePicture } from '../../../src/shared/source'
import { firstEditDraft, noMask, type EditView } from '../../../ui/edit/edit-view'
import { firstExpandDraft } from '../../../ui/edit/expand-draft'
import { firstFinishDraft } from '../../../ui/finish/finish-draft'
import { chooseMethod, finishMethods } from '../../../ui/finish/finish-methods'
import type { FinishMethod } from '../../../ui/finish/finish-method'
import type { UpscaleDraft } from '../../../ui/finish/upscale-draft'
import { modelCards } from '../../../ui/models/index'
import { falInput, targetOf } from '../../../ui/providers/fal-request'
import { firstDraft } from '../../../ui/state/initial-state'
import type { PlanInput } from '../../../ui/tools/tool'
import { upscale } from '../../../ui/tools/upscale'
import { cardOf, layerOf, snapshotOf, sourceOf } from '../../support/builders'

const photo = layerOf('Photo', { type: 'RECTANGLE', role: 'source', fills: [{ type: 'IMAGE', visible: true, opacity: 1, imageHash: 'h', scaleMode: 'FILL', byInlay: false }], width: 400, height: 300 })
const picture = (more: Partial<SourcePicture> = {}) => sourceOf('Photo', { widthPx: 800, heightPx: 600, layerWidth: 400, layerHeight: 300, fromLayer: scaling(2), toSource: scaling(2), ...more })
const methods = finishMethods(modelCards, 'upscale')
const methodOf = (id: string): FinishMethod => methods.find(({ card }) => card.id === id)!

function inputOf(wish: Partial<UpscaleDraft>, method: FinishMethod = methodOf('lanczos'), source = picture()): PlanInput {
  const edit: EditView = { layerId: source.nodeId, paintIndex: null, state: 'ready', problem: null, source, preview: null, mask: noMask }
  const draft = { ...firstFinishDraft, way: 'upscale' as const, upscale: { ...firstFinishDraft.upscale, ...wish } }
  return { snapshot: snapshotOf([photo]), draft: firstDraft, card: cardOf(), settings: { showPartials: true, moderation: 'auto' }, editDraft: firstEditDraft, edit, expandDraft: firstExpandDraft, finish: { draft, method } }
}

describe('upscale', () => {
  it.each([
    [{ to: '2x' }, 'Upscale Photo 2x', [1600, 1200]], [{ to: 'frame-4' }, 'Upscale Photo to its frame at 4x', [1600, 1200]],
    [{ to: 'print', paper: 'A5', dpi: 200 }, 'Upscale Photo for A5 at 200 dpi', [1654, 1241]], [{ to: 'print', paper: 'own', widthMm: 250, heightMm: 120, dpi: 120 }, 'Upscale Photo for 250 x 120 mm at 120 dpi', [1182, 886]],
  ] as const)('is made on this device in the place of the picture: %o', (wish, label, [widthPx, heightPx]) => {
    const { jobs, notes, blocked } = upscale.plan(inputOf(wish)), [job] = jobs
    expect([upscale.button(inputOf(wish)), notes, blocked, jobs.length]).toEqual([label, [], null, 1])
    expect(job).toMatchObject({ request: { toolId: 'upscale', extent: { widthPx, heightPx }, count: 1, prompt: '' }, card: { onDevice: true }, edit: { kind: 'upscale', part: null, way: { by: 'device' } }, placements: [{ mode: 'replace-paint', edit: { imageHash: 'picture of Photo', hideIds: [] } }] })
  })

  it('hides the patches over the picture, which the larger copy holds', () => {
    const patches = [{ nodeId: 'p1', imageHash: 'a', visible: true, toSource: scaling(1) }, { nodeId: 'p2', imageHash: 'b', visible: false, toSource: scaling(1) }]
    expect(upscale.plan(inputOf({}, undefined, picture({ patches }))).jobs[0]!.placements[0]!.edit!.hideIds).toEqual(['p1'])
  })

  it('says before the press what is beyond 4096 px, and lays tiles as layers of one group when asked', () => {
    expect(upscale.plan(inputOf({ to: '4x' }, undefined, picture({ widthPx: 1600, heightPx: 1200 }))).notes).toEqual(['6400 x 4800 px is more than Figma takes in one picture: 4096 x 3072 px is made, the largest possible.'])
    const { jobs, notes } = upscale.plan(inputOf({ to: '4x', beyond: 'tiles' }, undefined, picture({ widthPx: 1600, heightPx: 1200, fromLayer: scaling(4) })))
    expect(notes).toEqual(['6400 x 4800 px becomes 4 layers in a group above Photo, edge to edge. The picture under them stays.'])
    expect(jobs.map(({ placements: [placement] }) => [placement!.mode, placement!.layerName, placement!.edit!.patch, placement!.edit!.group])).toEqual([
      ['patch-layer', 'Tile 1 of 4', { x: 0, y: 0, width: 800, height: 600 }, 'Photo, 6400 x 4800 px'], ['patch-layer', 'Tile 2 of 4', { x: 800, y: 0, width: 800, height: 600 }, 'Photo, 6400 x 4800 px'],
      ['patch-layer', 'Tile 3 of 4', { x: 0, y: 600, width: 800, height: 600 }, 'Photo, 6400 x 4800 px'], ['patch-layer', 'Tile 4 of 4', { x: 800, y: 600, width: 800, height: 600 }, 'Photo, 6400 x 4800 px'],
    ])
  })

  it('chooses Lanczos by itself, and offers models that redraw only where they make more than 4 MP, saying that they do', () => {
    const { draft } = inputOf({}).finish!, source = picture()
    expect(chooseMethod(methods, draft, { edit: inputOf({}).edit!, source, draft }, () => null)!.card.id).toBe('lanczos')
    expect(methods.filter(({ repaints }) => repaints).map(({ card }) => card.label)).toContain('GPT Image 2')
    expect(methods.some(({ card }) => card.label.includes('Kontext'))).toBe(false)
    const { jobs, notes } = upscale.plan(inputOf({}, methodOf('gpt-image-2')))
    expect(notes).toEqual(['GPT Image 2 draws the picture anew: details will differ.'])
    expect(jobs[0]!.edit).toMatchObject({ kind: 'upscale', way: { by: 'answer', sends: 'larger' } })
    expect(upscale.plan(inputOf({ to: '4x', beyond: 'tiles' }, methodOf('gpt-image-2'), picture({ widthPx: 1600, heightPx: 1200 }))).blocked?.message).toContain('makes one picture')
  })

  it('tells a service that enlarges by how much, by the field that it publishes', () => {
    const method = methodOf('fal-ai/seedvr/upscale/image'), [job] = upscale.plan(inputOf({ to: '4x' }, method)).jobs
    const source = { bytes: new Uint8Array(), mime: 'image/png', widthPx: 800, heightPx: 600, name: 'picture' }
    const request = { ...job!.request, source }, input = falInput(targetOf(method.card, request), request, ['data:'], null)
    expect(input).toEqual({ image_url: 'data:', upscale_factor: 4, output_format: 'png', sync_mode: true })
    expect(job!.edit).toMatchObject({ way: { by: 'answer', sends: 'picture', plan: { request: { width: 800, height: 600 }, scale: 0.25 } } })
  })
})
