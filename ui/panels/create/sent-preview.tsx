// The pixels of a layer as they are sent along with the prompt: read the way the run reads them.
import { h, type RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Bounds, Extent } from '../../../src/shared/geometry'
import type { Role } from '../../../src/shared/snapshot'
import { Button } from '../../components/basics'
import { Picture } from '../../components/picture'
import { Popover } from '../../components/popover'
import { extentOfSource } from '../../edit/edit-view'
import type { ImageInput } from '../../jobs/request'
import type { AppState } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { editPlanOf } from '../edit/edit-plan-of'

/** A layer, or a picture that came as a file. */
export type SentSubject = { id: string; name: string; width: number; height: number; role: Role; file?: ImageInput }
type Sent = { url: string; widthPx: number; heightPx: number; what: 'look' | 'fill' | 'file' }
/** px of the picture; flat, as the store compares one level deep. */
type Part = Bounds & { url: string; wholeWidth: number; wholeHeight: number }

const extentText = ({ width, height }: Extent): string => `${Math.round(width)} × ${Math.round(height)} px`
const percent = (part: number, of: number): string => `${(100 * part) / of}%`

/** What a model sees of the picture under edit; null where it is not under edit. */
function partOf(state: AppState, subject: SentSubject): Part | null {
  const { edit } = state
  if (!edit?.source || !edit.preview || edit.layerId !== subject.id) return null
  const whole = extentOfSource(edit.source), crop = editPlanOf(state)?.crop ?? { x: 0, y: 0, ...whole }
  return { url: edit.preview.url, wholeWidth: whole.width, wholeHeight: whole.height, ...crop }
}

function useSent(subject: SentSubject, wanted: boolean): Sent | 'loading' | 'failed' {
  const actions = useActions()
  const [sent, setSent] = useState<Sent | 'loading' | 'failed'>('loading')
  useEffect(() => {
    if (!wanted) return
    let url: string | null = null, closed = false
    void (subject.file ? Promise.resolve({ ...subject.file, what: 'file' as const }) : actions.readSent(subject.id)).then((read) => {
      if (closed) return
      if (!read) return setSent('failed')
      url = URL.createObjectURL(new Blob([read.bytes as Uint8Array<ArrayBuffer>], { type: read.mime }))
      setSent({ url, widthPx: read.widthPx, heightPx: read.heightPx, what: read.what })
    })
    return () => {
      closed = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [])
  return sent
}

const SentPart = ({ part: { url, wholeWidth, wholeHeight, ...box }, alt }: { part: Part; alt: string }) => (
  <span class="pic round sent-part" role="img" aria-label={alt} style={{ aspectRatio: `${box.width} / ${box.height}` }}>
    <img src={url} alt="" draggable={false} decoding="async" style={{ left: percent(-box.x, box.width), top: percent(-box.y, box.height), width: percent(wholeWidth, box.width), height: percent(wholeHeight, box.height) }} />
  </span>
)

export function SentPreview({ anchor, subject, onClose }: { anchor: RefObject<HTMLElement>; subject: SentSubject; onClose(): void }) {
  const { role } = subject
  const panel = useRef<HTMLDivElement>(null)
  const part = useAppState((state) => (role === 'source' ? partOf(state, subject) : null))
  const exported = role === 'reference' || (role === 'source' && part === null)
  const sent = useSent(subject, exported)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    panel.current?.querySelector('button')?.focus()
    return () => before?.focus()
  }, [])
  const read = typeof sent === 'string' ? null : sent
  const line = role === 'target' ? `Nothing of ${subject.name} is sent. It only receives the picture.`
    : role === 'mask' ? `${subject.name} says which part changes. Only its shape goes along, as the mask.`
    : part ? `The part of ${subject.name} that the model sees, ${extentText(part)}.`
    : sent === 'failed' ? `${subject.name} could not be read.`
    : !read ? `Reading ${subject.name}`
    : `${read.what === 'fill' ? `The image fill of ${subject.name}, as stored` : read.what === 'file' ? `${subject.name || 'The picture'}, as it came` : `${subject.name} as it looks on the canvas`}, ${extentText({ width: read.widthPx, height: read.heightPx })}.`
  return (
    <Popover anchor={anchor} onClose={onClose} class="sheet" role="dialog" aria-label="What is sent" onKeyDown={(event) => {
      if (event.key === 'Tab') return event.preventDefault() // one button: the focus stays on it
      if (event.key !== 'Escape') return
      event.preventDefault()
      onClose()
    }}>
      <div ref={panel} class="stack">
        {part ? <SentPart part={part} alt={line} /> : null}
        {exported && sent !== 'failed' ? <Picture round fit="contain" class="checked" src={read?.url ?? null} alt={line} ratio={Math.max(subject.width / Math.max(subject.height, 1), 1.2)} /> : null}
        <span class="num">{line}</span>
        <Button secondary onPress={onClose}>Close</Button>
      </div>
    </Popover>
  )
}
