// A button that opens a list: the kit's Dropdown has no role, no typeahead and no second line.
import { Fragment, h } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { IconCheck16, IconChevronDown16 } from './icons'
import { Popover } from './popover'

export type Choice = {
  value: string
  label: string
  /** Second line: what it is good at, or why it cannot be chosen. */
  detail?: string | undefined
  disabled?: boolean | undefined
  /** Heading above the first choice of a group. */
  group?: string | undefined
}

type Props = { name: string; value: string; choices: readonly Choice[]; onChoose(value: string): void; shown?: string; minWidth?: number }

const typeaheadMs = 700

/** Arrows, Home, End, letters, Enter, Space, Esc; focus stays on the button. */
export function Combobox({ name, value, choices, onChoose, shown, minWidth = 0 }: Props) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const [open, setOpen] = useState(false)
  const chosen = choices.findIndex((choice) => choice.value === value)
  const [active, setActive] = useState(chosen)
  const optionId = (index: number): string => `${id}-${index}`

  useEffect(() => {
    if (open) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' })
  }, [open, active])

  const show = (): void => {
    setActive(Math.max(chosen, 0))
    setOpen(true)
  }
  const choose = (index: number): void => {
    const choice = choices[index]
    if (!choice || choice.disabled) return
    setOpen(false)
    if (choice.value !== value) onChoose(choice.value)
  }
  const isTyping = (): boolean => typed.current.text !== '' && performance.now() - typed.current.at <= typeaheadMs
  const seek = (letter: string): void => {
    const fresh = !isTyping()
    typed.current = { text: (fresh ? '' : typed.current.text) + letter.toLowerCase(), at: performance.now() }
    const from = fresh ? active + 1 : active
    for (let step = 0; step < choices.length; step++) {
      const index = (Math.max(from, 0) + step) % choices.length
      if (choices[index]?.label.toLowerCase().startsWith(typed.current.text)) return setActive(index)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const moves: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8, Home: 0, End: choices.length - 1 }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      if (open) setActive(Math.max(0, Math.min(choices.length - 1, to)))
      else show()
    } else if (event.key === 'Enter' || (event.key === ' ' && !isTyping())) {
      event.preventDefault()
      if (open) choose(active)
      else show()
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      setOpen(false)
    } else if (event.key === 'Tab') setOpen(false)
    else if (event.key.length === 1) {
      if (!open) show()
      seek(event.key)
    }
  }
  const label = shown ?? choices[chosen]?.label ?? value
  return (
    <Fragment>
      <button
        ref={button} type="button" role="combobox" class="combobox" aria-label={name} aria-haspopup="listbox" aria-expanded={open}
        aria-controls={open ? id : undefined} aria-activedescendant={open ? optionId(active) : undefined}
        onClick={() => (open ? setOpen(false) : show())} onKeyDown={onKeyDown} onBlur={() => setOpen(false)}
      >
        <span class="clip">{label}</span>
        <IconChevronDown16 />
      </button>
      {open ? (
        <Popover anchor={button} onClose={() => setOpen(false)} minWidth={minWidth} class="menu" id={id} role="listbox" aria-label={name} onPointerDown={(event) => event.preventDefault()}>
          {choices.map((choice, index) => (
            <Fragment key={choice.value}>
              {choice.group && choice.group !== choices[index - 1]?.group ? <div class="menu-head" role="presentation">{choice.group}</div> : null}
              <div
                id={optionId(index)} role="option" class={`menu-item ${index === active ? 'active' : ''}`} aria-selected={choice.value === value} aria-disabled={choice.disabled ? 'true' : undefined}
                onPointerMove={() => active !== index && setActive(index)} onClick={() => choose(index)}
              >
                <span class="menu-mark">{choice.value === value ? <IconCheck16 /> : null}</span>
                <span class="grow">
                  <span class="menu-label">{choice.label}</span>
                  {choice.detail ? <span class="menu-detail num">{choice.detail}</span> : null}
                </span>
              </div>
            </Fragment>
          ))}
        </Popover>
      ) : null}
    </Fragment>
  )
}
