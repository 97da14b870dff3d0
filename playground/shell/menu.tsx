// A button with a menu below it: arrows, Enter, Escape; closes when something else is pressed.
import { type ComponentChildren, Fragment, h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

export type MenuItem = { text: string; detail?: string; checked?: boolean; disabled?: boolean; run(): void }
export type MenuGroup = { title?: string; items: MenuItem[] }

export function MenuButton(props: { name: string; class: string; children: ComponentChildren; groups: MenuGroup[]; side?: 'left' | 'right' }) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const away = (event: Event): void => { if (!root.current?.contains(event.target as Node)) setOpen(false) }
    addEventListener('pointerdown', away, true)
    addEventListener('blur', away)
    return () => {
      removeEventListener('pointerdown', away, true)
      removeEventListener('blur', away)
    }
  }, [open])
  const close = (): void => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  const press = (event: KeyboardEvent): void => {
    if (!open) return
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])], at = items.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus()
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus()
    else if (event.key === 'Home') items[0]?.focus()
    else if (event.key === 'End') items.at(-1)?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="menu-root" ref={root} onKeyDown={press}>
      <button type="button" class={props.class} aria-label={props.name} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>{props.children}</button>
      {open ? (
        <div class={`menu ${props.side ?? 'right'}`} role="menu" aria-label={props.name}>
          {props.groups.map((group, index) => (
            <Fragment>
              {index > 0 && !group.title ? <div class="menu-line" role="separator" /> : null}
              {group.title ? <div class="menu-title">{group.title}</div> : null}
              {group.items.map((item) => (
                <button type="button" role="menuitem" class="menu-item" aria-disabled={item.disabled ?? false} onClick={() => { if (item.disabled) return; close(); item.run() }}>
                  <span class="tick">{item.checked ? '✓' : ''}</span><span class="grow">{item.text}</span>{item.detail ? <kbd>{item.detail}</kbd> : null}
                </button>
              ))}
            </Fragment>
          ))}
        </div>
      ) : null}
    </div>
  )
}
