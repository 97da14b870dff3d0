// The prompt builder: parts of the brief as rows; the sentence on top grows with them. Nothing changes before "Use this prompt".
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Key } from '../../components/basics'
import { ChipRow } from '../../components/chip-row'
import { MainButton } from '../../components/main-button'
import { names } from '../../components/names'
import { TextBox } from '../../components/text-boxes'
import { useActions, useAppState } from '../../state/store'
import { buildPrompt, promptPieces } from '../../prompts/build-prompt'
import { partIds, partRows, rowOf, type PartRow, type Parts, type RowId } from '../../prompts/parts'
import { readPrompt } from '../../prompts/read-prompt'
import { slots, strengthOf } from '../../prompts/strength'
import { SubHead } from '../head'

function Row({ row, values, onChange, onFocus }: { row: PartRow; values: readonly string[]; onChange(values: string[]): void; onFocus(): void }) {
  return (
    <div class="slot" onFocusCapture={onFocus}>
      <span class="name" aria-hidden="true">{row.label}</span>
      {row.chips.length === 0 ? <TextBox name={row.label} value={values.join(', ')} placeholder={row.placeholder} onInput={(text) => onChange(text === '' ? [] : [text])} /> : (
        <ChipRow name={row.label} chips={row.chips} values={values} many={row.many} placeholder={row.placeholder} onChange={onChange} />
      )}
    </div>
  )
}

export function BuilderPage() {
  const actions = useActions()
  const prompt = useAppState((state) => state.draft.prompt)
  const built = useAppState((state) => state.words.built)
  const [parts, setParts] = useState<Parts>(() => (built?.text === prompt ? built.parts : readPrompt(prompt)))
  const [touched, setTouched] = useState(false)
  const [focused, setFocused] = useState<RowId | null>(null)
  // Until a row is changed the prompt stays as it was typed.
  const text = touched ? buildPrompt(parts) : prompt
  const strength = strengthOf(text), count = partIds.filter((id) => strength.parts[id]).length
  const missing = strength.missing
  const use = (): void => { if (text.trim() !== '') actions.useParts(text, parts) }
  const change = (id: RowId, values: string[]): void => {
    setParts({ ...parts, [id]: values })
    setTouched(true)
  }
  const pieces = promptPieces(parts)
  return (
    <Fragment>
      <SubHead page="builder" side={<span class="quiet num">{count} of {partIds.length}</span>} />
      <main class="body" onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        use()
      }}>
        <div class="form builder">
          <div class="stack tight-6">
            <div class="prompt said" role="status" aria-label={names.builtPrompt}>
              {touched ? pieces.map((piece, index) => <Fragment key={piece.rows[0]}>{index > 0 ? ', ' : ''}<span class={focused && piece.rows.includes(focused) ? 'mention' : ''}>{piece.text}</span></Fragment>) : text || <span class="quiet">The prompt grows here.</span>}
            </div>
            <div class="meter" aria-hidden="true">{partIds.map((id) => <i key={id} class={strength.parts[id] ? 'on' : ''} />)}</div>
            <p class="quiet" role="status" aria-label={names.strength}>
              {missing.length === 0 ? 'Nothing is missing.' : `${missing[0]!.why}${missing.length > 1 ? ` Also missing: ${slots.filter((slot) => missing.slice(1).some((one) => one.slot === slot)).join(', ')}.` : ''}`}
            </p>
          </div>
          {partRows.map((row) => <Row key={row.id} row={rowOf(row.id)} values={parts[row.id]} onChange={(values) => change(row.id, values)} onFocus={() => setFocused(row.id)} />)}
        </div>
      </main>
      <footer class="foot">
        <MainButton label="Use this prompt" price="" blocked={text.trim() === '' ? 'Say what it shows first.' : null} onPress={use} />
        <div class="foot-line"><span>Stays editable by part</span><span><Key>Esc</Key> keeps the old one</span></div>
      </footer>
    </Fragment>
  )
}
