import { describe, expect, it } from 'vitest'
import { layerToPicture } from '../../../src/document/paint-map'
import { ratioOf } from '../../../src/shared/geometry'
import type { LayerSnapshot } from '../../../src/shared/snapshot'
import { cropFor, cropTransform, partToKeep } from '../../../ui/batch/plan-format'
import { firstEditDraft, noMask, type EditView } from '../../../ui/edit/edit-view'
import { firstExpandDraft, type ExpandDraft } from '../../../ui/edit/expand-draft'
import { firstDraft } from '../../../ui/state/initial-state'
import { formats } from '../../../ui/tools/formats'
import { selectionKind } from '../../../ui/tools/selection-kind'
import type { PlanInput } from '../../../ui/tools/tool'
import { cardOf, layerOf, snapshotOf, sourceOf } from '../../support/builders'

const image = { type: 'IMAGE', visible: true, opacity: 1, imageHash: 'picture of Master', scaleMode: 'FILL', byInlay: false }
const master = layerOf('Master', { type: 'RECTANGLE', role: 'reference', width: 900, height: 600, fills: [image] })
const frame = (name: string, width: number, height: number, more: Partial<LayerSnapshot> = {}): LayerSnapshot => layerOf(name, { width, height, ...more })
const five = [frame('Square', 300, 300), frame('Feed', 320, 400), frame('Story', 270, 480), frame('Wide', 640, 360), frame('Banner', 728, 90)]
const source = sourceOf('Master', { widthPx: 900, heightPx: 600, layerWidth: 900, layerHeight: 600 })
const edit: EditView = { layerId: master.id, paintIndex: null, state: 'ready', problem: null, source, preview: null, mask: noMask }
const inputOf = (layers: LayerSnapshot[], expandDraft: Partial<ExpandDraft> = {}, more: Partial<PlanInput> = {}): PlanInput => ({
  snapshot: snapshotOf(layers), draft: { ...firstDraft, prompt: '', quality: 'medium', count: 3 }, card: cardOf(), settings: { showPartials: false, moderation: 'auto' },
  editDraft: firstEditDraft, edit, expandDraft: { ...firstExpandDraft, ...expandDraft }, ...more,
})
const ways = (input: PlanInput): string[] => formats.plan(input).jobs.map((job) => `${job.targetName}: ${job.kept ? 'crop' : 'expand'}`)

describe('every format', () => {
  it('crops where two thirds stay, without a request, and continues the picture everywhere else', () => {
    const input = inputOf([master, ...five]), { jobs, blocked, notes } = formats.plan(input)
    expect([blocked, notes]).toEqual([null, []])
    expect(ways(input)).toEqual(['Square: crop', 'Wide: crop', 'Feed: expand', 'Story: expand', 'Banner: expand'])
    expect(jobs.map(({ request, placements }) => [request.count, placements.length, placements[0]?.mode, placements[0]?.scaleMode])).toEqual(five.map(() => [1, 1, 'add-paint', 'FILL']))
    expect(formats.button(input)).toBe('Fill 5 formats, 3 requests')
    expect(formats.button(inputOf([master, five[0]!]))).toBe('Fill 1 format')
  })

  it('asks for pictures of each frame\'s own ratio around all of the picture, never stretched', () => {
    const { jobs } = formats.plan(inputOf([master, ...five]))
    for (const job of jobs) {
      if (job.edit?.kind !== 'expand') continue
      const { extent, part, reduction } = job.edit.plan, target = five.find(({ name }) => name === job.targetName)!
      expect(Math.abs(extent.width - extent.height * ratioOf(target))).toBeLessThanOrEqual(ratioOf(target))
      expect([part.width, reduction]).toEqual([900, 1])
      expect(part.height).toBeGreaterThanOrEqual(target.name === 'Banner' ? 400 : 600)
    }
  })

  it('keeps what a shape over the subject marks: the crop moves to it, or gives way to an expansion', () => {
    const mark = (x: number, width: number): LayerSnapshot => layerOf('Subject', { type: 'ELLIPSE', role: 'mask', bounds: { x, y: 100, width, height: 400 } })
    const moved = formats.plan(inputOf([{ ...master, role: 'source' }, mark(650, 200), five[0]!, five[2]!]))
    const [crop] = moved.jobs
    expect(crop!.placements[0]!.crop).toEqual([[600 / 900, 0, 250 / 900], [0, 1, 0]])
    expect(ways(inputOf([{ ...master, role: 'source' }, mark(650, 200), five[2]!]))).toEqual(['Story: crop'])
    expect(ways(inputOf([{ ...master, role: 'source' }, mark(100, 700), five[0]!]))).toEqual(['Square: expand'])
  })

  it('lets the designer choose for each frame; a frame of the picture\'s own shape can only be cropped', () => {
    expect(ways(inputOf([master, ...five], { formatWays: { 'id:Square': 'expand', 'id:Story': 'crop' } }))).toEqual(['Story: crop', 'Wide: crop', 'Square: expand', 'Feed: expand', 'Banner: expand'])
    expect(ways(inputOf([master, frame('Same', 1200, 800), five[0]!], { formatWays: { 'id:Same': 'expand' } }))).toEqual(['Same: crop', 'Square: crop'])
  })

  it('continues a far frame in steps where the designer wants that: each from the picture before, the last one placed', () => {
    const text = { texts: ['Sale'], textLayers: [{ id: '1:9', colour: null, bounds: { x: 20, y: 20, width: 120, height: 40 } }] }, banner = frame('Banner', 728, 90, text), input = inputOf([master, five[0]!, banner], { formatWays: { 'id:Banner': 'steps' } }), { jobs: [crop, ...steps], notes } = formats.plan(input)
    expect([crop!.kept, steps.length]).toEqual([true, 4])
    expect(steps.map(({ follows, keep, placements }) => [follows === true, keep === true, placements[0]!.targetId, placements[0]!.mode])).toEqual([[false, true], [true, true], [true, true], [true, false]].map((kept) => [...kept, 'id:Banner', 'add-paint']))
    expect(steps.map(({ edit: planned }) => (planned?.kind === 'expand' ? [planned.strict, planned.ring !== undefined, Math.round(planned.plan.extent.width / 100)] : []))).toEqual([[true, false, expect.any(Number)], [true, true, expect.any(Number)], [true, true, expect.any(Number)], [true, true, 41]])
    expect(steps.map(({ request }) => request.prompt.includes('Text will lie'))).toEqual([false, false, true, true])
    expect([formats.button(input), notes]).toEqual(['Fill 2 formats, 4 requests', ['Banner grows in 4 requests, each from the picture of the one before. The last is placed, the others stay in Results.']])
    expect(formats.plan(inputOf([master, five[1]!], { formatWays: { 'id:Feed': 'steps' } })).jobs).toHaveLength(1)
  })

  it('tells the model where text will lie', () => {
    const story = frame('Story', 270, 480, { bounds: { x: 1000, y: 0, width: 270, height: 480 }, transform: [[1, 0, 1000], [0, 1, 0]], texts: ['Lift-off'], textLayers: [{ id: '1:9', colour: null, bounds: { x: 1027, y: 24, width: 216, height: 48 } }] })
    const { jobs: [job] } = formats.plan(inputOf([master, story]))
    expect(job!.request.prompt).toMatch(/Text will lie between \d+ and \d+ percent of the width .* between [45] and 1[0-9] percent of the height .*keep the new picture calm and even there/)
    expect(formats.plan(inputOf([master, five[2]!])).jobs[0]!.request.prompt).not.toContain('Text will lie')
  })

  it('needs no model where crops serve everywhere, and says what is missing', () => {
    const closed = cardOf({ operations: { ...cardOf().operations, edit: false } })
    expect(formats.plan(inputOf([master, five[0]!, five[3]!], {}, { card: closed })).blocked).toBeNull()
    expect(formats.plan(inputOf([master, five[2]!], {}, { card: closed })).blocked?.code).toBe('request.unsupported-by-model')
    expect(formats.plan(inputOf([master])).blocked?.message).toBe('Select a picture and the frames that it should fill.')
  })

  it('is what a picture beside frames of several shapes asks for; a board of pictures or frames of one shape are Generate\'s', () => {
    expect(selectionKind(snapshotOf([master, ...five]), false)).toMatchObject({ tool: 'expand' })
    expect(selectionKind(snapshotOf([master, five[0]!]), false)).toMatchObject({ tool: 'generate' })
    expect(selectionKind(snapshotOf([master, frame('A', 300, 300), frame('B', 600, 600)]), false)).toMatchObject({ tool: 'generate' })
    expect(selectionKind(snapshotOf([{ ...master, hasChildren: true }, ...five]), false)).toMatchObject({ tool: 'generate' })
  })
})

describe('a crop', () => {
  const picture = { width: 900, height: 600 }
  it('in the middle is what FILL shows; else a CROP of the same scale on both axes', () => {
    const shown = { x: 0, y: 0, ...picture }
    expect(cropTransform(picture, cropFor(shown, 1, null))).toBeNull()
    const crop = cropFor(shown, 0.5, { x: 600, y: 0, width: 100, height: 600 }), transform = cropTransform(picture, crop)!
    expect(crop).toEqual({ x: 400, y: 0, width: 300, height: 600 })
    const map = layerToPicture({ scaleMode: 'CROP', imageTransform: transform }, { width: 100, height: 200 }, picture)!
    expect(map[0][0]).toBeCloseTo(map[1][1], 9)
  })
  it('gives up at most a third before a picture is reduced', () => {
    const shown = { x: 0, y: 0, ...picture }
    expect(partToKeep(shown, 4, 4096, null)).toEqual(shown)
    expect(partToKeep(shown, 8, 4096, null)).toEqual({ x: 0, y: 44, width: 900, height: 512 })
    expect(partToKeep(shown, 20, 4096, null)).toEqual({ x: 0, y: 100, width: 900, height: 400 })
    expect(partToKeep(shown, 1 / 20, 4096, { x: 500, y: 0, width: 100, height: 10 })).toMatchObject({ width: 204, height: 600 })
  })
})
