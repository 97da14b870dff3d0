// Pictures sent along, in the order of the request.
import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Act, Section } from '../../components/basics'
import { IconImage16, IconPlus24 } from '../../components/icons'
import { MenuButton, type MenuEntry } from '../../components/menu'
import { listed, names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { Picture } from '../../components/picture'
import type { ReferenceRole } from '../../jobs/request'
import { modelKey } from '../../models/index'
import type { DraftReference } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { removeMention } from '../../prompts/mentions'
import { dressReferences } from '../../brand/dress-draft'
import { referencesPrice } from '../../state/selectors'
import { draftCard } from './choose-model'
import { LayerPicker } from './layer-picker'
import { SentPreview, type SentSubject } from './sent-preview'

const roleNames: Record<ReferenceRole, string> = { subject: 'Subject', style: 'Style', layout: 'Layout' }

function useReferenceUrl({ from }: DraftReference): string | null {
  const actions = useActions()
  const thumbnail = useAppState((state) => (from.kind === 'layer' ? state.thumbnails[`${from.nodeId}:${from.what}`] : undefined))
  const [fileUrl, setFileUrl] = useState<string | null>(null)
  useEffect(() => {
    if (from.kind === 'layer') return actions.requestThumbnail(from.nodeId, from.what)
    const url = URL.createObjectURL(new Blob([from.image.bytes as Uint8Array<ArrayBuffer>], { type: from.image.mime }))
    setFileUrl(url)
    return () => URL.revokeObjectURL(url)
  }, [from.kind === 'layer' ? `${from.nodeId}:${from.what}` : from.image])
  return from.kind === 'layer' ? (thumbnail?.state === 'ready' ? thumbnail.url : null) : fileUrl
}

const subjectOf = ({ id, name, from }: DraftReference): SentSubject =>
  from.kind === 'layer' ? { id: from.nodeId, name, role: 'reference', ...(from.extent ?? { width: 1, height: 1 }) } : { id, name, role: 'reference', width: from.image.widthPx, height: from.image.heightPx, file: from.image }

type TileProps = { reference: DraftReference; index: number; count: number; over: boolean; onMove(step: -1 | 1): void; onRemove(): void; onShow(): void; onDropAt(from: number): void }
const dragType = 'application/x-inlay-reference'

function Tile({ reference, index, count, over, onMove, onRemove, onShow, onDropAt }: TileProps) {
  const actions = useActions()
  const url = useReferenceUrl(reference)
  const { from, id, role, name } = reference
  const [aimed, setAimed] = useState(false)
  const entries: MenuEntry[] = [
    ...(Object.keys(roleNames) as ReferenceRole[]).map((option): MenuEntry => ({ kind: 'choice', group: names.role, label: roleNames[option], checked: option === role, onPress: () => actions.changeReference(id, { role: option }) })),
    ...(from.kind === 'layer' ? [
      { kind: 'choice', group: 'Sent as', label: 'Layer look', checked: from.what === 'look', onPress: () => actions.changeReference(id, { what: 'look' }) },
      { kind: 'choice', group: 'Sent as', label: 'Image fill', checked: from.what === 'fill', onPress: () => actions.changeReference(id, { what: 'fill' }) },
      { kind: 'check', label: 'Leave out text and components', checked: from.leaveOut === 'overlays', onPress: () => actions.changeReference(id, { leaveOut: from.leaveOut === 'overlays' ? 'nothing' : 'overlays' }) },
    ] satisfies MenuEntry[] : []),
    { kind: 'rule' },
    { kind: 'press', label: 'Move earlier', keys: 'Alt ←', disabled: index === 0, onPress: () => onMove(-1) },
    { kind: 'press', label: 'Move later', keys: 'Alt →', disabled: index === count - 1, onPress: () => onMove(1) },
    { kind: 'press', label: 'Remove', keys: 'Del', onPress: onRemove },
    { kind: 'rule' },
    { kind: 'press', label: 'Show what is sent', onPress: onShow },
  ]
  return (
    <div
      role="listitem" class={`ref ${over || reference.gone ? 'struck' : ''} ${aimed ? 'aimed' : ''}`} draggable data-reference={id}
      onDragStart={(event) => event.dataTransfer?.setData(dragType, String(index))}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes(dragType)) return
        event.preventDefault()
        setAimed(true)
      }}
      onDragLeave={() => setAimed(false)}
      onDrop={(event) => {
        setAimed(false)
        const moved = event.dataTransfer?.getData(dragType)
        if (!moved) return
        event.preventDefault()
        onDropAt(Number(moved))
      }}
    >
      <MenuButton
        name={listed(`Reference ${index + 1}`, roleNames[role], name, over && 'over the limit', reference.gone && 'deleted')} title={name} entries={entries} class="ref-button" minWidth={208}
        onKeyDown={(event) => {
          const step = event.altKey ? ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowLeft' | 'ArrowRight'] : undefined
          if (step) onMove(step)
          else if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
          else return
          event.preventDefault()
        }}
      >
        <Picture src={url} alt="">
          {url ? null : <IconImage16 />}
          <span class="n num">{index + 1}</span>
        </Picture>
      </MenuButton>
      <span class="role">{roleNames[role]}</span>
    </div>
  )
}

/** A picture that the series or the brand kit sends along; it is changed where it comes from. */
function Lent({ reference, number }: { reference: DraftReference; number: number }) {
  const url = useReferenceUrl(reference), origin = reference.id === 'series' ? 'Series' : 'Brand'
  return (
    <div role="listitem" class="ref" aria-label={listed(`Reference ${number}`, roleNames[reference.role], reference.name)} title={reference.name}>
      <Picture src={url} alt="">
        {url ? null : <IconImage16 />}
        <span class="n num">{number}</span>
      </Picture>
      <span class="role">{origin}</span>
    </div>
  )
}

export function References() {
  const actions = useActions()
  const references = useAppState((state) => state.draft.references)
  const prompt = useAppState((state) => state.draft.prompt)
  const card = useAppState(draftCard)
  const limit = card.operations.references ? card.maxReferences : 0
  const larger = useAppState((state) => state.catalog.cards.filter((other) => other.operations.references && other.successorId === null && other.maxReferences >= state.draft.references.length)[0])
  const add = useRef<HTMLButtonElement>(null)
  const strip = useRef<HTMLDivElement>(null)
  const focusNext = useRef<string | null>(null)
  const [picking, setPicking] = useState(false)
  const [sent, setSent] = useState<DraftReference | null>(null)
  useEffect(() => {
    if (focusNext.current === null) return
    const tile = strip.current?.querySelector<HTMLElement>(`[data-reference="${CSS.escape(focusNext.current)}"] button`)
    ;(tile ?? add.current)?.focus()
    focusNext.current = null
  }, [references])
  const state = useAppState(({ draft, tool, words }) => ({ draft, tool, words }))
  const extra = dressReferences(state, card)
  const price = useAppState(referencesPrice)
  if (references.length === 0 && extra.length === 0) return null
  const move = (id: string, step: -1 | 1): void => {
    focusNext.current = id
    actions.moveReference(id, step)
  }
  const moveTo = (from: number, to: number): void => {
    const id = references[from]?.id
    for (let at = from; id && at !== to; at += Math.sign(to - from)) actions.moveReference(id, to > from ? 1 : -1)
  }
  const remove = (reference: DraftReference, index: number): void => {
    focusNext.current = (references[index + 1] ?? references[index - 1])?.id ?? ''
    const without = removeMention(prompt, reference.name, references.filter((other) => other !== reference).map(({ name }) => name))
    if (without !== prompt) actions.editDraft({ prompt: without })
    actions.removeReference(reference.id)
  }
  return (
    <div class="stack">
      <Section title={names.references} side={[`${references.length + extra.length} of ${limit}`, price].filter(Boolean).join(' · ')} />
      <div class="refs">
        <div ref={strip} class="refs-list" role="list" aria-label={names.references}>
          {references.map((reference, index) => (
            <Tile key={reference.id} reference={reference} index={index} count={references.length} over={index >= limit} onMove={(step) => move(reference.id, step)} onRemove={() => remove(reference, index)} onShow={() => setSent(reference)} onDropAt={(from) => moveTo(from, index)} />
          ))}
          {extra.map((reference, index) => <Lent key={reference.id} reference={reference} number={references.length + index + 1} />)}
        </div>
        <button ref={add} type="button" class="ref add" aria-label={names.addReference} aria-haspopup="dialog" aria-expanded={picking} onClick={() => setPicking(!picking)}>
          <span class="box"><IconPlus24 /></span>
          <span class="role">Add</span>
        </button>
      </div>
      {picking ? (
        <LayerPicker anchor={add} onClose={() => { setPicking(false); add.current?.focus() }} onChoose={(layer) => {
          actions.addReferenceLayers([layer.id], [layer])
          setPicking(false)
          add.current?.focus()
        }} />
      ) : null}
      {sent ? <SentPreview anchor={strip} subject={subjectOf(sent)} onClose={() => setSent(null)} /> : null}
      {references.length > limit ? (
        <NoticeBox tone="warn" next={larger && larger !== card ? <Act onPress={() => actions.editDraft({ modelKey: modelKey(larger) })}>Use {larger.label}</Act> : null}>
          {limit === 0 ? `${card.label} takes no references.` : `${card.label} takes ${limit} references. Remove ${references.length - limit === 1 ? 'the last one' : `the last ${references.length - limit}`}.`}
        </NoticeBox>
      ) : null}
    </div>
  )
}
