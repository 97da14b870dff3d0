// The blanks of the template in use, in place of the prompt box; what they say together is under them.
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { ChipRow } from '../../components/chip-row'
import { IconClose16 } from '../../components/icons'
import { TextArea } from '../../components/text-area'
import { TextBox } from '../../components/text-boxes'
import { templateInUse } from '../../state/template-in-use'
import { useActions, useAppState } from '../../state/store'
import type { TemplateSlot } from '../../templates/template'

const usualWords = 'Words to be drawn exactly; a line each'

function Blank({ slot, value, filled }: { slot: TemplateSlot; value: string; /** By the selection. */ filled: boolean }) {
  const actions = useActions()
  const fill = (text: string): void => actions.fillSlot(slot.id, text)
  return (
    <div class="slot">
      <span class="name clip" aria-hidden="true" title={slot.label}>{slot.label}</span>
      {slot.kind === 'words' ? <TextArea name={slot.label} value={value} rows={Math.min(4, Math.max(1, value.split('\n').length))} placeholder={usualWords} onInput={fill} /> : slot.kind === 'text' ? (
        <TextBox name={slot.label} value={value} placeholder={slot.usual} onInput={fill} />
      ) : (
        <ChipRow name={slot.label} chips={slot.choices ?? []} values={[value || slot.usual]} many={false} placeholder={slot.usual} onChange={(values) => actions.fillSlot(slot.id, values[0] ?? null)} />
      )}
      {filled ? <span class="from quiet">{slot.from === 'colours' ? 'from this file' : 'from your layers'}</span> : null}
    </div>
  )
}

export function TemplateFields() {
  const actions = useActions()
  const inUse = useAppState(templateInUse)
  const byHand = useAppState((state) => state.words.template?.byHand ?? {})
  const prompt = useAppState((state) => state.draft.prompt)
  const [shown, setShown] = useState(false)
  if (!inUse) return null
  const { template, values, filled } = inUse
  return (
    <div class="stack template" role="group" aria-label={template.label}>
      <div class="section">
        <h2 class="clip">{template.label}</h2>
        <span class="row">
          <Act onPress={() => actions.openSub('templates')}>Change</Act>
          <Act onPress={actions.editAsText}>Edit as text</Act>
          <button type="button" class="more" aria-label="Close template" title="Close template" onClick={actions.closeTemplate}><IconClose16 /></button>
        </span>
      </div>
      {template.slots.map((slot) => <Blank key={slot.id} slot={slot} value={values[slot.id] ?? ''} filled={filled[slot.id] !== undefined && byHand[slot.id] === undefined} />)}
      <Act expanded={shown} onPress={() => setShown(!shown)}>{shown ? 'Hide the prompt' : 'Show the prompt'}</Act>
      {shown ? <p class="prompt-shown quiet">{prompt}</p> : null}
    </div>
  )
}
