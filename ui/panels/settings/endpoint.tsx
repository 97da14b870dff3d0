// Another address for the service, for gateways.
import { h } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Field } from '../../components/basics'
import { names } from '../../components/names'
import { TextBox } from '../../components/text-boxes'
import { useActions, useAppState } from '../../state/store'

/** Null when the address can be used. Empty means the service's own. */
export function addressProblem(text: string): string | null {
  if (text === '') return null
  try {
    const url = new URL(text)
    if (url.username || url.password || url.search || url.hash) return 'Only the address, without a user, a question mark or a #.'
    const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
    return url.protocol === 'https:' || (local && url.protocol === 'http:') ? null : 'An address begins with https://'
  } catch {
    return 'An address looks like https://api.openai.com/v1'
  }
}

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
