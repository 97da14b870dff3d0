// A plain text box of several lines.
import { h } from 'preact'

type Props = { name: string; value: string; onInput(value: string): void; placeholder?: string; rows: number; onFocus?(): void; describedBy?: string }

export const TextArea = ({ name, value, onInput, placeholder, rows, onFocus, describedBy }: Props) => (
  <textarea class="area" aria-label={name} aria-describedby={describedBy} rows={rows} value={value} placeholder={placeholder} spellcheck={false} onFocus={() => onFocus?.()} onInput={(event) => onInput(event.currentTarget.value)} />
)
