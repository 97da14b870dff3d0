// Another address for the service, for gateways.
import { h } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Field } from '../../components/basics'
import { names } from '../../components/names'
import { TextBox } from '../../components/text-boxes'
import { addressProblem } from './address'
import { useActions, useAppState } from '../../state/store'

export function Endpoint({ providerId }: { providerId: string }) {
  const actions = useActions()
  const id = useId()
  const endpoints = useAppState((state) => state.settings.endpoints)
  const own = useAppState((state) => state.catalog.providers.find((provider) => provider.id === providerId)?.defaultBaseURL ?? '')
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? endpoints[providerId] ?? ''
  const problem = addressProblem(text.trim())
  const save = (): void => {
    const clean = text.trim().replace(/\/+$/, '')
    if (typed === null || problem !== null) return
    const { [providerId]: _old, ...others } = endpoints
    actions.saveSettings({ endpoints: clean === '' || clean === own ? others : { ...others, [providerId]: clean } })
    setTyped(null)
  }
  return (
    <div class="stack tight">
      <Field label="OpenAI address">
        <TextBox name={names.endpoint} value={text} placeholder={own} describedBy={id} invalid={problem !== null} onInput={setTyped} onEnter={save} onBlur={save} />
      </Field>
      <span id={id} class={problem ? 'bad' : 'quiet'}>{problem ?? 'Leave empty for OpenAI itself. A key belongs to the address it was entered for; another address asks for it again.'}</span>
    </div>
  )
}
