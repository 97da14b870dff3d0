import { describe, expect, it } from 'vitest'
import { scaling, translation, type Affine } from '../../../src/shared/geometry'
import type { SourcePicture } from '../../../src/shared/source'
import { firstEditDraft, noMask, type EditView } from '../../../ui/edit/edit-view'
import { firstExpandDraft, noSides, type ExpandDraft } from '../../../ui/edit/expand-draft'
import { gptImageCards } from '../../../ui/models/gpt-image'
import { firstDraft } from '../../../ui/state/initial-state'
import { restoreTools } from '../../../ui/state/restore-tools'
import { expand } from '../../../ui/tools/expand'
import { expandTarget, toRatio } from '../../../ui/tools/expand-target'
import type { PlanInput } from '../../../ui/tools/tool'
import { cardOf, layerOf, snapshotOf, sourceOf } from '../../support/builders'

const fill = { type: 'IMAGE', visible: true, opacity: 1, imageHash: 'h', scaleMode: 'FILL', byInlay: false }
const photo = (more: Parameters<typeof layerOf>[1] = {}) => layerOf('Photo', { type: 'RECTANGLE', role: 'source', fills: [fill], width: 800, height: 600, ...more })
const picture = (more: Partial<SourcePicture> = {}) => sourceOf('Photo', { widthPx: 800, heightPx: 600, layerWidth: 800, layerHeight: 600, ...more })
const viewOf = (source: SourcePicture): EditView => ({ layerId: source.nodeId, paintIndex: null, state: 'ready', problem: null, source, preview: null, mask: noMask })

type Case = { layers?: ReturnType<typeof layerOf>[]; nearby?: ReturnType<typeof layerOf>[]; source?: SourcePicture; expandDraft?: Partial<ExpandDraft>; prompt?: string; input?: Partial<PlanInput> }
const inputOf = ({ layers = [photo()], nearby = [], source = picture(), expandDraft = {}, prompt = '', input = {} }: Case = {}): PlanInput => ({
  snapshot: snapshotOf(layers, nearby.length > 0 ? { nearby } : {}), draft: { ...firstDraft, prompt, quality: 'medium', count: 1 }, card: cardOf(), settings: { showPartials: false, moderation: 'auto' },
  editDraft: firstEditDraft, edit: viewOf(source), expandDraft: { ...firstExpandDraft, ...expandDraft }, ...input,
})
const planOf = (one: Case = {}) => expand.plan(inputOf(one))
const jobOf = (one: Case = {}) => {
  const { jobs: [job], blocked } = planOf(one)
  if (!job?.edit || job.edit.kind !== 'expand') throw new Error(blocked?.message ?? 'no job')
  return { ...job, edit: job.edit, placement: job.placements[0]! }
}

/** An 800 x 600 picture px for unit in the middle of its own layer of 1600 x 900. */
const ownRoom: Case = { layers: [photo({ name: 'Hero wide', width: 1600, height: 900 })], source: picture({ scaleMode: 'CROP', layerWidth: 1600, layerHeight: 900, fromLayer: translation(-400, -150), toSource: translation(-400, -150) }) }
/** The same with the picture as a layer in a frame. */
const frame = layerOf('Hero wide', { id: 'hero', width: 1600, height: 900 })
const inFrame: Case = { layers: [photo({ parentId: 'hero', bounds: { x: 400, y: 150, width: 800, height: 600 } })], nearby: [frame], source: picture({ toSource: translation(-400, -150) }) }

describe('expand to a frame', () => {
  it('fills the layer that is larger than its picture, in the same paint', () => {
    const { edit, placement, request } = jobOf(ownRoom)
    expect(edit.plan).toMatchObject({ expanded: { x: -400, y: -150, width: 1600, height: 900 }, offset: { x: 400, y: 150 }, scale: 1 })
    expect(request.extent).toEqual({ widthPx: 1600, heightPx: 912 })
    expect(placement).toMatchObject({ mode: 'replace-paint', targetId: 'id:Photo', edit: { expanded: { x: -400, y: -150, width: 1600, height: 900 }, toolId: 'expand', hideIds: [] } })
    expect(placement.edit?.sourceId).toBeUndefined()
    expect(expand.button(inputOf(ownRoom))).toBe('Expand to Hero wide')
  })
  it('fills the frame around a picture, and leaves the picture as it is', () => {
    const { edit, placement, targetName } = jobOf(inFrame)
    expect(edit).toMatchObject({ plan: { expanded: { x: -400, y: -150, width: 1600, height: 900 } }, asLayer: false, strict: true })
    expect(placement).toMatchObject({ mode: 'replace-paint', targetId: 'hero', expectFills: frame.fillsSignature, edit: { sourceId: 'id:Photo', imageHash: 'picture of Photo' } })
    expect(targetName).toBe('Hero wide')
    expect(expand.button(inputOf(inFrame))).toBe('Expand to Hero wide')
  })
  it('takes the only picture in a selected frame', () => {
    const selected = { ...inFrame, layers: [frame], nearby: [photo({ parentId: 'hero', role: 'reference', bounds: { x: 400, y: 150, width: 800, height: 600 } })] }
    expect(jobOf(selected).placement).toMatchObject({ targetId: 'hero', edit: { sourceId: 'id:Photo' } })
  })
  it('maps a frame in canvas units to px, rounded outward', () => {
    const half: Affine = [[2, 0, -401], [0, 2, -300.5]]
    const { edit } = jobOf({ ...inFrame, nearby: [layerOf('Hero wide', { id: 'hero', width: 800, height: 450 })], source: picture({ layerWidth: 400, layerHeight: 300, fromLayer: scaling(2), toSource: half }) })
    expect(edit.plan.expanded).toEqual({ x: -401, y: -301, width: 1600, height: 901 })
  })
  it('says that nothing is left to fill', () => {
    expect(planOf({ expandDraft: { mode: 'ratio', ratioId: '4:3' } }).blocked?.message).toBe('The picture is 4:3 already. Choose another ratio.')
    expect(planOf({ expandDraft: { mode: 'side' } }).blocked?.message).toBe('Say how far: drag a side of the picture above, or write the pixels.')
  })
  it('says that the layer hides the pixels that were asked for', () => {
    // 400 x 600 of the middle of the picture shows.
    const source = picture({ layerWidth: 400, layerHeight: 600, fromLayer: translation(200, 0), toSource: translation(200, 0) })
    expect(planOf({ source, expandDraft: { mode: 'side', sides: { ...noSides, left: 150 } } }).blocked?.message).toBe('The picture has these pixels already, and its layer hides them. Go further, or show them with the crop in Figma.')
  })
})

describe('expand to a ratio and by side', () => {
  it('goes beyond the layer as a layer of its own', () => {
    const { edit, placement, ratio } = jobOf()
    expect(edit).toMatchObject({ asLayer: true, plan: { expanded: { x: -133, y: 0, width: 1067, height: 600 } } })
    expect(placement).toMatchObject({ mode: 'patch-layer', targetId: 'id:Photo', edit: { patch: { x: -133, width: 1067 }, expanded: { x: -133 } } })
    expect(ratio).toBe('16:9')
    expect(expand.button(inputOf())).toBe('Expand to 16:9')
  })
  it('starts from what the layer shows of its picture', () => {
    // 400 x 600 of the middle of the picture shows.
    const source = picture({ layerWidth: 400, layerHeight: 600, fromLayer: translation(200, 0), toSource: translation(200, 0) })
    const { edit } = jobOf({ source, expandDraft: { mode: 'side', sides: { left: 300, right: 0, top: 0, bottom: 50 } } })
    expect(edit.plan).toMatchObject({ part: { x: 0, y: 0, width: 600, height: 600 }, expanded: { x: -100, y: 0, width: 700, height: 650 }, offset: { x: 100, y: 0 } })
    expect(expand.button(inputOf({ source, expandDraft: { mode: 'side', sides: { ...noSides, left: 300 } } }))).toBe('Expand Photo')
  })
  it('stays in the fill while its layer has room', () => {
    const { edit, placement } = jobOf({ ...ownRoom, expandDraft: { mode: 'side', sides: { left: 100, right: 100, top: 0, bottom: 0 } } })
    expect(edit.asLayer).toBe(false)
    expect(placement).toMatchObject({ mode: 'replace-paint', edit: { expanded: { x: -100, y: 0, width: 1000, height: 600 } } })
  })
  it('makes a ratio with the picture in the middle', () => {
    expect(toRatio({ x: 10, y: 20, width: 300, height: 200 }, 1)).toEqual({ x: 10, y: -30, width: 300, height: 300 })
    expect(toRatio({ x: 0, y: 0, width: 300, height: 200 }, 2)).toEqual({ x: -50, y: 0, width: 400, height: 200 })
  })
  it('falls back to a ratio when the frame is gone', () => {
    const { mode } = expandTarget({ ...firstExpandDraft, mode: 'frame' }, snapshotOf([photo()]), photo(), picture())
    expect(mode).toBe('ratio')
  })
})

describe('far beyond twice the picture', () => {
  const far: Case = { layers: [photo({ name: 'Hero wide', width: 2000, height: 700 })], source: picture({ scaleMode: 'CROP', layerWidth: 2000, layerHeight: 700, fromLayer: translation(-600, -50), toSource: translation(-600, -50) }) }
  it('it grows in rings: each starts where the one before ended, only the last is placed, all are priced', () => {
    const { jobs, notes } = planOf(far)
    expect(jobs.map(({ follows = false, keep = false }) => [follows, keep])).toEqual([[false, true], [true, true], [true, false]])
    expect(notes[0]).toContain('It grows in 3 requests, each from the picture of the one before.')
    let before = { width: 800, height: 600 }
    for (const { edit, placements, request } of jobs) {
      if (edit?.kind !== 'expand') throw new Error('no expansion')
      expect(edit.plan.kept).toEqual(before)
      expect(edit.plan.extent.width / before.width).toBeLessThanOrEqual(1.51)
      expect(edit.strict).toBe(true)
      expect(request.extent).toEqual({ widthPx: edit.plan.request.width, heightPx: edit.plan.request.height })
      expect(placements[0]?.edit?.expanded).toMatchObject({ width: edit.plan.extent.width, height: edit.plan.extent.height })
      before = edit.plan.extent
    }
    expect(jobs[2]?.placements[0]?.edit?.expanded).toEqual({ x: -600, y: -50, width: 2000, height: 700 })
  })
  it('each way has rings of its own', () => {
    const { jobs } = planOf({ ...far, input: { draft: { ...firstDraft, prompt: '', quality: 'medium', count: 2 } } })
    expect(jobs.map(({ follows = false }) => follows)).toEqual([false, true, true, false, true, true])
    expect(jobs.map(({ request }) => request.count)).toEqual([1, 1, 1, 1, 1, 1])
  })
  it('one leap does up to twice, and where all is reduced', () => {
    expect(planOf(ownRoom).jobs).toHaveLength(1)
    expect(planOf({ expandDraft: { mode: 'side', beyond: 'reduce', sides: { ...noSides, left: 3500 } } }).jobs).toHaveLength(1)
  })
})

describe('the request', () => {
  it('continues the surroundings without words, and says in words where the picture lies to a model without masks', () => {
    expect(jobOf().request.prompt).toMatch(/^Extend the picture: continue its surroundings seamlessly\.\n\nThe masked area of image 1 is only a blurred placeholder/)
    const { request, edit } = jobOf({ prompt: 'a wide beach', input: { card: cardOf({ operations: { ...cardOf().operations, mask: false } }) } })
    expect(request.prompt).toMatch(/^a wide beach\n\nImage 1 holds the picture between 13 and 87 percent of the width/)
    expect(edit.sendsMask).toBe(false)
  })
  it.each([
    ['a picture beyond 4096 px stops there', { expandDraft: { mode: 'side' as const, sides: { ...noSides, left: 3500 } } }, 'Largest possible is 4096 x 600, with every pixel kept.'],
    ['or is reduced', { expandDraft: { mode: 'side' as const, beyond: 'reduce' as const, sides: { ...noSides, left: 3500 } } }, 'The whole picture is reduced to 95 %, to 4096 x 572.'],
    ['a strip is cut out of what the model can make', { expandDraft: { mode: 'side' as const, sides: { left: 1600, right: 1600, top: 0, bottom: 0 } } }, 'The picture is 6.7:1, the model makes 3:1. What is too much is cut off.'],
  ])('says before the press: %s', (_, one, note) => expect(planOf(one).notes[0]?.startsWith(note)).toBe(true))
  it('draws sharper at a higher quality', () => {
    const card = gptImageCards[0]!
    const scaleAt = (quality: string): number => {
      const { jobs } = planOf({ source: picture({ widthPx: 3000, heightPx: 2000, layerWidth: 3000, layerHeight: 2000 }), layers: [photo({ width: 3000, height: 2000 })], expandDraft: { mode: 'side', sides: { left: 300, right: 300, top: 100, bottom: 100 } }, input: { card, draft: { ...firstDraft, prompt: '', quality, count: 1 } } })
      return jobs[0]?.edit?.kind === 'expand' ? jobs[0].edit.plan.scale : 0
    }
    expect(scaleAt('low')).toBeLessThan(scaleAt('medium'))
    expect(scaleAt('high')).toBe(1)
  })
  it.each([
    ['a model that cannot edit', { input: { card: cardOf({ operations: { ...cardOf().operations, edit: false } }) } }, 'cannot edit pictures'],
    ['a picture that repeats', { source: picture({ scaleMode: 'TILE' }) }, 'repeats its picture'],
    ['no picture', { layers: [frame] }, 'Select a layer that has a picture.'],
    ['a locked layer', { layers: [photo({ problem: { kind: 'locked', message: 'Photo is locked.' } })] }, 'Photo is locked.'],
    ['a picture that is still read', { input: { edit: null } }, 'Reading the picture of Photo.'],
  ])('is refused with %s', (_, one, message) => expect(planOf(one as Case).blocked?.message).toContain(message))
})

describe('what is kept of the settings', () => {
  it('is ratio, strictness and the choice at 4096 px, not how far', () => {
    const kept = restoreTools({ expandDraft: { mode: 'side', ratioId: '21:9', sides: { left: 9, right: 9, top: 9, bottom: 9 }, strict: false, beyond: 'reduce' } }).expandDraft
    expect(kept).toEqual({ ...firstExpandDraft, ratioId: '21:9', strict: false, beyond: 'reduce' })
    expect(restoreTools({ expandDraft: { ratioId: 'match', strict: 7, beyond: null } }).expandDraft).toEqual(firstExpandDraft)
  })
  it('keeps the prompt apart from that of other tools', () => expect(restoreTools({ prompts: { expand: 'more sky' } }).prompts).toEqual({ expand: 'more sky' }))
})
