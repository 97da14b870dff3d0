// Services beside the first one: each asks for its key, and those without an address of their own for that, too.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Disclosure } from '../../components/disclosure'
import { names } from '../../components/names'
import { draftCard } from '../../state/catalog'
import { useAppState } from '../../state/store'
import { AddressBox } from './address-box'
import { KeyForm } from './key-form'
import { OwnEndpoint } from './own-endpoint'

type Service = { providerId: string; service: string; name: string; where?: string; /** Name of the box for its address. */ address?: string; placeholder?: string; note?: string }
const services: readonly Service[] = [
  { providerId: 'fal', service: 'fal', name: names.falKey, where: 'https://fal.ai/dashboard/keys' },
  {
    providerId: 'replicate', service: 'relay', name: names.relayToken, address: names.replicateRelay, placeholder: 'https://relay.example/replicate',
    note: 'Replicate answers no browser. A relay of your team (folder relay) speaks for it; this build must list its host.',
  },
]

/** Open where one of them is in use or wanted. */
export function MoreServices() {
  const wanted = useAppState((state) => services.some(({ providerId }) => draftCard(state)?.providerId === providerId || state.settings.endpoints['own'] || state.keys.some((key) => key.providerId === providerId)))
  const endpoints = useAppState((state) => state.settings.endpoints)
  const [open, setOpen] = useState(wanted)
  return (
    <Disclosure title={names.moreServices} open={open} onToggle={() => setOpen(!open)} side="fal, Replicate, own">
      {services.map(({ address, placeholder, note, ...form }) => (
        <Fragment key={form.providerId}>
          {address ? <AddressBox providerId={form.providerId} name={address} usual="" placeholder={placeholder ?? ''} note={note ?? ''} /> : null}
          {address && !endpoints[form.providerId] ? null : <KeyForm {...form} />}
        </Fragment>
      ))}
      <OwnEndpoint />
    </Disclosure>
  )
}
