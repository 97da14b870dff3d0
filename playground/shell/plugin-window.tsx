// The plugin's window: title bar to drag, the iframe, close.
import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { clamp } from '../../src/shared/geometry.ts'
import { CloseIcon, Logo } from './icons.tsx'
import type { PluginHost } from './plugin-host.ts'
import { sandboxFlags } from './plugin-frame.ts'

/** CSS px between the window and the right edge of the canvas when it opens. */
const margin = 28

export function PluginWindowView({ plugin }: { plugin: PluginHost }) {
  const root = useRef<HTMLElement>(null), frame = useRef<HTMLIFrameElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  const shown = plugin.window
  useEffect(() => {
    if (!frame.current || !shown) return
    const element = frame.current
    const loaded = (): void => plugin.frameLoaded()
    element.addEventListener('load', loaded, { once: true })
    plugin.frameAttached(element)
    element.srcdoc = shown.source
    return () => element.removeEventListener('load', loaded)
  }, [shown?.key])
  if (!shown) return null

  const drag = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return
    const bar = event.currentTarget as HTMLElement, window = root.current!, area = window.offsetParent as HTMLElement
    const start = { x: event.clientX - window.offsetLeft, y: event.clientY - window.offsetTop }
    bar.setPointerCapture(event.pointerId)
    const move = (to: PointerEvent): void => setPlace({ left: clamp(to.clientX - start.x, 80 - window.offsetWidth, area.clientWidth - 80), top: clamp(to.clientY - start.y, 0, area.clientHeight - 40) })
    const end = (): void => {
      bar.removeEventListener('pointermove', move)
      bar.removeEventListener('pointerup', end)
      bar.removeEventListener('pointercancel', end)
    }
    bar.addEventListener('pointermove', move)
    bar.addEventListener('pointerup', end)
    bar.addEventListener('pointercancel', end)
  }
  const at = place ?? (shown.left === null ? null : { left: shown.left, top: shown.top })
  return (
    <section class="window" ref={root} aria-label={`Plugin window ${shown.title}`} hidden={!shown.visible} style={at ? { left: at.left, top: at.top } : { right: margin, top: shown.top }}>
      <div class="window-bar" onPointerDown={drag}>
        <Logo size={16} /><span class="grow">{shown.title}</span>
        <button type="button" class="icon" aria-label="Close plugin" onClick={() => plugin.close()}><CloseIcon /></button>
      </div>
      <iframe key={shown.key} ref={frame} data-plugin-window title={shown.title} sandbox={sandboxFlags} width={shown.width} height={shown.height} allow="clipboard-write 'none'" />
    </section>
  )
}
