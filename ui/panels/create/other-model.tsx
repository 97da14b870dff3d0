// Any model id of a service with a key: for what came out after this build.
import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Act, Field } from '../../components/basics'
import { names } from '../../components/names'
import { TextBox } from '../../components/text-boxes'
import type { ProviderInfo } from '../../state/state'
import { useActions } from '../../state/store'

/** As services write them, with no blanks; services that look ids up name them by paths: "owner/model". */
const idShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/
const pathShape = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9._-]+)+$/

export function OtherModel({ providers, onClose }: { providers: readonly ProviderInfo[]; onClose(): void }) {
  const actions = useActions()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const use = async (): Promise<void> => {
    const id = typed.trim(), path = id.includes('/')
    const provider = providers.find(({ describes = false }) => describes === path)
    if (!(path ? pathShape : idShape).test(id) || id.length > 150) return setRefused('An id has no blanks, like gpt-image-2.')
    if (!provider) return setRefused(path ? 'An id with a slash belongs to fal, which has no key yet.' : 'Ids of fal have a slash, as in fal-ai/flux-2.')
    setReading(true)
    const why = await actions.chooseById(provider.id, id)
    setReading(false)
    if (why) setRefused(why)
    else onClose()
  }
  const service = providers.map(({ label }) => label).join(' or ')
  return (
    <div class="stack tight" ref={box} onKeyDown={(event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      onClose()
    }}>
      <Field label={`Model id of ${service}`}>
        <TextBox name={names.otherModel} value={typed} placeholder={providers[0]?.describes ? 'fal-ai/flux-2' : 'gpt-image-3'} invalid={refused !== null} onInput={(text) => { setTyped(text); setRefused(null) }} onEnter={() => void use()} />
      </Field>
      <span class="row between">
        <span class={refused ? 'bad' : 'quiet'} role={refused ? 'alert' : undefined}>{refused ?? (reading ? 'Reading what it takes' : 'Inlay does not know its price.')}</span>
        <span class="row acts"><Act disabled={reading} onPress={() => void use()}>Use this id</Act><Act onPress={onClose}>Close</Act></span>
      </span>
    </div>
  )
}
