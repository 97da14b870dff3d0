// A button with a menu of things to do, and of things to be chosen from.
import { Fragment, h, type ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconCheck16 } from './icons'
import { Popover } from './popover'

export type MenuEntry =
  | { kind: 'press'; label: string; onPress(): void; disabled?: boolean; keys?: string }
  | { kind: 'choice'; group: string; label: string; checked: boolean; onPress(): void }
  | { kind: 'check'; label: string; checked: boolean; onPress(): void }
  | { kind: 'rule' }

type Props = { name: string; entries: readonly MenuEntry[]; children: ComponentChildren; class?: string; minWidth?: number; title?: string | undefined; description?: string | undefined; /** One line above the entries. */ note?: string | undefined; onKeyDown?(event: KeyboardEvent): void }

const items = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]

/** Choices that follow each other and share a group are announced as that group. */
function grouped(entries: readonly MenuEntry[]): { group: string | null; entries: MenuEntry[] }[] {
  const groups: { group: string | null; entries: MenuEntry[] }[] = []
  for (const entry of entries) {
    const group = entry.kind === 'choice' ? entry.group : null
    const last = groups[groups.length - 1]
    if (last && last.group === group) last.entries.push(entry)
    else groups.push({ group, entries: [entry] })
  }
  return groups
}

/** Arrows, Home, End, first letters, Enter, Space; Esc and Tab close. Focus goes into the menu and back to the button. */
export function MenuButton({ name, entries, children, class: className, minWidth = 176, title, description, note, onKeyDown }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open && menu.current) items(menu.current)[0]?.focus()
  }, [open])
  const close = (focus: boolean): void => {
    setOpen(false)
    if (focus) button.current?.focus()
  }
  const press = (onPress: () => void): void => {
    close(true)
    onPress()
  }
  const onMenuKey = (event: KeyboardEvent): void => {
    const all = menu.current ? items(menu.current) : []
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) all[to]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close(true)
    else if (event.key === 'Enter' || event.key === ' ') all[at]?.click()
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const wanted = event.key.toLowerCase()
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((item) => item.textContent?.toLowerCase().startsWith(wanted))
      next?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const item = (entry: MenuEntry, index: number) => {
    if (entry.kind === 'rule') return <div key={index} class="menu-rule" role="separator" />
    const role = entry.kind === 'press' ? 'menuitem' : entry.kind === 'choice' ? 'menuitemradio' : 'menuitemcheckbox'
    const off = entry.kind === 'press' && entry.disabled
    return (
      <div
        key={index} role={role} tabIndex={-1} class="menu-item" aria-checked={entry.kind === 'press' ? undefined : entry.checked} aria-disabled={off ? 'true' : undefined}
        onPointerMove={(event) => event.currentTarget.focus()} onClick={() => !off && press(entry.onPress)}
      >
        <span class="menu-mark">{entry.kind !== 'press' && entry.checked ? <IconCheck16 /> : null}</span>
        <span class="grow menu-label">{entry.label}</span>
        {entry.kind === 'press' && entry.keys ? <span class="menu-keys" aria-hidden="true">{entry.keys}</span> : null}
      </div>
    )
  }
  return (
    <Fragment>
      <button
        ref={button} type="button" class={className} aria-label={name} aria-description={description} title={title} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          onKeyDown?.(event)
          if (!event.defaultPrevented && !event.altKey && event.key === 'ArrowDown') {
            event.preventDefault()
            setOpen(true)
          }
        }}
      >
        {children}
      </button>
      {open ? (
        <Popover anchor={button} onClose={() => close(false)} minWidth={minWidth} class="menu">
          {note ? <div class="menu-note" aria-hidden="true">{note}</div> : null}
          <div ref={menu} role="menu" aria-label={name} onKeyDown={onMenuKey}>
            {grouped(entries).map((part, index) =>
              part.group === null ? part.entries.map(item) : (
                <div key={index} role="group" aria-label={part.group}>
                  <div class="menu-head" role="presentation">{part.group}</div>
                  {part.entries.map(item)}
                </div>
              ))}
          </div>
        </Popover>
      ) : null}
    </Fragment>
  )
}
