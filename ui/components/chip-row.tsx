// Chips of one row that a second press takes away, and room for own words behind the last one.
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { TextBox } from './text-boxes'

type Chip = { label: string; words: string }
type Props = {
  name: string
  chips: readonly Chip[]
  /** Words of the chips that are on, and own words. */
  values: readonly string[]
  /** Several at once; own words stand beside them. */
  many: boolean
  placeholder: string
  onChange(values: string[]): void
}

export function ChipRow({ name, chips, values, many, placeholder, onChange }: Props) {
  const isChip = (value: string): boolean => chips.some(({ words }) => words === value)
  const own = values.filter((value) => !isChip(value)).join(', '), on = values.filter(isChip)
  const [open, setOpen] = useState(false)
  const showOwn = open || own !== ''
  const press = (words: string): void => {
    if (on.includes(words)) return onChange(values.filter((value) => value !== words))
    // In the order of the row, so that the same chips say the same.
    const next = many ? chips.map((chip) => chip.words).filter((value) => value === words || on.includes(value)) : [words]
    onChange(many && own !== '' ? [...next, own] : next)
  }
  const write = (text: string): void => onChange([...(many ? on : []), ...(text === '' ? [] : [text])])
  return (
    <div class="stack tight-4">
      <div class="chips" role={many ? 'group' : 'radiogroup'} aria-label={name}>
        {chips.map(({ label, words }) => (
          <button key={words} type="button" role={many ? undefined : 'radio'} aria-pressed={many ? on.includes(words) : undefined} aria-checked={many ? undefined : on.includes(words)} class={`chip ${on.includes(words) ? 'on' : ''}`} onClick={() => press(words)}>
            {label}
          </button>
        ))}
        <button type="button" class={`chip ${showOwn ? 'on' : ''}`} aria-label={`Own words for ${name}`} aria-expanded={showOwn} title="Own words" onClick={() => {
          if (showOwn && own !== '') write('')
          setOpen(!showOwn)
        }}>…</button>
      </div>
      {showOwn ? <TextBox name={`${name}, own words`} value={own} placeholder={placeholder} onInput={write} /> : null}
    </div>
  )
}
