// One row of a fill plan: on or off, its words, and what it costs or what became of it.
import { Fragment, h } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { FillRow } from '../../batch/fill-rows'
import { CheckBox } from '../../components/check-box'
import { IconMore16 } from '../../components/icons'
import { MenuButton, type MenuEntry } from '../../components/menu'
import { listed, names } from '../../components/names'
import { Picture } from '../../components/picture'
import { pictureOf } from '../../jobs/job'
import { modelKey } from '../../models/index'
import { modelProblem } from '../../state/check-run'
import { useActions, useAppState } from '../../state/store'
import { rowJobOf } from './fill-view'
import { RowState } from './row-state'

const outlinePx = 22

function Thumb({ row }: { row: FillRow }) {
  const url = useAppState((state) => {
    const made = rowJobOf(state, row.id)
    return made?.result ? pictureOf(made.result).url : made?.job.partialUrl ?? null
  })
  const { width, height } = row.layer, scale = outlinePx / Math.max(width, height, 1)
  return url ? <Picture src={url} alt="" /> : <span class="shape"><i style={{ width: Math.max(2, width * scale), height: Math.max(2, height * scale) }} /></span>
}

/** Written as it is typed; Esc brings back what stood there when the box was entered. */
function PromptCell({ row, reading }: { row: FillRow; reading: boolean }) {
  const actions = useActions()
  const [draft, setDraft] = useState<string | null>(null)
  const before = useRef<string | undefined>(undefined)
  return (
    <textarea
      class={`plan-prompt ${row.byHand ? 'by-hand' : ''}`} aria-label={listed(row.name, 'prompt')} value={draft ?? row.prompt} spellcheck={false} placeholder={reading ? 'Reading the words' : 'No words for this frame: write a prompt'}
      onFocus={() => { before.current = row.byHand ? row.prompt : undefined; setDraft(row.prompt) }} onBlur={() => setDraft(null)}
      onInput={(event) => { setDraft(event.currentTarget.value); actions.editRow(row.id, { prompt: event.currentTarget.value }) }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || draft === null) return
        event.preventDefault()
        actions.editRow(row.id, { prompt: before.current })
        event.currentTarget.blur()
      }}
    />
  )
}

function RowMenu({ row }: { row: FillRow }) {
  const actions = useActions()
  const models = useAppState((state) => state.catalog.cards.filter((card) => card.successorId === null && card.operations.generate && (card === row.card || modelProblem(state, card) === null)))
  const own = useAppState((state) => state.fill.rows[row.id]?.modelKey ?? null)
  const made = useAppState((state) => rowJobOf(state, row.id))
  const entries: MenuEntry[] = [
    { kind: 'choice', group: names.model, label: 'As the plan', checked: own === null, onPress: () => actions.editRow(row.id, { modelKey: undefined }) },
    ...models.map((card): MenuEntry => ({ kind: 'choice', group: names.model, label: card.label, checked: own === modelKey(card), onPress: () => actions.editRow(row.id, { modelKey: modelKey(card) }) })),
    { kind: 'rule' },
    { kind: 'press', label: 'Use the pattern again', disabled: !row.byHand, onPress: () => actions.editRow(row.id, { prompt: undefined }) },
    { kind: 'press', label: names.copyPrompt, onPress: () => actions.copyText(row.prompt, 'Prompt copied') },
    { kind: 'press', label: names.showLayer, onPress: () => actions.showNode(row.id) },
    ...(made?.result ? [{ kind: 'check' as const, label: names.approve, checked: row.approved, onPress: () => actions.editRow(row.id, { approved: row.approved ? undefined : true }) }] : []),
  ]
  return <MenuButton name={`${names.moreFor} ${row.name}`} class="more" entries={entries} minWidth={200}><IconMore16 /></MenuButton>
}

/** `top`: px from the top of the list. */
export function FillRowView({ row, at, top, reading }: { row: FillRow; at: number; top: number; reading: boolean }) {
  const actions = useActions()
  const chosen = useAppState((state) => state.fillTargets?.selected.includes(row.id) === true)
  const { widthPx, heightPx } = row.job.request.extent
  const lacks = row.missing.length > 0 ? `No ${row.missing.join(', ')} here` : row.job.notes[0] ?? null
  return (
    <div role="row" aria-rowindex={at + 2} class={`plan-row ${row.on ? '' : 'skip'} ${chosen ? 'sel' : ''}`} style={{ top }}>
      <span role="cell" class="c-on" data-cell={`${at} 0`}><CheckBox name={row.name} value={row.on} onChange={(on) => actions.editRow(row.id, { off: on ? undefined : true })} /></span>
      <span role="cell" class="c-name">
        <Thumb row={row} />
        <span class="grow">
          <span class="clip strong-name" title={row.layer.name}>{row.name}</span>
          {lacks ? <span class="clip warn" title={lacks}>{lacks}</span> : null}
        </span>
      </span>
      <span role="cell" class="c-prompt" data-cell={`${at} 1`}><PromptCell row={row} reading={reading} /></span>
      <span role="cell" class="c-size num quiet">{widthPx} × {heightPx}</span>
      <span role="cell" class="c-model clip quiet" title={row.card.label}>{row.card.label}</span>
      <span role="cell" class="c-price num"><RowState row={row} /></span>
      <span role="cell" class="c-more" data-cell={`${at} 2`}><Fragment><RowMenu row={row} /></Fragment></span>
    </div>
  )
}
