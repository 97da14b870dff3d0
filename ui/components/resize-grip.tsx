// The corner to drag; arrows do the same.
import { h } from 'preact'
import { useRef } from 'preact/hooks'

const least = { width: 320, height: 420 }

/** Calls back with the window's inner size in px, never below 320 x 420. */
export function ResizeGrip({ name, onResize }: { name: string; onResize(size: { width: number; height: number }): void }) {
  const from = useRef<{ x: number; y: number } | null>(null)
  const resize = (width: number, height: number): void => onResize({ width: Math.max(least.width, Math.round(width)), height: Math.max(least.height, Math.round(height)) })
  return (
    <button
      type="button" class="grip-button" aria-label={name} title="Drag to resize"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: window.innerWidth - event.clientX, y: window.innerHeight - event.clientY }
      }}
      onPointerMove={(event) => from.current && resize(event.clientX + from.current.x, event.clientY + from.current.y)}
      onPointerUp={() => (from.current = null)} onPointerCancel={() => (from.current = null)}
      onKeyDown={(event) => {
        const step = { ArrowRight: [20, 0], ArrowLeft: [-20, 0], ArrowDown: [0, 20], ArrowUp: [0, -20] }[event.key]
        if (!step || event.altKey || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        resize(window.innerWidth + step[0]!, window.innerHeight + step[1]!)
      }}
    >
      <svg class="grip" viewBox="0 0 10 10" stroke="currentColor" stroke-linecap="round" aria-hidden="true"><path d="M9 1 1 9M9 5 5 9" /></svg>
    </button>
  )
}
