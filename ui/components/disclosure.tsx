// A fold with rare controls. The kit's own is a checkbox.
import { h, type ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { IconChevronRight16 } from './icons'

export function Disclosure({ title, open, onToggle, side, children }: { title: string; open: boolean; onToggle(): void; side?: ComponentChildren; children: ComponentChildren }) {
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  /** What a press opens comes into sight. */
  const toggle = (): void => {
    onToggle()
    if (!open) requestAnimationFrame(() => body.current?.scrollIntoView({ block: 'nearest' }))
  }
  return (
    <div class="disclosure">
      <button type="button" class="disclosure-head" aria-expanded={open} aria-controls={open ? id : undefined} onClick={toggle}>
        <IconChevronRight16 />
        <span class="clip">{title}</span>
        {side ? <span class="quiet num disclosure-side" aria-hidden="true">{side}</span> : null}
      </button>
      {open ? <div ref={body} id={id} class="stack disclosure-body">{children}</div> : null}
    </div>
  )
}
