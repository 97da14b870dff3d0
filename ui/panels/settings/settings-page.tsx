// Key, spending, defaults.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Section } from '../../components/basics'
import { Switch } from '../../components/choices'
import { Combobox } from '../../components/combobox'
import { Disclosure } from '../../components/disclosure'
import { names } from '../../components/names'
import { NumberBox } from '../../components/text-boxes'
import { modelKey } from '../../models/index'
import { formatUsd } from '../../money/format-price'
import { spentToday } from '../../money/ledger'
import { cardNamed, freeCard } from '../../state/catalog'
import { useActions, useAppState } from '../../state/store'
import { useModelMenu } from '../create/choose-model'
import { landEditsChoices, keepRecipesChoices, moderationChoices, whenReadyChoices } from './choices'
import { Notices } from '../notices'
import { leaving, Privacy } from '../privacy'
import { Endpoint } from './endpoint'
import { KeyForm } from './key-form'
import { ModelLimits } from './model-limits'
import { MoreServices } from './services'

const whereKeysAre = 'https://platform.openai.com/api-keys'
const requestCounts = Array.from({ length: 8 }, (_, index) => ({ value: String(index + 1), label: index === 0 ? '1 request' : `${index + 1} requests` }))

function Spending() {
  const actions = useActions()
  const settings = useAppState((state) => state.settings)
  const spent = useAppState((state) => spentToday(state.ledger, Date.now()).usd)
  return (
    <div class="stack">
      <Section title="Spending" side={`${formatUsd(spent)} today`} />
      <div class="setting">
        <span aria-hidden="true">Stop a run above</span>
        <NumberBox name={names.capPerRun} min={0} max={10_000} digits={2} unit="USD" optional placeholder="No limit" value={settings.capPerRunUsd} onChange={(value) => actions.saveSettings({ capPerRunUsd: value })} />
        <span aria-hidden="true">Stop the day above</span>
        <NumberBox name={names.capPerDay} min={0} max={10_000} digits={2} unit="USD" optional placeholder="No limit" value={settings.capPerDayUsd} onChange={(value) => actions.saveSettings({ capPerDayUsd: value })} />
      </div>
    </div>
  )
}

function Defaults() {
  const actions = useActions()
  const settings = useAppState((state) => state.settings)
  const choices = useModelMenu({ recentFirst: false })
  const seeing = useAppState((state) => state.catalog.providers.find(({ readWords }) => readWords))
  const chosen = useAppState((state) => cardNamed(state, state.settings.defaultModel) ?? freeCard(state))
  const pick = <V extends string>(choices: readonly { value: V }[], value: string, fallback: V): V => choices.find((choice) => choice.value === value)?.value ?? fallback
  return (
    <div class="stack">
      <Section title="Defaults" />
      <div class="setting">
        <span aria-hidden="true">Model</span>
        <Combobox name={names.defaultModel} minWidth={240} value={chosen ? modelKey(chosen) : ''} choices={choices} onChoose={(key) => actions.saveSettings({ defaultModel: key })} />
        <span aria-hidden="true">When a picture is ready</span>
        <Combobox name={names.whenReady} value={settings.whenReady} choices={whenReadyChoices} onChoose={(value) => actions.saveSettings({ whenReady: pick(whenReadyChoices, value, 'place') })} />
        <span aria-hidden="true">{names.landEdits}</span>
        <Combobox name={names.landEdits} minWidth={240} value={settings.landEdits} choices={landEditsChoices} onChoose={(value) => actions.saveSettings({ landEdits: pick(landEditsChoices, value, 'auto') })} />
        <span aria-hidden="true">At the same time</span>
        <Combobox name={names.concurrent} value={String(settings.concurrentRequests)} choices={requestCounts} onChoose={(value) => actions.saveSettings({ concurrentRequests: Number(value) })} />
        <span aria-hidden="true">{names.perMinute}</span>
        <NumberBox name={names.perMinute} min={1} max={1000} optional placeholder="No limit" value={settings.picturesPerMinute} onChange={(value) => actions.saveSettings({ picturesPerMinute: value })} />
        <span aria-hidden="true">Keep recipes in this file</span>
        <Combobox name={names.keepRecipes} minWidth={240} value={settings.keepRecipes} choices={keepRecipesChoices} onChoose={(value) => actions.saveSettings({ keepRecipes: pick(keepRecipesChoices, value, 'on') })} />
      </div>
      <ModelLimits />
      <Switch name={names.showPartials} value={settings.showPartials} onChange={(value) => actions.saveSettings({ showPartials: value })} />
      <div class="stack tight">
        <Switch name={names.visionReads} value={settings.visionReads} onChange={(value) => actions.saveSettings({ visionReads: value })} />
        {seeing?.readWords ? <span class="quiet">{`${seeing.readWords.label} reads each picture with words, accents too, with your ${seeing.label} key: ${formatUsd(seeing.readWords.usd)} each.`}</span> : null}
      </div>
    </div>
  )
}

function Advanced() {
  const actions = useActions()
  const moderation = useAppState((state) => state.settings.moderation)
  const custom = useAppState((state) => Boolean(state.settings.endpoints.openai))
  const [open, setOpen] = useState(custom)
  return (
    <Disclosure title={names.advanced} open={open} onToggle={() => setOpen(!open)}>
      <Endpoint providerId="openai" />
      <div class="setting">
        <span aria-hidden="true">Moderation by OpenAI</span>
        <Combobox name={names.moderation} value={moderation} choices={moderationChoices} onChoose={(value) => actions.saveSettings({ moderation: value === 'low' ? 'low' : 'auto' })} />
      </div>
    </Disclosure>
  )
}

export const SettingsPage = () => (
  <Fragment>
    <div class="stack">
      <KeyForm providerId="openai" name={names.openAiKey} where={whereKeysAre}><Notices at="settings" /></KeyForm>
      <MoreServices />
      <div class="stack tight">
        <span class="quiet" aria-hidden="true">{leaving}</span>
        <Privacy />
      </div>
    </div>
    <div class="rule" />
    <Spending />
    <div class="rule" />
    <Defaults />
    <div class="rule" />
    <Advanced />
  </Fragment>
)
