// Choices of one line as chips: a radio group with roving focus.
import { h } from 'preact'
import { useRef } from 'preact/hooks'

type Chip = { value: string; label: string; /** Why it cannot be chosen. */ reason?: string | null }

export function ChipSet({ name, value, chips, onChoose, onRefused }: { name: string; value: string; chips: readonly Chip[]; onChoose(value: string): void; onRefused?(reason: string): void }) {
  const row = useRef<HTMLDivElement>(null)
  const press = (chip: Chip): void => (chip.reason ? onRefused?.(chip.reason) : onChoose(chip.value))
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const to = (index + step + chips.length) % chips.length, chip = chips[to]
    ;(row.current?.children[to] as HTMLElement | undefined)?.focus()
    if (chip && !chip.reason) onChoose(chip.value)
  }
  const chosen = chips.findIndex((chip) => chip.value === value)
  return (
    <div ref={row} class="chips tight" role="radiogroup" aria-label={name}>
      {chips.map((chip, index) => (
        <button
          key={chip.value} type="button" role="radio" aria-checked={chip.value === value} aria-disabled={chip.reason ? 'true' : undefined} title={chip.reason ?? undefined} tabIndex={index === Math.max(0, chosen) ? 0 : -1}
          class={`chip ${chip.value === value ? 'on' : ''} ${chip.reason ? 'off' : ''}`} onClick={() => press(chip)} onKeyDown={(event) => onKeyDown(event, index)}
        >
          {chip.label}
        </button>
      ))}
    </div>
  )
}
