// Where a table from a spreadsheet goes: browsers let a page read the clipboard only when something is pasted.
import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { names } from '../../components/names'
import { useActions } from '../../state/store'

export function PasteRows({ onClose }: { onClose(): void }) {
  const actions = useActions()
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div class="stack tight plan-paste">
      <textarea
        ref={box} class="plain-box" aria-label={names.pastedRows} rows={4} value={text} spellcheck={false} placeholder={'Frame, Prompt\nHero, a red chair\n\nOr prompts alone, one a line'} onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onClose()
        }}
      />
      <div class="row between">
        <span class="quiet">Columns Frame, Prompt, Model, On, or prompts in order.</span>
        <span class="row acts">
          <Act onPress={onClose}>Close</Act>
          <Act disabled={text.trim() === ''} onPress={() => { actions.pasteRows(text, null); onClose() }}>{names.useRows}</Act>
        </span>
      </div>
    </div>
  )
}
