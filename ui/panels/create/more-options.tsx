// Rare controls under one fold.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Combobox } from '../../components/combobox'
import { Disclosure } from '../../components/disclosure'
import { names } from '../../components/names'
import type { Background, OutputFormat } from '../../jobs/request'
import type { ResolutionChoice } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { whenReadyChoices } from '../settings/choices'
import { Switch } from '../../components/choices'
import { KitOptions } from '../words/kit-options'
import { draftCard } from './choose-model'
import { ExtentBoxes } from './extent-boxes'

const resolutions = [
  { value: '1', label: '1x of the frame' },
  { value: '2', label: '2x of the frame' },
  { value: '4', label: '4x of the frame' },
  { value: 'exact', label: 'Exact' },
]
const backgrounds: Record<Background, string> = { auto: 'Auto', opaque: 'Opaque', transparent: 'Transparent' }
const formats: Record<OutputFormat, string> = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' }
const scaleModes = [{ value: 'FILL', label: 'Fill' }, { value: 'FIT', label: 'Fit' }]
const exactAtFirst = { widthPx: 1024, heightPx: 1024 }

function resolutionOf(value: string): ResolutionChoice {
  if (value === '2' || value === '4') return { kind: 'density', value: value === '2' ? 2 : 4 }
  return value === 'exact' ? { kind: 'exact', ...exactAtFirst } : { kind: 'density', value: 1 }
}

export function MoreOptions() {
  const actions = useActions()
  const draft = useAppState((state) => state.draft)
  const card = useAppState(draftCard)
  const whenReady = useAppState((state) => state.settings.whenReady)
  const [open, setOpen] = useState(false)
  const comparing = useAppState((state) => state.compare.on)
  const { resolution } = draft
  return (
    <Disclosure title={names.moreOptions} open={open} onToggle={() => setOpen(!open)}>
      <div class="setting">
        <span aria-hidden="true">Resolution</span>
        <Combobox name={names.resolution} value={resolution.kind === 'exact' ? 'exact' : String(resolution.value)} choices={resolutions} onChoose={(value) => actions.editDraft({ resolution: resolutionOf(value) })} />
        <span aria-hidden="true">Background</span>
        <Combobox name={names.background} value={draft.background} choices={card.backgrounds.map((value) => ({ value, label: backgrounds[value] }))} onChoose={(value) => actions.editDraft({ background: value as Background })} />
        <span aria-hidden="true">Format</span>
        <Combobox name={names.format} value={draft.format} choices={card.formats.map((value) => ({ value, label: formats[value] }))} onChoose={(value) => actions.editDraft({ format: value as OutputFormat })} />
        <span aria-hidden="true">Scale mode</span>
        <Combobox name={names.scaleMode} value={draft.scaleMode} choices={scaleModes} onChoose={(value) => actions.editDraft({ scaleMode: value === 'FIT' ? 'FIT' : 'FILL' })} />
        <span aria-hidden="true">When ready</span>
        <Combobox name={names.placement} value={whenReady} choices={whenReadyChoices} onChoose={(value) => actions.saveSettings({ whenReady: whenReadyChoices.find((choice) => choice.value === value)?.value ?? 'place' })} />
      </div>
      <Switch name={names.compareModels} value={comparing} onChange={(on) => actions.editCompare({ on })}>Compare models, qualities or prompts</Switch>
      {resolution.kind === 'exact' ? (
        <Fragment>
          <ExtentBoxes card={card} widthPx={resolution.widthPx} heightPx={resolution.heightPx} onChange={(extent) => actions.editDraft({ resolution: { kind: 'exact', ...extent } })} />
          {draft.ratio.kind === 'custom' ? <span class="quiet">Exact wins over the custom ratio.</span> : null}
        </Fragment>
      ) : null}
      <KitOptions />
    </Disclosure>
  )
}
