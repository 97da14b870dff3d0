// The designer's own OpenAI-compatible endpoint: address, model, how its key is said, what it can do and a test of it.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Button, Field } from '../../components/basics'
import { Switch } from '../../components/choices'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { TextBox } from '../../components/text-boxes'
import { abilities, ownEndpoint, type Ability, type AuthMode } from '../../models/own'
import { endpointTest } from '../../state/actions/keys'
import { useActions, useAppState } from '../../state/store'
import { AddressBox } from './address-box'
import { KeyForm } from './key-form'

const authChoices: { value: AuthMode; label: string }[] = [{ value: 'bearer', label: 'Authorization: Bearer' }, { value: 'api-key', label: 'api-key' }, { value: 'none', label: 'No key' }]
const abilityNames: Record<Ability, string> = { generate: 'Generate', edit: 'Edit', mask: 'Masks', stream: 'Streaming' }

export function OwnEndpoint() {
  const actions = useActions()
  const settings = useAppState((state) => state.settings)
  const test = useAppState((state) => state.keyTests[endpointTest] ?? null)
  const { model, auth, can } = ownEndpoint(settings), there = Boolean(settings.endpoints['own'])
  const [typed, setTyped] = useState<string | null>(null)
  const save = (change: Record<string, string>): void => actions.saveSettings({ own: { ...settings.own, ...change } })
  const keep = (): void => {
    if (typed !== null && typed.trim() !== '') save({ model: typed.trim() })
    setTyped(null)
  }
  return (
    <Fragment>
      <AddressBox providerId="own" name={names.ownEndpoint} usual="" placeholder="https://images.example/v1" note="Any OpenAI-compatible address; http only on this computer. This build must list its host: npm run build:own." />
      {there ? (
        <div class="stack">
          <Field label={names.ownModel}><TextBox name={names.ownModel} value={typed ?? model} onInput={setTyped} onEnter={keep} onBlur={keep} /></Field>
          <div class="setting">
            <span aria-hidden="true">{names.ownAuth}</span>
            <Combobox name={names.ownAuth} minWidth={180} value={auth} choices={authChoices} onChoose={(value) => save({ auth: value })} />
          </div>
          {auth === 'none' ? null : <KeyForm providerId="own" name={names.ownKey} service="endpoint" />}
          {abilities.map((ability) => (
            <Switch key={ability} name={`Endpoint can: ${abilityNames[ability]}`} value={can.includes(ability)} onChange={(on) => save({ can: abilities.filter((other) => (other === ability ? on : can.includes(other))).join(' ') })}>{abilityNames[ability]}</Switch>
          ))}
          <Button secondary busy={test?.state === 'testing'} onPress={() => void actions.testEndpoint()}>{names.testEndpoint}</Button>
          <span class="quiet">The test makes up to four small pictures there and sets what works.</span>
          {test && test.state !== 'testing' ? <NoticeBox tone={test.state === 'works' ? 'ok' : 'bad'}>{test.state === 'works' ? test.message : `${test.error.message} ${test.error.hint}`}</NoticeBox> : null}
        </div>
      ) : null}
    </Fragment>
  )
}
