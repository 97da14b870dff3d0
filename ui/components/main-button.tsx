// The one button that runs things. Says what, where, how often and for how much; the price is never cut.
import { Button } from '@create-figma-plugin/ui'
import { h } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { cutFurther } from '../state/middle-cut'

/** `blocked`: why a press would not run. It still can be pressed, to explain itself. */
export function MainButton({ label, price, blocked, onPress }: { label: string; price: string; blocked: string | null; onPress(): void }) {
  const id = useId()
  const text = useRef<HTMLSpanElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const span = text.current
    if (!span) return
    let shown: string | null = label
    span.textContent = label
    while (shown !== null && span.scrollWidth > span.clientWidth) {
      shown = cutFurther(shown)
      if (shown !== null) span.textContent = shown
    }
  }, [label, price, width])
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    if (text.current?.parentElement) observer.observe(text.current.parentElement)
    return () => observer.disconnect()
  }, [])
  return (
    <div class="main-button">
      <Button fullWidth data-action="run" aria-label={price ? `${label} · ${price}` : label} aria-disabled={blocked ? 'true' : undefined} aria-describedby={blocked ? id : undefined} onClick={onPress}>
        <span ref={text} class="label clip" title={label} />
        {price ? <span class="price num"> · {price}</span> : null}
      </Button>
      {blocked ? <span id={id} class="unseen">{blocked}</span> : null}
    </div>
  )
}
