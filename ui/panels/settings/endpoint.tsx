// Where requests to the service go: the service itself, one of its data regions, or an address of the designer's own, for gateways.
import { h } from 'preact'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { useActions, useAppState } from '../../state/store'
import { AddressBox } from './address-box'

/** Value of the region that is none: an address of the designer's own. */
const own = 'own'

export function Endpoint({ providerId }: { providerId: string }) {
  const actions = useActions()
  const endpoints = useAppState((state) => state.settings.endpoints)
  const provider = useAppState((state) => state.catalog.providers.find((candidate) => candidate.id === providerId))
  const usual = provider?.defaultBaseURL ?? '', stored = endpoints[providerId] ?? ''
  const hostOf = (url: string): string => url.replace(/^https:\/\/|\/.*$/g, '')
  const regions = [{ value: '', label: 'Everywhere', detail: hostOf(usual) }, ...(provider?.regions ?? []).map(({ label, baseURL }) => ({ value: baseURL, label, detail: hostOf(baseURL) }))]
  const region = regions.some(({ value }) => value === stored) ? stored : own
  const use = (url: string): void => {
    const { [providerId]: _old, ...others } = endpoints
    actions.saveSettings({ endpoints: url === '' ? others : { ...others, [providerId]: url } })
  }
  return (
    <div class="stack">
      <div class="setting">
        <span aria-hidden="true">Data region</span>
        <Combobox name={names.region} minWidth={220} value={region} choices={region === own ? [...regions, { value: own, label: 'Own address', detail: 'as written below' }] : regions} onChoose={(value) => value !== own && use(value)} />
      </div>
      <AddressBox key={stored} providerId={providerId} name={names.endpoint} usual={usual} note="A key belongs to the address it was entered for; another address asks for its own." />
    </div>
  )
}
