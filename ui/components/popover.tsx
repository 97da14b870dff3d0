// A layer over the window, next to what opened it. In the browser's top layer, so that no scrolling body cuts it off, yet in document order for focus.
import { h, type ComponentChildren, type JSX, type RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

type Props = {
  anchor: RefObject<HTMLElement>
  onClose(): void
  children: ComponentChildren
  /** px; the anchor's width when larger. */
  minWidth?: number
  align?: 'start' | 'end'
  class?: string
} & Omit<JSX.HTMLAttributes<HTMLDivElement>, 'class' | 'ref' | 'children' | 'onClose'>

const gap = 4, edge = 8

function place(popover: HTMLElement, anchor: HTMLElement, minWidth: number, align: 'start' | 'end'): void {
  const from = (anchor.closest('.menu-anchor') ?? anchor).getBoundingClientRect()
  const width = Math.min(Math.max(from.width, minWidth), window.innerWidth - 2 * edge)
  popover.style.width = `${width}px`
  popover.style.maxHeight = 'none'
  const below = window.innerHeight - from.bottom - gap - edge, above = from.top - gap - edge
  const up = popover.offsetHeight > below && above > below
  const height = Math.min(popover.offsetHeight, up ? above : below)
  popover.style.maxHeight = `${Math.max(height, 80)}px`
  const left = align === 'end' ? from.right - width : from.left
  popover.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - width - edge))}px`
  popover.style.top = `${up ? Math.max(edge, from.top - gap - height) : from.bottom + gap}px`
}

/** Mounted = open. Closes on a press outside and when the window is resized; Esc is the content's own business. */
export function Popover({ anchor, onClose, children, minWidth = 0, align = 'start', class: className, ...rest }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const popover = ref.current, opener = anchor.current
    if (!popover || !opener) return
    if ('showPopover' in popover) popover.showPopover()
    place(popover, opener, minWidth, align)
  })
  useEffect(() => {
    const outside = (event: Event): void => {
      const target = event.target as Node
      if (!ref.current?.contains(target) && !anchor.current?.contains(target)) close.current()
    }
    const away = (): void => close.current()
    document.addEventListener('pointerdown', outside, true)
    window.addEventListener('resize', away)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('resize', away)
    }
  }, [anchor])
  return (
    <div {...rest} ref={ref} class={`popover ${className ?? ''}`} {...{ popover: 'manual' }}>
      {children}
    </div>
  )
}
