// Templates: search, kinds, cards; own ones are kept, renamed, exported, imported and shared with the file.
import { Fragment, h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Act, Button } from '../../components/basics'
import { ChipSet } from '../../components/chip-set'
import { IconMore16 } from '../../components/icons'
import { MenuButton, type MenuEntry } from '../../components/menu'
import { names } from '../../components/names'
import { SearchBox, TextBox } from '../../components/text-boxes'
import { allTemplates, sourcesOf } from '../../state/template-in-use'
import { useActions, useAppState } from '../../state/store'
import { slotValuesFrom } from '../../templates/slots-from-selection'
import type { Template } from '../../templates/template'
import { SubHead } from '../head'
import { TemplatePicture } from './template-picture'

const kinds = [{ value: 'all', label: 'All' }, { value: 'photo', label: 'Photo' }, { value: 'text', label: 'With text' }, { value: 'marketing', label: 'Marketing' }, { value: 'mine', label: 'Mine' }]

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function NameForm({ action, value, onSave, onClose }: { action: string; value: string; onSave(name: string): void; onClose(): void }) {
  const [name, setName] = useState(value)
  const save = (): void => { if (name.trim() !== '') onSave(name.trim()) }
  return (
    <div class="row name-form" role="group" aria-label={action} onKeyDown={(event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      onClose()
    }}>
      <div class="grow"><TextBox name={names.templateName} value={name} placeholder="Name of the template" onInput={setName} onEnter={save} /></div>
      <Act onPress={save} disabled={name.trim() === ''}>{action}</Act>
      <Act onPress={onClose}>Close</Act>
    </div>
  )
}

export function TemplatesPage() {
  const actions = useActions()
  const words = useAppState((state) => state.words)
  const [text, setText] = useState('')
  const [kind, setKind] = useState('all')
  const inUse = words.template?.id
  const [chosen, setChosen] = useState(inUse ?? '')
  const [form, setForm] = useState<{ id: string | null; name: string } | null>(null)
  const file = useRef<HTMLInputElement>(null)
  useEffect(() => {
    void actions.readSharedTemplates()
    void actions.readKit()
  }, [])
  const all = allTemplates(words)
  const isMine = (template: Template): boolean => template.kinds.includes('mine')
  const wanted = text.trim().toLowerCase()
  const shown = all.filter((template) => (kind === 'all' || template.kinds.some((own) => own === kind)) && template.label.toLowerCase().includes(wanted))
  const picked = shown.find(({ id }) => id === chosen) ?? null
  const filled = useAppState((state) => (picked ? Object.keys(slotValuesFrom(picked, sourcesOf(state))).length : 0))
  const entriesFor = (template: Template): MenuEntry[] => {
    const own = words.own.some(({ id }) => id === template.id), shared = words.shared.some(({ id }) => id === template.id)
    return [
      ...(own ? [{ kind: 'press', label: 'Rename', onPress: () => setForm({ id: template.id, name: template.label }) }] satisfies MenuEntry[] : []),
      { kind: 'press', label: 'Export', onPress: () => actions.exportTemplate(template.id) },
      { kind: 'check', label: 'In this file for everybody', checked: shared, onPress: () => actions.shareTemplate(template.id, !shared) },
      ...(own ? [{ kind: 'rule' }, { kind: 'press', label: 'Delete', onPress: () => actions.deleteTemplate(template.id) }] satisfies MenuEntry[] : []),
    ]
  }
  return (
    <Fragment>
      <SubHead page="templates" side={<Fragment><Act onPress={() => file.current?.click()}>Import</Act><Act name={names.saveTemplate} onPress={() => setForm({ id: null, name: '' })}>Save mine</Act></Fragment>} />
      <main class="body" onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !picked) return
        event.preventDefault()
        actions.useTemplate(picked.id)
      }}>
        <div class="form templates">
          {form ? (
            <Fragment>
              <NameForm key={form.id ?? ''} action={form.id ? 'Rename' : 'Save template'} value={form.name} onClose={() => setForm(null)} onSave={(name) => {
                if (form.id) actions.renameTemplate(form.id, name)
                else if (!actions.saveTemplate(name)) return
                setKind('mine')
                setForm(null)
              }} />
              {form.id ? null : <span class="quiet">{inUse ? 'Keeps this template with the words that are in its blanks.' : 'Keeps the prompt. Write {product} in it where something changes, {words} for exact words.'}</span>}
            </Fragment>
          ) : null}
          <input ref={file} class="unseen" type="file" tabIndex={-1} accept=".json,application/json" aria-label={names.importTemplates} onChange={(event) => {
            const [picture] = event.currentTarget.files ?? []
            event.currentTarget.value = ''
            void picture?.text().then(actions.importTemplates)
          }} />
          <SearchBox name={names.searchTemplates} value={text} placeholder={`Search ${counted(all.length, 'template')}`} onInput={setText} />
          <ChipSet name={names.templateKind} value={kind} chips={kinds} onChoose={setKind} />
          {shown.length === 0 ? <p class="quiet" role="status" aria-label="Search result">{text ? `No template is called “${text}”.` : 'Templates that you save appear here.'}</p> : null}
          <div class="tiles template-tiles" role="list" aria-label={names.templates}>
            {shown.map((template) => (
              <div key={template.id} role="listitem" class={`tile ${template.id === chosen ? 'on' : ''}`}>
                <TemplatePicture template={template} />
                <span class="row between">
                  <button type="button" class="cover-button clip" aria-pressed={template.id === chosen} onClick={() => setChosen(template.id)} onDblClick={() => actions.useTemplate(template.id)}>{template.label}</button>
                  {isMine(template) ? <MenuButton name={`More for ${template.label}`} entries={entriesFor(template)} class="more above" minWidth={200}><IconMore16 /></MenuButton> : null}
                </span>
              </div>
            ))}
          </div>
        </div>
      </main>
      <footer class="foot">
        <div class="row between">
          <span class="grow">
            <span class="strong clip block">{picked?.label ?? 'Choose a template'}</span>
            <span class="quiet clip block num">{picked ? `${counted(picked.slots.length, 'blank')}, ${filled} filled from your layers` : 'Blanks fill from your layers'}</span>
          </span>
          <span class="foot-button"><Button disabled={!picked} onPress={() => picked && actions.useTemplate(picked.id)}>Use template</Button></span>
        </div>
      </footer>
    </Fragment>
  )
}
