// The key of one service: paste, test, keep, forget. The full key is never shown again.
import { h, type ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Act, Button, Section } from '../../components/basics'
import { RadioRow } from '../../components/choices'
import { Spinner } from '../../components/icons'
import { keyNames } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { baseURLOf, originOf } from '../../jobs/context'
import { providerOf } from '../../state/catalog'
import { TextBox } from '../../components/text-boxes'
import { useActions, useAppState } from '../../state/store'

const keepOptions = [{ value: 'device', label: 'On this device' }, { value: 'session', label: 'Until I close Inlay' }]
const dots = '•'.repeat(28)

/** `service` tells further forms apart from the first one. */
export function KeyForm({ providerId, name, where, service = null, children }: { providerId: string; name: string; where?: string; service?: string | null; children?: ComponentChildren }) {
  const own = keyNames(service)
  const actions = useActions()
  const stored = useAppState((state) => state.keys.find((key) => key.providerId === providerId) ?? null)
  const test = useAppState((state) => state.keyTests[providerId] ?? null)
  const [typed, setTyped] = useState('')
  const [keepChosen, setKeep] = useState<'device' | 'session' | null>(null)
  const [forgetting, setForgetting] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const keep = keepChosen ?? stored?.keep ?? 'device'
  /** Where the key is wanted now, when the stored one was entered for somewhere else. */
  const elsewhere = useAppState((state) => {
    const provider = providerOf(state, providerId), origin = provider && originOf(baseURLOf(state.settings, provider))
    return stored && origin && stored.origin !== origin ? origin.replace(/^https?:\/\//, '') : null
  })

  const submit = async (key: string): Promise<void> => {
    const clean = key.trim()
    setForgetting(false)
    if (clean === '' && !stored) return form.current?.querySelector('input')?.focus()
    if (clean !== '') {
      await actions.saveKey(providerId, clean, keep)
      setTyped('')
    }
    await actions.testKey(providerId)
  }
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain').trim() ?? ''
    if (typed !== '' || text.length < 20 || /\s/.test(text)) return
    event.preventDefault()
    setTyped(text)
    void submit(text)
  }
  const forget = (): void => {
    setForgetting(false)
    void actions.forgetKey(providerId)
  }
  const ending = stored ? <b class="num">{stored.lastFour}</b> : null
  const says = test?.state === 'works' && stored ? test.message.split(stored.lastFour) : null
  return (
    <div class="stack" ref={form} onPaste={onPaste}>
      <Section title={name} side={where ? <Act onPress={() => actions.openLink(where)}>Where do I get one?</Act> : null} />
      <div class="row key-row">
        <span class="grow"><TextBox name={name} password value={typed} placeholder={stored && !elsewhere ? dots : `Paste your ${/token$/.test(name) ? 'token' : 'key'}`} onInput={setTyped} onEnter={() => void submit(typed)} invalid={test?.state === 'failed'} /></span>
        <span><Button secondary busy={test?.state === 'testing'} onPress={() => void submit(typed)}>{own.test}</Button></span>
      </div>
      {forgetting ? (
        <NoticeBox tone="warn" next={<span class="row acts"><Act onPress={forget}>{own.forget}</Act><Act onPress={() => setForgetting(false)}>Keep it</Act></span>}>
          The key ending in {ending} will be gone from this device. Pictures you made stay.
        </NoticeBox>
      ) : test?.state === 'testing' ? (
        <div class="notice" role="status" aria-label="Key test"><span class="icon spin"><Spinner /></span><span>Testing the key</span></div>
      ) : test?.state === 'failed' ? (
        <NoticeBox tone="bad" next={<span class="row wrap acts">{test.error.actions.filter((action) => action.kind !== 'open-settings').map((action) => (
          <Act key={action.label} onPress={() => actions.act(action, { key: `key.${providerId}`, tone: 'bad', message: test.error.message, actions: [], at: 'settings', jobId: null })}>{action.label}</Act>
        ))}{stored ? <Act onPress={() => setForgetting(true)}>{own.forget}</Act> : null}</span>}>
          {test.error.message}{test.error.hint ? <span class="quiet"> {test.error.hint}</span> : null}
        </NoticeBox>
      ) : elsewhere ? (
        <NoticeBox tone="warn" next={<Act onPress={() => setForgetting(true)}>{own.forget}</Act>}>The key ending in {ending} belongs to another address. Paste the one for {elsewhere}.</NoticeBox>
      ) : stored ? (
        <NoticeBox tone={says ? 'ok' : 'info'} next={<Act onPress={() => setForgetting(true)}>{own.forget}</Act>}>
          {says && says.length === 2 ? <span>{says[0]}{ending}{says[1]}</span> : test?.state === 'works' ? test.message : <span>Key ending in {ending} is kept {stored.keep === 'device' ? 'on this device' : 'until you close Inlay'}.</span>}
        </NoticeBox>
      ) : null}
      {children}
      <RadioRow name={own.keep} value={keep} options={keepOptions} onChoose={(value) => {
        const chosen = value === 'session' ? 'session' : 'device'
        setKeep(chosen)
        if (stored) void actions.keepKey(providerId, chosen)
      }} />
    </div>
  )
}
