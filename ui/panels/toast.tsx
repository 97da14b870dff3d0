// One line that goes by itself: what was just done ("Prompt copied"), or why a press did nothing. The live regions speak it.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { useActions, useAppState } from '../state/store'
import { doneKey } from './notices-view'

const lastsMs = 4000

export function Toast({ said, onGone }: { said: string; onGone(): void }) {
  const actions = useActions()
  const done = useAppState((state) => state.notices.find(({ key }) => key === doneKey) ?? null)
  const text = said || done?.message
  useEffect(() => {
    if (!text) return
    const timer = setTimeout(() => {
      if (said) onGone()
      else actions.closeNotice(doneKey)
    }, lastsMs)
    return () => clearTimeout(timer)
  }, [said, done])
  return text ? <div class="toast" aria-hidden="true">{text}</div> : null
}
