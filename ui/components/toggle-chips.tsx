// Choices of which any number may be on, as chips: a group of checkboxes.
import { h } from 'preact'

type Chip = { value: string; label: string; title?: string | undefined; /** Why it cannot be chosen. */ reason?: string | null }

export const ToggleChips = ({ name, chips, chosen, onToggle, onRefused }: { name: string; chips: readonly Chip[]; chosen: readonly string[]; onToggle(value: string, on: boolean): void; onRefused?(reason: string): void }) => (
  <div class="chips" role="group" aria-label={name}>
    {chips.map((chip) => {
      const on = chosen.includes(chip.value)
      return (
        <button
          key={chip.value} type="button" role="checkbox" aria-checked={on} aria-disabled={chip.reason ? 'true' : undefined} title={chip.reason ?? chip.title}
          class={`chip ${on ? 'on' : ''} ${chip.reason ? 'off' : ''}`} onClick={() => (chip.reason ? onRefused?.(chip.reason) : onToggle(chip.value, !on))}
        >
          {chip.label}
        </button>
      )
    })}
  </div>
)
