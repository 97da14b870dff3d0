// The kit's text boxes with names, and a number box that keeps what is typed until it is a number.
import { SearchTextbox, Textbox } from '@create-figma-plugin/ui'
import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** The kit's types do not list it. */
const unaided: object = { autocomplete: 'off' }

type TextProps = { name: string; value: string; onInput(value: string): void; placeholder?: string; password?: boolean; onEnter?(): void; onBlur?(): void; describedBy?: string; invalid?: boolean }

export const TextBox = ({ name, value, onInput, placeholder, password, onEnter, onBlur, describedBy, invalid }: TextProps) => (
  <Textbox
      {...unaided}
    aria-label={name} aria-describedby={describedBy} aria-invalid={invalid ? 'true' : undefined} value={value} placeholder={placeholder ?? ''} password={password ?? false} onValueInput={onInput} onBlur={() => onBlur?.()}
    onKeyDown={(event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.isComposing && !event.ctrlKey && !event.metaKey) onEnter?.()
    }}
  />
)

/** Has the role searchbox; the kit's clear button gets a name. */
export function SearchBox({ name, value, onInput, placeholder, autoFocus, onKeyDown }: { name: string; value: string; onInput(value: string): void; placeholder: string; autoFocus?: boolean; onKeyDown?(event: KeyboardEvent): void }) {
  const wrap = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (autoFocus) wrap.current?.querySelector('input')?.focus()
  }, [])
  useEffect(() => wrap.current?.querySelector('button')?.setAttribute('aria-label', 'Clear search'), [value === ''])
  return (
    <div ref={wrap}>
      <SearchTextbox aria-label={name} role="searchbox" value={value} placeholder={placeholder} clearOnEscapeKeyDown onValueInput={onInput} onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape' && value !== '') event.preventDefault()
        onKeyDown?.(event)
      }} />
    </div>
  )
}

type NumberProps = { name: string; value: number | null; onChange(value: number | null): void; min: number; max: number; step?: number; digits?: number; unit?: string; optional?: boolean; placeholder?: string; describedBy?: string }

/** Takes effect as soon as the text is a number in range; Up and Down step, Shift by ten. `optional`: empty means null. */
export function NumberBox({ name, value, onChange, min, max, step = 1, digits = 0, unit = '', optional, placeholder, describedBy }: NumberProps) {
  const format = (n: number | null): string => (n === null ? '' : n.toFixed(digits))
  const [draft, setDraft] = useState<string | null>(null)
  const parse = (text: string): number | null => {
    const n = Number(text.replace(',', '.').replace(/[^\d.-]/g, ''))
    return /\d/.test(text) && Number.isFinite(n) ? Number(n.toFixed(digits)) : null
  }
  const set = (n: number): void => onChange(Number(Math.min(max, Math.max(min, n)).toFixed(digits)))
  const onInput = (text: string): void => {
    setDraft(text)
    const n = parse(text)
    if (n !== null && n >= min && n <= max) onChange(n)
    else if (optional && text.trim() === '') onChange(null)
  }
  const settle = (): void => {
    const n = draft === null ? null : parse(draft)
    if (n !== null) set(n)
    setDraft(null)
  }
  const text = draft ?? format(value)
  const n = parse(text)
  return (
    <div class="number-box">
      <Textbox
        {...unaided}
        aria-label={name} aria-describedby={describedBy} aria-invalid={draft !== null && (n === null ? !(optional && draft.trim() === '') : n < min || n > max) ? 'true' : undefined}
        inputmode={digits > 0 ? 'decimal' : 'numeric'} value={text} placeholder={placeholder ?? ''} onValueInput={onInput} onBlur={settle}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') settle()
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
          event.preventDefault()
          setDraft(null)
          set((n ?? min) + (event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1))
        }}
      />
      {unit && text !== '' ? <span class="unit" aria-hidden="true">{unit}</span> : null}
    </div>
  )
}
