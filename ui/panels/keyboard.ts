// The keyboard map of the whole window (ui.md 5).
import { useEffect, useRef } from 'preact/hooks'
import type { Actions, AppState, ToolId } from '../state/state'
import { isPlaced } from '../state/run-events'
import { variationsOf } from '../state/variations'
import { picturesSelected, toolItems } from './create/tools'
import { places } from './places'
import { isForming } from './results/job-view'

type Target = {
  get(): AppState
  actions: Actions
  say(text: string): void
  /** The text box that has the focus has changes of its own to take back, or to do again. */
  textUndo(redo: boolean): boolean
}

const textBoxes = "textarea, input:not([type='checkbox'], [type='radio'], [type='button']), [contenteditable='true']"
const isTextBox = (target: EventTarget | null): boolean => target !== null && 'matches' in target && (target as Element).matches(textBoxes)
const digit = (event: KeyboardEvent, last: number): number | null => {
  const n = /^Digit([1-9])$/.exec(event.code)?.[1]
  return n && Number(n) <= last ? Number(n) : null
}

/** Date.now() of the end of the newest job with a picture in the document; 0: there is none. */
const landedAt = ({ jobs }: AppState): number => Math.max(0, ...Object.values(jobs).filter(({ results }) => results.some(isPlaced)).map(({ endedAt }) => endedAt ?? 0))

/**
 * A text box keeps its own undo as long as the browser would undo something in it; only then is the key ours.
 * The command is deprecated as a way to edit, but nothing else tells what the key would do.
 */
const browserTextUndo = (redo: boolean): boolean => document.queryCommandEnabled(redo ? 'redo' : 'undo')

/** True when the key was used. Exported for tests. */
export function pressKey(event: KeyboardEvent, { get, actions, say, textUndo }: Target): boolean {
  if (event.isComposing || event.defaultPrevented) return false
  const command = event.metaKey || event.ctrlKey
  const state = get()
  if (command && event.key === 'Enter') {
    if (state.subPage === null) actions.run()
    else say('Go back to Create to generate.')
  } else if (command && event.code === 'Period') {
    const running = Object.values(state.jobs).find(isForming)
    if (event.shiftKey) actions.cancelAll()
    else if (running) actions.cancelJob(running.id)
    else say('Nothing is running.')
  } else if (command && event.shiftKey && digit(event, 3)) {
    actions.openSub(null)
    actions.go(places[(digit(event, 3) ?? 1) - 1]?.value ?? 'create')
  } else if (command && !event.altKey && event.key.toLowerCase() === 'z') {
    if (isTextBox(event.target) && textUndo(event.shiftKey)) return false
    if (event.shiftKey) actions.redoLast()
    else actions.undoLast()
  } else if (event.altKey && !command && digit(event, 5)) {
    const tool = toolItems(picturesSelected(state))[(digit(event, 5) ?? 1) - 1]
    actions.openSub(null)
    actions.go('create')
    if (tool?.reason) say(tool.reason)
    else if (tool) actions.chooseTool(tool.id as ToolId)
  } else if (event.key === 'Escape') {
    if (state.subPage !== null) actions.openSub(null)
    else if (state.place === 'results' && state.shownResultKey !== null) actions.showResult(null)
    else if (state.place === 'results' && variationsOf(state)?.shown) actions.showVariation(variationsOf(state)!.layer.id, null)
    else return false
  } else if (event.key === '?' && !command && !event.altKey && !isTextBox(event.target)) actions.openSub('keys')
  else return false
  return true
}

export function useKeyboard(known: Omit<Target, 'textUndo'>): void {
  const typedAt = useRef(0)
  // What was done last is undone first: words that were typed before the newest picture landed wait for it.
  const target: Target = { ...known, textUndo: (redo) => browserTextUndo(redo) && (redo || typedAt.current >= landedAt(known.get())) }
  useEffect(() => {
    const onInput = (): void => { typedAt.current = Date.now() }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (pressKey(event, target)) event.preventDefault()
    }
    window.addEventListener('input', onInput, true)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('input', onInput, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [target.actions])
}
