import { describe, expect, it } from 'vitest'
import { checkExtent } from '../../../ui/models/fit-extent'
import { gptImageCards } from '../../../ui/models/gpt-image'
import { firstEditDraft } from '../../../ui/edit/edit-view'
import { firstExpandDraft } from '../../../ui/edit/expand-draft'
import { firstDraft } from '../../../ui/state/initial-state'
import type { DraftReference, GenerateDraft } from '../../../ui/state/state'
import { generate } from '../../../ui/tools/generate'
import { cardOf, layerOf, snapshotOf, threeFrames } from '../../support/builders'

const settings = { showPartials: true, moderation: 'auto' as const }
const draftOf = (more: Partial<GenerateDraft> = {}): GenerateDraft => ({ ...firstDraft, prompt: 'a red chair', modelKey: 'demo/demo', quality: 'medium', count: 1, ...more })
const planOf = (more: Partial<Parameters<typeof generate.plan>[0]> = {}) => generate.plan({ snapshot: snapshotOf(threeFrames()), draft: draftOf(), card: cardOf(), settings, editDraft: firstEditDraft, expandDraft: firstExpandDraft, edit: null, ...more })
const reference = (name: string, role: DraftReference['role'] = 'style'): DraftReference => ({ id: name, role, name, sticky: true, from: { kind: 'layer', nodeId: name, what: 'look', leaveOut: 'nothing' } })
const sizes = (plan: ReturnType<typeof planOf>): string[] => plan.jobs.map(({ request }) => `${request.extent.widthPx}x${request.extent.heightPx}`)
const gptImage2 = gptImageCards[0]!

describe('where pictures go', () => {
  it('makes one legal request for each frame in Match frame, within 1 % of its ratio', () => {
    const plan = planOf({ card: gptImage2 })
    expect(sizes(plan).slice(0, 2)).toEqual(['1440x1024', '1088x1088'])
    const { widthPx, heightPx } = plan.jobs[2]!.request.extent
    expect(checkExtent(gptImage2.extents, widthPx, heightPx)).toBeNull()
    expect(Math.abs(widthPx / heightPx / (390 / 844) - 1)).toBeLessThan(0.01)
    expect(plan.jobs.map((job) => job.targetName)).toEqual(['Hero', 'Social', 'Phone'])
    expect(plan.jobs.map((job) => job.placements[0])).toMatchObject([
      { mode: 'add-paint', targetId: 'id:Hero', expectFills: 'fills of Hero', scaleMode: 'FILL' }, { targetId: 'id:Social' }, { targetId: 'id:Phone' },
    ])
  })
  it('makes new frames in one row at the middle of the view when nothing is selected', () => {
    const plan = planOf({ snapshot: snapshotOf([]), draft: draftOf({ count: 3, prompt: 'A rocket on its launch pad at blue hour, four lattice towers' }) })
    const places = plan.jobs.flatMap((job) => job.placements)
    expect(places).toHaveLength(3)
    expect(places.map((place) => [place.mode, place.targetId, place.rowIndex, place.rowCount])).toEqual([0, 1, 2].map((index) => ['new-layer', null, index, 3]))
    expect(places[0]).toMatchObject({ layerName: 'A rocket on its launch pad at blue hour', layerWidth: 1024, layerHeight: 768, near: { x: 0, y: 0, width: 1200, height: 800 } })
  })
  it.each([
    ['4:3', 4 / 3, 1024, 768], ['16:9', 16 / 9, 1024, 576], ['9:16', 9 / 16, 576, 1024], ['1:1', 1, 1024, 1024],
  ])('gives a new frame the shape of %s', (id, ratio, width, height) => {
    const place = planOf({ snapshot: snapshotOf([]), draft: draftOf({ ratio: { kind: 'preset', id, ratio } }) }).jobs[0]!.placements[0]!
    expect([place.layerWidth, place.layerHeight]).toEqual([width, height])
  })
  it('leaves out layers that take no picture, and fills the rest', () => {
    const locked = layerOf('Locked', { problem: { kind: 'locked', message: 'Locked is locked. Unlock it or choose another layer.' } })
    expect(planOf({ snapshot: snapshotOf([locked, layerOf('Free')]) }).jobs.map((job) => job.targetName)).toEqual(['Free'])
  })
  it('fills a picture of its own again, but not any other picture', () => {
    const own = layerOf('Own', { role: 'source', recipe: { prompt: 'x', modelId: 'demo', variations: 1 } })
    expect(planOf({ snapshot: snapshotOf([own, layerOf('Photo', { role: 'source' })]) }).jobs.map((job) => job.targetName)).toEqual(['Own'])
  })
})

describe('sizes', () => {
  it('makes the chosen ratio even where the frame has another, large enough to fill it', () => {
    const [job] = planOf({ draft: draftOf({ ratio: { kind: 'preset', id: '1:1', ratio: 1 } }), snapshot: snapshotOf([layerOf('Wide', { width: 1600, height: 800 })]) }).jobs
    expect(job!.request.extent).toEqual({ widthPx: 1600, heightPx: 1600 })
    expect(job!.placements[0]).toMatchObject({ scaleMode: 'FILL', mode: 'add-paint' })
    expect(job!.ratio).toBe('1:1')
  })
  it.each([[1, '1024x1024'], [2, '2048x2048']] as const)('makes %i px per canvas unit', (value, size) => {
    expect(sizes(planOf({ draft: draftOf({ resolution: { kind: 'density', value } }), snapshot: snapshotOf([layerOf('Square', { width: 1024, height: 1024 })]) }))).toEqual([size])
  })
  it('takes an exact extent, and a custom ratio, as they are when they are legal', () => {
    expect(sizes(planOf({ draft: draftOf({ resolution: { kind: 'exact', widthPx: 1536, heightPx: 1024 } }), snapshot: snapshotOf([layerOf('Any')]) }))).toEqual(['1536x1024'])
    expect(sizes(planOf({ draft: draftOf({ ratio: { kind: 'custom', widthPx: 1792, heightPx: 944 } }), snapshot: snapshotOf([layerOf('Any')]) }))).toEqual(['1792x944'])
  })
  it('says what becomes of a frame that no model can match', () => {
    const plan = planOf({ snapshot: snapshotOf([layerOf('Banner', { width: 1400, height: 200 })]) })
    expect(plan.notes).toEqual(['Banner is 7:1, models stop at 3:1. Inlay makes 3:1 and crops.'])
    expect(plan.blocked).toBeNull()
  })
})

describe('how often', () => {
  it('sends one request of n without partial pictures, and n of one with them', () => {
    const frames = snapshotOf([layerOf('Hero'), layerOf('Card')])
    const whole = planOf({ snapshot: frames, draft: draftOf({ count: 3 }) })
    expect(whole.jobs.map(({ request }) => [request.count, request.partialImages])).toEqual([[3, 0], [3, 0]])
    expect(whole.jobs[0]!.placements.map(({ mode }) => mode)).toEqual(['add-paint', 'variation', 'variation'])

    const streamed = planOf({ snapshot: frames, draft: draftOf({ count: 3 }), card: cardOf({ maxPartials: 3 }) })
    expect(streamed.jobs.map(({ request, targetName }) => [targetName, request.count, request.partialImages])).toEqual([['Hero', 1, 2], ['Card', 1, 2], ['Hero', 1, 2], ['Card', 1, 2], ['Hero', 1, 2], ['Card', 1, 2]])
    expect(streamed.jobs.filter((job) => job.targetName === 'Hero').map((job) => job.placements[0]!.mode)).toEqual(['add-paint', 'variation', 'variation'])
  })
  it('shows no partial pictures when the designer does not want them', () => {
    expect(planOf({ card: cardOf({ maxPartials: 3 }), settings: { ...settings, showPartials: false } }).jobs[0]!.request.partialImages).toBe(0)
  })
  it('never asks for more pictures than one request may have', () => {
    expect(planOf({ snapshot: snapshotOf([]), draft: draftOf({ count: 10 }), card: cardOf({ maxCount: 4 }) }).jobs.map(({ request }) => request.count)).toEqual([4, 4, 2])
  })
})

describe('prompt and references', () => {
  it('says what each picture is for, by its number and never by the name of a layer', () => {
    const { jobs } = planOf({ draft: draftOf({ prompt: ' a chair like @Moodboard \u202e', references: [reference('Photo', 'subject'), reference('Moodboard')] }) })
    expect(jobs[0]!.request.prompt).toBe('a chair like image 2\n\nImage 1 shows the subject. Image 2 gives the style.')
    expect(jobs[0]!.references.map(({ name }) => name)).toEqual(['Photo', 'Moodboard'])
  })
  it.each<[string, Partial<Parameters<typeof planOf>[0]>, string, string]>([
    ['no prompt', { draft: draftOf({ prompt: ' \n ' }) }, 'request.prompt-missing', 'Say what you want to see first.'],
    ['a prompt that is too long', { draft: draftOf({ prompt: 'x'.repeat(1001) }) }, 'request.prompt-too-long', 'The prompt has 1,001 characters; Demo takes 1,000.'],
    ['too many references', { draft: draftOf({ references: ['a', 'b', 'c', 'd', 'e'].map((name) => reference(name)) }) }, 'request.unsupported-by-model', 'Demo takes 4 references; there are 5. Remove some or choose another model.'],
    ['a model that is gone', { card: cardOf({ successorId: 'next' }) }, 'provider.model-gone', 'Demo has been shut down.'],
    ['only a locked layer', { snapshot: snapshotOf([layerOf('Hero', { problem: { kind: 'locked', message: 'Hero is locked.' } })]) }, 'selection.locked', 'Hero is locked.'],
  ])('explains why it cannot run: %s', (_name, input, code, message) => {
    const { blocked, jobs } = planOf(input)
    expect(blocked).toMatchObject({ code, message })
    expect(jobs.length).toBeGreaterThan(0)
  })
  it('makes no JPEG where transparency is asked for, and takes the default of a quality that the model lacks', () => {
    const [job] = planOf({ draft: draftOf({ background: 'transparent', format: 'jpeg', quality: 'max' }) }).jobs
    expect(job!.request).toMatchObject({ background: 'transparent', format: 'png', quality: 'medium' })
  })
})
