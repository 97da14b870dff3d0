// What to run on this selection. Tools that cannot run stay visible and say why on hover and focus.
import { h, type ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { IconAi16, IconExpandSides16, IconMask16, IconText16, IconWand16 } from './icons'

export type ToolItem = { id: string; label: string; /** Why it cannot run. */ reason: string | null }

const icons: Record<string, ComponentChildren> = { generate: <IconAi16 />, edit: <IconMask16 />, expand: <IconExpandSides16 />, text: <IconText16 />, finish: <IconWand16 /> }

type Props = { name: string; items: readonly ToolItem[]; value: string; onChoose(id: string): void; /** A tool that cannot run was pressed. */ onRefused(reason: string): void }

export function ToolStrip({ name, items, value, onChoose, onRefused }: Props) {
  const tipId = useId()
  const strip = useRef<HTMLDivElement>(null)
  const [tip, setTip] = useState<{ reason: string; left: number } | null>(null)
  const show = (item: ToolItem, element: HTMLElement): void => setTip(item.reason === null ? null : { reason: item.reason, left: element.offsetLeft + element.offsetWidth / 2 })
  const press = (item: ToolItem): void => (item.reason === null ? onChoose(item.id) : onRefused(item.reason))
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const item = items[index]
    if (step !== undefined) {
      event.preventDefault()
      const to = (index + step + items.length) % items.length
      ;(strip.current?.children[to] as HTMLElement | undefined)?.focus()
      if (items[to]?.reason === null) onChoose(items[to].id)
    } else if ((event.key === ' ' || event.key === 'Enter') && !event.ctrlKey && !event.metaKey && item) {
      event.preventDefault()
      press(item)
    } else if (event.key === 'Escape' && tip) {
      event.preventDefault()
      setTip(null)
    }
  }
  return (
    <div class="tool-wrap">
      <div ref={strip} class="tools" role="radiogroup" aria-label={name} onPointerLeave={() => setTip(null)}>
        {items.map((item, index) => (
          <div
            key={item.id} role="radio" aria-checked={item.id === value} aria-disabled={item.reason === null ? undefined : 'true'} aria-describedby={tip?.reason === item.reason && item.reason ? tipId : undefined}
            tabIndex={item.id === value ? 0 : -1} class={`tool ${item.id === value ? 'on' : ''} ${item.reason === null ? '' : 'off'}`}
            onClick={() => press(item)} onKeyDown={(event) => onKeyDown(event, index)} onFocus={(event) => show(item, event.currentTarget)} onBlur={() => setTip(null)} onPointerEnter={(event) => show(item, event.currentTarget)}
          >
            {icons[item.id]}
            <span>{item.label}</span>
          </div>
        ))}
      </div>
      {tip ? <div id={tipId} role="tooltip" class="tip" style={{ '--at': `${tip.left}px` }}>{tip.reason}</div> : null}
    </div>
  )
}
