// Where requests to a service go, as the designer writes it.
import { h } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Field } from '../../components/basics'
import { TextBox } from '../../components/text-boxes'
import { useActions, useAppState } from '../../state/store'
import { addressProblem } from './address'

/** Kept when it is left or Enter is pressed; empty or `usual` means the service's own. */
export function AddressBox({ providerId, name, usual, placeholder = usual, note }: { providerId: string; name: string; usual: string; placeholder?: string; note: string }) {
  const actions = useActions()
  const id = useId()
  const endpoints = useAppState((state) => state.settings.endpoints)
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? endpoints[providerId] ?? ''
  const problem = addressProblem(text.trim())
  const save = (): void => {
    if (typed === null || problem !== null) return
    const url = text.trim().replace(/\/+$/, ''), { [providerId]: _old, ...others } = endpoints
    setTyped(null)
    actions.saveSettings({ endpoints: url === '' || url === usual ? others : { ...others, [providerId]: url } })
  }
  return (
    <div class="stack tight">
      <Field label={name}>
        <TextBox name={name} value={text} placeholder={placeholder} describedBy={id} invalid={problem !== null} onInput={setTyped} onEnter={save} onBlur={save} />
      </Field>
      <span id={id} class={problem ? 'bad' : 'quiet'}>{problem ?? note}</span>
    </div>
  )
}
