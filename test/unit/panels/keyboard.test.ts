import { expect, it } from 'vitest'
import { pressKey } from '../../../ui/panels/keyboard'
import { snapshotOf, threeFrames } from '../../support/builders'
import { statesOf, tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

/** An element that is, or is not, a text box. */
const element = (isTextBox: boolean) => ({ matches: () => isTextBox })

type Press = { target?: object } & Partial<Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing' | 'defaultPrevented'>>

async function keyboard() {
  const trial = await tryApp({ snapshot: snapshotOf(threeFrames()) })
  const said: string[] = [], history = { text: true }
  const press = async (event: Press): Promise<boolean> => {
    const used = pressKey({ key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, defaultPrevented: false, target: null, ...event } as unknown as KeyboardEvent, { get: trial.app.store.get, actions: trial.app.actions, say: (text) => void said.push(text), textUndo: () => history.text })
    await settle()
    return used
  }
  return { trial, said, history, press, state: () => trial.app.store.get() }
}

it('runs on Ctrl or Cmd and Enter, never while an input method composes', async () => {
  const { trial, press } = await keyboard()
  expect(await press({ key: 'Enter', ctrlKey: true, isComposing: true })).toBe(false)
  expect(trial.demo.calls).toHaveLength(0)
  await press({ key: 'Enter', metaKey: true })
  expect(trial.demo.calls).toHaveLength(3)
})
it('cancels one with Ctrl and period, all with Shift', async () => {
  const { trial, press, said } = await keyboard()
  await press({ code: 'Period', key: '.', ctrlKey: true })
  expect(said).toEqual(['Nothing is running.'])
  await press({ key: 'Enter', ctrlKey: true })
  await press({ code: 'Period', key: '.', ctrlKey: true })
  expect(statesOf(trial).filter((state) => state === 'cancelled')).toHaveLength(1)
  await press({ code: 'Period', key: '>', ctrlKey: true, shiftKey: true })
  expect(statesOf(trial)).toEqual(['cancelled', 'cancelled', 'cancelled'])
})
it('changes places and tools by number, and says why a tool cannot run', async () => {
  const { press, state, said } = await keyboard()
  await press({ code: 'Digit2', key: '@', ctrlKey: true, shiftKey: true })
  expect(state().place).toBe('results')
  await press({ code: 'Digit2', key: '™', altKey: true })
  expect(state().place).toBe('create')
  expect(said).toEqual(['Select a layer that has a picture.'])
})
it('leaves a sub-page with Esc, unless a menu took it', async () => {
  const { press, state } = await keyboard()
  await press({ key: '?', shiftKey: true })
  expect(state().subPage).toBe('keys')
  expect(await press({ key: 'Escape', defaultPrevented: true })).toBe(false)
  expect(state().subPage).toBe('keys')
  await press({ key: 'Escape' })
  expect(state().subPage).toBeNull()
  expect(await press({ key: 'Escape' })).toBe(false)
})
it('takes the last picture back with Ctrl or Cmd and Z once the text box has nothing of its own to undo, and puts it back with Shift', async () => {
  const { trial, press, history, state } = await keyboard()
  const toast = () => state().notices.find(({ key }) => key === 'done')?.message
  trial.app.actions.run()
  await settle()
  trial.demo.calls.forEach((call) => call.answer())
  await settle()
  const last = trial.sandbox.state.placed.at(-1)!.plan
  trial.sandbox.override['placement.undo'] = () => ({ undone: { runId: last.runId, jobId: last.jobId, resultIndex: 0, name: 'Phone', removed: false, why: null } })
  expect(await press({ key: 'z', metaKey: true, target: element(true) })).toBe(false)
  history.text = false
  expect(await press({ key: 'z', metaKey: true, target: element(true) })).toBe(true)
  expect(toast()).toBe('Phone was put back.')
  expect(state().jobs[last.jobId]!.results[0]).toMatchObject({ placed: 'results', outcome: null })
  expect(await press({ key: 'Z', ctrlKey: true, shiftKey: true })).toBe(true)
  expect(trial.sandbox.state.placed.at(-1)!.plan).toMatchObject({ jobId: last.jobId, mode: 'add-paint' })
  expect(toast()).toBe('Phone has its picture again.')
})
it('leaves single letters and undo to text boxes', async () => {
  const { trial, press, state, said } = await keyboard()
  expect(await press({ key: '?', shiftKey: true, target: element(true) })).toBe(false)
  expect(await press({ key: 'z', metaKey: true, target: element(true) })).toBe(false)
  expect(said).toEqual([])
  expect(state().subPage).toBeNull()
  expect(trial.demo.calls).toHaveLength(0)
})
