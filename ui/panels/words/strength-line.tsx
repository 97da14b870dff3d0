// What a short prompt leaves open: one quiet line that opens the builder. It never blocks.
import { h } from 'preact'
import { names } from '../../components/names'
import { strengthOf } from '../../prompts/strength'
import { useActions, useAppState } from '../../state/store'

/** Fewer gaps are the builder's business. */
const worthSaying = 3

export function StrengthLine() {
  const actions = useActions()
  const prompt = useAppState((state) => state.draft.prompt)
  const offered = useAppState((state) => state.words.improving !== null)
  const { missing } = strengthOf(prompt)
  if (offered || prompt.trim() === '' || missing.length < worthSaying) return null
  const parts = missing.map(({ slot }) => slot)
  return (
    <button type="button" class="strength-line quiet" aria-label={`${names.strength}, not said yet: ${parts.join(', ')}`} title={missing[0]!.why} onClick={() => actions.openSub('builder')}>
      <span class="meter" aria-hidden="true">{Array.from({ length: 6 }, (_, index) => <i key={index} class={index < 6 - missing.length ? 'on' : ''} />)}</span>
      <span class="clip">Not said yet: {parts.join(', ')}</span>
    </button>
  )
}
