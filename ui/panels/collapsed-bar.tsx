// What is left of the window when it is collapsed: the run, or where things stand, and the way back.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { IconPress } from '../components/basics'
import { IconExpand24 } from '../components/icons'
import { names } from '../components/names'
import { useActions, useAppState } from '../state/store'
import { mainButton } from '../state/selectors'
import { RunStrip, useHasStrip } from './run-strip'

export function CollapsedBar() {
  const actions = useActions()
  const busy = useHasStrip()
  const button = useAppState(mainButton)
  useEffect(() => {
    const focus = (name: string): void => document.querySelector<HTMLElement>(`[aria-label='${name}']`)?.focus()
    focus(names.expandWindow)
    return () => { requestAnimationFrame(() => focus(names.collapse)) }
  }, [])
  return (
    <main class="collapsed-bar">
      {busy ? <RunStrip /> : <span class="clip quiet">Nothing is running. Next: {button.label}</span>}
      <IconPress name={names.expandWindow} onPress={() => actions.collapse(false)}><IconExpand24 /></IconPress>
    </main>
  )
}
