// Search for a layer to send along: opened by "@" in the prompt, by the button under it and by the Add tile.
import { h, type RefObject } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { IconImage16 } from '../../components/icons'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import { Popover } from '../../components/popover'
import { useActions, useAppState } from '../../state/store'

export type FoundLayer = { id: string; name: string; type: string; width: number; height: number }
type Props = { anchor: RefObject<HTMLElement>; onClose(): void; onChoose(layer: FoundLayer): void }

const searchDelayMs = 120
const words = (type: string): string => type.charAt(0) + type.slice(1).toLowerCase().replaceAll('_', ' ')

function Row({ layer, id, active, onChoose, onHover }: { layer: FoundLayer; id: string; active: boolean; onChoose(): void; onHover(): void }) {
  const actions = useActions()
  const thumbnail = useAppState((state) => state.thumbnails[`${layer.id}:look`])
  useEffect(() => actions.requestThumbnail(layer.id, 'look'), [layer.id])
  const detail = `${words(layer.type)} · ${Math.round(layer.width)}×${Math.round(layer.height)}`
  return (
    <div id={id} role="option" aria-selected={active} aria-label={layer.name} aria-description={detail} class={`menu-item ${active ? 'active' : ''}`} onPointerMove={onHover} onClick={onChoose}>
      {thumbnail?.state === 'ready' ? <Picture class="picker-thumb" src={thumbnail.url} alt="" /> : <span class="picker-thumb empty"><IconImage16 /></span>}
      <span class="grow">
        <span class="menu-label clip">{layer.name}</span>
        <span class="menu-detail num" data-text={detail} />
      </span>
    </div>
  )
}

export function LayerPicker({ anchor, onClose, onChoose }: Props) {
  const actions = useActions()
  const selected = useAppState((state) => state.snapshot?.layers.map((layer) => layer.id) ?? [])
  const taken = useAppState((state) => state.draft.references.map((reference) => (reference.from.kind === 'layer' ? reference.from.nodeId : '')))
  const [text, setText] = useState('')
  const [found, setFound] = useState<FoundLayer[] | null>(null)
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    let current = true
    const timer = setTimeout(async () => {
      const layers = await actions.findLayers(text)
      if (!current) return
      const rank = (layer: FoundLayer): number => (selected.includes(layer.id) ? 0 : 1)
      setFound(layers.filter((layer) => !taken.includes(layer.id)).sort((a, b) => rank(a) - rank(b)))
      setActive(0)
    }, text === '' ? 0 : searchDelayMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  const count = found?.length ?? 0
  useEffect(() => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' }), [active])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const to = { ArrowDown: Math.min(active + 1, count - 1), ArrowUp: Math.max(active - 1, 0) }[event.key]
    const layer = found?.[active]
    if (to !== undefined) setActive(to)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) layer && onChoose(layer)
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else return
    event.preventDefault()
  }
  return (
    <Popover anchor={anchor} onClose={onClose} minWidth={264} class="menu picker" role="dialog" aria-label={names.addMention}>
      <input
        ref={input} class="picker-input" role="searchbox" aria-label={names.findLayer} aria-controls={id} aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
        placeholder="Find a layer on this page" autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label="Layers" tabIndex={0}>
        {found?.map((layer, index) => <Row key={layer.id} id={`${id}-${index}`} layer={layer} active={index === active} onHover={() => active !== index && setActive(index)} onChoose={() => onChoose(layer)} />)}
      </div>
      {found && count === 0 ? <p class="menu-note" role="status" aria-label="Search result">{text ? `No layer is called “${text}”.` : 'This page has no layers to send along.'}</p> : null}
    </Popover>
  )
}
