// A handle on one side of the picture: dragged outward, or moved by arrow keys, it makes that side grow.
import { h } from 'preact'
import { useRef } from 'preact/hooks'
import { mostSidePx } from '../../edit/expand-draft'
import type { Sides } from '../../pixels/expand/plan-window'

export type Side = keyof Sides

const across: Record<Side, boolean> = { left: true, right: true, top: false, bottom: false }
/** Key that makes the side grow, and the one that takes it back. */
const keys: Record<Side, readonly [string, string]> = { left: ['ArrowLeft', 'ArrowRight'], right: ['ArrowRight', 'ArrowLeft'], top: ['ArrowUp', 'ArrowDown'], bottom: ['ArrowDown', 'ArrowUp'] }

type Props = { side: Side; name: string; valuePx: number; /** Picture px per CSS px of the stage now. */ scale: number; onChange(px: number): void }

export function SideHandle({ side, name, valuePx, scale, onChange }: Props) {
  // The stage shrinks while a side grows: the drag keeps the scale that it began with.
  const drag = useRef<{ at: number; from: number; scale: number } | null>(null)
  const place = (event: PointerEvent): number => (across[side] ? event.clientX : event.clientY) * (side === 'left' || side === 'top' ? -1 : 1)
  const set = (px: number): void => onChange(Math.min(mostSidePx, Math.max(0, Math.round(px))))
  const end = (): void => { drag.current = null }
  return (
    <button
      type="button" role="slider" aria-label={name} aria-orientation={across[side] ? 'horizontal' : 'vertical'} aria-valuemin={0} aria-valuemax={mostSidePx} aria-valuenow={valuePx} aria-valuetext={`${valuePx} px`}
      class={`side-handle ${side}`} title={`${name}, ${valuePx} px`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { at: place(event), from: valuePx, scale }
      }}
      onPointerMove={(event) => drag.current && set(drag.current.from + (place(event) - drag.current.at) * drag.current.scale)}
      onPointerUp={end} onPointerCancel={end}
      onKeyDown={(event) => {
        const step = { [keys[side][0]]: 1, [keys[side][1]]: -1, PageUp: 64, PageDown: -64 }[event.key]
        if (step === undefined && event.key !== 'Home') return
        event.preventDefault()
        set(step === undefined ? 0 : valuePx + step * (event.shiftKey ? 10 : 1))
      }}
    />
  )
}
