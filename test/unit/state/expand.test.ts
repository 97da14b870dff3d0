import { describe, expect, it } from 'vitest'
import { expandView, firstSides, type ExpandView } from '../../../ui/panels/expand/expand-view'
import { noSides } from '../../../ui/edit/expand-draft'
import { firstDraft, initialState } from '../../../ui/state/initial-state'
import { afterSelection } from '../../../ui/state/selection-state'
import type { AppState } from '../../../ui/state/state'
import { layerOf, snapshotOf, sourceOf } from '../../support/builders'
import { tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const fill = { type: 'IMAGE', visible: true, opacity: 1, imageHash: 'h', scaleMode: 'FIT', byInlay: false }
const picture = (name: string, uncovered: boolean) => layerOf(name, { role: 'source', fills: [fill], uncovered })
const first: AppState = { ...initialState({ cards: [], providers: [] }, 0, true), draft: firstDraft }
const select = (state: AppState, ...layers: ReturnType<typeof layerOf>[]): AppState => ({ ...state, ...afterSelection(state, snapshotOf(layers))!.change })

describe('the tool of a selection with room', () => {
  it('is Expand, also when the stored tool came later than the selection', () => {
    const selected = select(first, picture('Hero', true))
    expect(selected.tool).toBe('expand')
    expect(select({ ...selected, tool: 'generate' }, picture('Hero', true)).tool).toBe('expand')
  })
  it('stays Expand after the picture was made larger, and goes with the next picture', () => {
    const filled = select(select(first, picture('Hero', true)), picture('Hero', false))
    expect(filled.tool).toBe('expand')
    expect(select(filled, picture('Photo', false)).tool).toBe('edit')
  })
  it('forgets how far another picture was to grow', () => {
    const drawn: AppState = { ...select(first, picture('Hero', true)), expandDraft: { ...first.expandDraft, mode: 'side', sides: { ...noSides, left: 50 } } }
    expect(select(drawn, picture('Hero', true)).expandDraft).toMatchObject({ mode: 'side', sides: { left: 50 } })
    expect(select(drawn, picture('Photo', true)).expandDraft).toMatchObject({ mode: null, sides: noSides })
  })
})

it('a picture of 4096 px can be reduced to be made larger: the choice is there', async () => {
  const trial = await tryApp({ snapshot: snapshotOf([picture('Photo', false)]) })
  trial.sandbox.override['source.read'] = () => ({ source: sourceOf('Photo', { widthPx: 4096, heightPx: 2728, layerWidth: 4096, layerHeight: 2728 }), bytes: new Uint8Array([1]) })
  await trial.select(snapshotOf([{ ...picture('Photo', false), fillsSignature: 'large' }]))
  await settle()
  trial.app.actions.chooseTool('expand')
  trial.app.actions.editExpand({ mode: 'side', sides: { ...noSides, right: 600 } })
  expect(expandView(trial.app.store.get())).toMatchObject({ tooLarge: true, plan: null })
  trial.app.actions.editExpand({ beyond: 'reduce' })
  expect(expandView(trial.app.store.get())).toMatchObject({ tooLarge: true, plan: { beyond: 'reduce' } })
  trial.app.actions.editExpand({ sides: noSides })
  expect(expandView(trial.app.store.get())!.tooLarge).toBe(false)
})

it('By side begins at the frame or at the ratio that was chosen, not at one that nobody chose', () => {
  const shown = { left: 83, right: 83, top: 0, bottom: 0 }, draft = first.expandDraft
  const begun = (mode: 'ratio' | 'frame', chosen: 'ratio' | null) => firstSides({ ...draft, mode: chosen }, { sides: shown, target: { mode } as ExpandView['target'] })
  expect([begun('ratio', null), begun('ratio', 'ratio'), begun('frame', null)]).toEqual([noSides, shown, shown])
})
