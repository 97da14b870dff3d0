// Any model id of a service with a key: for what came out after this build.
import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Act, Field } from '../../components/basics'
import { names } from '../../components/names'
import { TextBox } from '../../components/text-boxes'
import { useActions } from '../../state/store'

/** As services write them: no blanks, no path. */
const idShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/

export function OtherModel({ providerId, service, onClose }: { providerId: string; service: string; onClose(): void }) {
  const actions = useActions()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const use = (): void => {
    const id = typed.trim()
    if (!idShape.test(id)) return setRefused(true)
    actions.editDraft({ modelKey: `${providerId}/${id}` })
    onClose()
  }
  return (
    <div class="stack tight" ref={box} onKeyDown={(event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      onClose()
    }}>
      <Field label={`Model id of ${service}`}>
        <TextBox name={names.otherModel} value={typed} placeholder="gpt-image-3" invalid={refused} onInput={(text) => { setTyped(text); setRefused(false) }} onEnter={use} />
      </Field>
      <span class="row between">
        <span class={refused ? 'bad' : 'quiet'} role={refused ? 'alert' : undefined}>{refused ? 'An id has no blanks, like gpt-image-2.' : 'Inlay does not know its price.'}</span>
        <span class="row acts"><Act onPress={use}>Use this id</Act><Act onPress={onClose}>Close</Act></span>
      </span>
    </div>
  )
}
