import { describe, expect, it } from 'vitest'
import { firstEditDraft } from '../../../ui/edit/edit-view'
import { firstExpandDraft } from '../../../ui/edit/expand-draft'
import { firstDraft } from '../../../ui/state/initial-state'
import { compare } from '../../../ui/tools/compare'
import type { PlanInput } from '../../../ui/tools/tool'
import { cardOf, layerOf, paidCard, snapshotOf } from '../../support/builders'

const cheap = cardOf({ label: 'Demo' }), paint = paidCard(), plain = paidCard({ id: 'plain', label: 'Plain', qualities: [{ id: 'only', label: 'Only' }], defaultQuality: 'only', maxReferences: 0, operations: { ...cheap.operations, references: false } })
const hero = layerOf('Hero', { width: 1200, height: 800 })
const inputOf = (comparison: Partial<NonNullable<PlanInput['comparison']>['draft']>, more: Partial<PlanInput> = {}): PlanInput => ({
  snapshot: snapshotOf([hero]), draft: { ...firstDraft, prompt: 'a red chair', modelKey: 'demo/demo', quality: 'medium', count: 4 }, card: cheap,
  settings: { showPartials: false, moderation: 'auto' }, editDraft: firstEditDraft, edit: null, expandDraft: firstExpandDraft,
  comparison: { draft: { on: true, models: [], qualities: [], prompts: [], ...comparison }, cards: [cheap, paint, plain] }, ...more,
})
const both = ['paid/paint-1', 'paid/plain']

describe('compare', () => {
  it('asks once for each of 3 prompts x 3 models, each with its own words, in a cell of its own', () => {
    const input = inputOf({ models: both, prompts: ['a blue chair', 'a green chair'] }), { jobs, board, blocked } = compare.plan(input)
    expect(blocked).toBeNull()
    expect(jobs.map(({ cell, card, request }) => `${cell?.row}${cell?.column} ${card?.label} ${request.prompt} x${request.count}`)).toEqual(
      ['a red chair', 'a blue chair', 'a green chair'].flatMap((prompt, row) => ['Demo', 'Paint 1', 'Plain'].map((label, column) => `${row}${column} ${label} ${prompt} x1`)))
    expect(jobs.map(({ words }) => words)).toEqual(['a red chair', 'a red chair', 'a red chair', 'a blue chair', 'a blue chair', 'a blue chair', 'a green chair', 'a green chair', 'a green chair'])
    expect(board).toMatchObject({ title: 'Compare, Hero', words: null, target: { name: 'Hero' }, columns: ['Demo', 'Paint 1', 'Plain'], rows: ['A: a red chair', 'B: a blue chair', 'C: a green chair'], refused: [] })
    expect(compare.button(input)).toBe('Compare 9, 3 prompts x 3 models')
  })

  it('says on the button what differs', () => {
    expect(compare.button(inputOf({ models: both }))).toBe('Compare 3 models')
    expect(compare.button(inputOf({ qualities: ['Draft'] }))).toBe('Compare 2 qualities')
    expect(compare.button(inputOf({ prompts: ['another', '  '] }))).toBe('Compare 2 prompts')
  })

  it('stands across where a single model is compared', () => {
    const { jobs, board } = compare.plan(inputOf({ qualities: ['Draft'] }))
    expect([jobs.map(({ cell }) => cell), board?.columns, board?.rows]).toEqual([[{ row: 0, column: 0 }, { row: 0, column: 1 }], ['Standard', 'Draft'], ['Demo']])
  })

  it('gives every model its own step of a quality, and a reason where it has none', () => {
    const { jobs, board } = compare.plan(inputOf({ models: both, qualities: ['Draft'] }))
    expect(jobs.map(({ cell, request }) => `${cell?.row}${cell?.column} ${request.quality}`)).toEqual(['00 medium', '01 medium', '10 low', '11 low'])
    expect(board?.refused).toEqual([{ row: 0, column: 2, why: 'Plain has no Standard.' }, { row: 1, column: 2, why: 'Plain has no Draft.' }])
    expect(board?.rows).toEqual(['Standard', 'Draft'])
  })

  it('a model that cannot take the references has a reason in its cell; the others go on', () => {
    const reference = { id: 'r', role: 'style' as const, name: 'Moodboard', sticky: true, from: { kind: 'layer' as const, nodeId: '1', what: 'look' as const, leaveOut: 'nothing' as const } }
    const input = inputOf({ models: both }), { jobs, board, blocked } = compare.plan({ ...input, draft: { ...input.draft, references: [reference] } })
    expect([blocked, jobs.length]).toEqual([null, 2])
    expect(board?.refused).toEqual([{ row: 0, column: 2, why: 'Plain takes no references; there are 1. Remove some or choose another model.' }])
  })

  it('needs something to compare with, a prompt, and not more than a board holds', () => {
    expect(compare.plan(inputOf({})).blocked?.message).toBe('Choose another model, quality or prompt to compare with.')
    const empty = inputOf({ models: both })
    expect(compare.plan({ ...empty, draft: { ...empty.draft, prompt: ' ' } }).blocked?.code).toBe('request.prompt-missing')
    expect(compare.plan(inputOf({ models: both, qualities: ['Draft', 'High', 'Max'], prompts: ['b', 'c', 'd'] })).blocked?.message).toContain('48 pictures are too many')
  })

  it('compares for the first of several targets and says so; without any the winner becomes a layer', () => {
    const several = compare.plan(inputOf({ models: both }, { snapshot: snapshotOf([hero, layerOf('Card')]) }))
    expect([several.jobs.length, several.notes, several.board?.target?.name]).toEqual([3, ['Compared for Hero: the one you use goes there.'], 'Hero'])
    expect(compare.plan(inputOf({ models: both }, { snapshot: snapshotOf([]) })).board).toMatchObject({ target: null, near: null })
  })
})
