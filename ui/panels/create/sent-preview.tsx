// The pixels of a layer as they are sent along with the prompt.
import { h, type RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { LayerSnapshot, Role } from '../../../src/shared/snapshot'
import { Button } from '../../components/basics'
import { Picture } from '../../components/picture'
import { Popover } from '../../components/popover'
import { useActions, useAppState } from '../../state/store'

export function SentPreview({ anchor, layer, role, onClose }: { anchor: RefObject<HTMLElement>; layer: LayerSnapshot; role: Role; onClose(): void }) {
  const actions = useActions()
  const panel = useRef<HTMLDivElement>(null)
  const reference = useAppState((state) => state.draft.references.find((candidate) => candidate.from.kind === 'layer' && candidate.from.nodeId === layer.id))
  const what = reference?.from.kind === 'layer' ? reference.from.what : 'look'
  const thumbnail = useAppState((state) => state.thumbnails[`${layer.id}:${what}`])
  const sends = role !== 'target'
  useEffect(() => {
    if (sends) actions.requestThumbnail(layer.id, what)
    const before = document.activeElement as HTMLElement | null
    panel.current?.querySelector('button')?.focus()
    return () => before?.focus()
  }, [])
  const line = !sends ? `Nothing of ${layer.name} is sent. It only receives the picture.`
    : thumbnail?.state === 'failed' ? `${layer.name} could not be read.`
    : what === 'fill' ? `The image fill of ${layer.name}, as stored.` : `${layer.name} as it looks on the canvas.`
  return (
    <Popover anchor={anchor} onClose={onClose} class="sheet" role="dialog" aria-label="What is sent" onKeyDown={(event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      onClose()
    }}>
      <div ref={panel} class="stack">
        {sends && thumbnail?.state !== 'failed' ? <Picture round fit="contain" class="checked" src={thumbnail?.state === 'ready' ? thumbnail.url : null} alt={line} ratio={Math.max(layer.width / Math.max(layer.height, 1), 1.2)} /> : null}
        <span>{line}</span>
        <Button secondary onPress={onClose}>Close</Button>
      </div>
    </Popover>
  )
}
