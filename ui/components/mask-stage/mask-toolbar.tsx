// The floating bar of the mask tools. Arrows move along it; it is one stop of the Tab key.
import { h, type ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { commandKey } from '../../panels/platform'
import { names } from '../names'
import { IconBrush, IconClear, IconEraser, IconHidden16, IconInvert, IconLasso, IconRedo, IconRegion, IconUndo, IconVisible16, IconZoom } from './mask-icons'
import type { MaskTool } from './mask-keys'

export type MaskAction = 'invert' | 'show' | 'clear' | 'undo' | 'redo' | 'zoom'
type Props = { tool: MaskTool; shown: boolean; zoomed: boolean; off: Partial<Record<MaskAction, string>>; disabled: boolean; onTool(tool: MaskTool): void; onAction(action: MaskAction): void; onRefused(why: string): void }
type Item = { key: string; name: string; keys: string; icon: ComponentChildren; pressed?: boolean; why?: string | undefined; onPress(): void }

export function MaskToolbar({ tool, shown, zoomed, off, disabled, onTool, onAction, onRefused }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const tools: Item[] = ([['brush', names.brush, 'B', <IconBrush />], ['eraser', names.eraser, 'E', <IconEraser />], ['lasso', names.lasso, 'L', <IconLasso />], ['region', names.colourRegion, 'W', <IconRegion />]] as const)
    .map(([key, name, keys, icon]) => ({ key, name, keys, icon, pressed: tool === key, onPress: () => onTool(key) }))
  const action = (key: MaskAction, name: string, keys: string, icon: ComponentChildren, pressed?: boolean): Item => ({ key, name, keys, icon, why: off[key], onPress: () => onAction(key), ...(pressed === undefined ? {} : { pressed }) })
  const groups: Item[][] = [
    tools,
    [action('invert', names.invertMask, 'I', <IconInvert />), action('show', names.showMask, 'M', shown ? <IconVisible16 /> : <IconHidden16 />, shown), action('clear', names.clearMask, '', <IconClear />)],
    [action('undo', names.undoStroke, `${commandKey}+Z`, <IconUndo />), action('redo', names.redoStroke, `Shift+${commandKey}+Z`, <IconRedo />)],
    [action('zoom', names.zoomToMask, '', <IconZoom />, zoomed)],
  ]
  const all = groups.flat()
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = all.findIndex((_, index) => buttons()[index] === document.activeElement), last = all.length - 1
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    setStop(to)
    buttons()[to]?.focus()
  }
  const buttons = (): HTMLElement[] => [...(bar.current?.querySelectorAll('button') ?? [])]
  const button = (item: Item) => {
    const index = all.indexOf(item), refused = disabled || item.why !== undefined
    return (
      <button
        key={item.key} type="button" class={item.pressed && item.key !== 'show' ? 'on' : ''} aria-label={item.name} aria-pressed={item.pressed} aria-disabled={refused ? 'true' : undefined} tabIndex={index === stop ? 0 : -1}
        title={item.keys ? `${item.name}  ${item.keys}` : item.name} onFocus={() => setStop(index)} onClick={() => (!refused ? item.onPress() : item.why && onRefused(item.why))}
      >
        {item.icon}
      </button>
    )
  }
  return (
    <div ref={bar} class="mask-bar" role="toolbar" aria-label={names.maskTools} onKeyDown={onKeyDown}>
      {groups.map((items, index) => (
        <div key={index} class="mask-bar-group">{items.map(button)}</div>
      ))}
    </div>
  )
}
