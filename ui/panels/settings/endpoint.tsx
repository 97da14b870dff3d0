// Where requests to the service go: the service itself, one of its data regions, or an address of the designer's own, for gateways.
import { h } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Field } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { TextBox } from '../../components/text-boxes'
import { addressProblem } from './address'
import { useActions, useAppState } from '../../state/store'

/** Value of the region that is none: an address of the designer's own. */
const own = 'own'

export function Endpoint({ providerId }: { providerId: string }) {
  const actions = useActions()
  const id = useId()
  const endpoints = useAppState((state) => state.settings.endpoints)
  const provider = useAppState((state) => state.catalog.providers.find((candidate) => candidate.id === providerId))
  const [typed, setTyped] = useState<string | null>(null)
  const usual = provider?.defaultBaseURL ?? '', stored = endpoints[providerId] ?? ''
  const text = typed ?? stored
  const problem = addressProblem(text.trim())
  const hostOf = (url: string): string => url.replace(/^https:\/\/|\/.*$/g, '')
  const regions = [{ value: '', label: 'Everywhere', detail: hostOf(usual) }, ...(provider?.regions ?? []).map(({ label, baseURL }) => ({ value: baseURL, label, detail: hostOf(baseURL) }))]
  const region = regions.some(({ value }) => value === stored) ? stored : own
  const use = (url: string): void => {
    const { [providerId]: _old, ...others } = endpoints
    setTyped(null)
    actions.saveSettings({ endpoints: url === '' || url === usual ? others : { ...others, [providerId]: url } })
  }
  const save = (): void => {
    if (typed !== null && problem === null) use(text.trim().replace(/\/+$/, ''))
  }
  return (
    <div class="stack">
      <div class="setting">
        <span aria-hidden="true">Data region</span>
        <Combobox name={names.region} minWidth={220} value={region} choices={region === own ? [...regions, { value: own, label: 'Own address', detail: 'as written below' }] : regions} onChoose={(value) => value !== own && use(value)} />
      </div>
      <div class="stack tight">
        <Field label="OpenAI address">
          <TextBox name={names.endpoint} value={text} placeholder={usual} describedBy={id} invalid={problem !== null} onInput={setTyped} onEnter={save} onBlur={save} />
        </Field>
        <span id={id} class={problem ? 'bad' : 'quiet'}>{problem ?? 'A key belongs to the address it was entered for; another address asks for its own.'}</span>
      </div>
    </div>
  )
}
