// The rows of a fill plan: a table from 600 px on, cards below. Arrows move, Enter goes down, Esc takes the words back, tables can be pasted into it. Only what is in view is in the document.
import { h } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { FillRow } from '../../batch/fill-rows'
import { CheckBox } from '../../components/check-box'
import { names } from '../../components/names'
import { useActions } from '../../state/store'
import { FillRowView } from './fill-row'
import { rowWindow } from './fill-view'

/** px of one row, its rule included: fixed, so that the place of each row is known without drawing it. */
const heights = { table: 49, cards: 85 }
const tableFromPx = 600

type View = { top: number; height: number; wide: boolean }

/** What of the list can be seen, px from its own top. */
function useView(list: { current: HTMLDivElement | null }): View {
  const [view, setView] = useState<View>({ top: 0, height: 800, wide: false })
  useLayoutEffect(() => {
    const body = list.current?.closest<HTMLElement>('.body')
    if (!body) return
    const look = (): void => {
      if (!list.current) return
      const box = list.current.getBoundingClientRect(), frame = body.getBoundingClientRect()
      const next = { top: Math.max(0, frame.top - box.top), height: frame.height, wide: box.width >= tableFromPx }
      setView((now) => (now.top === next.top && now.height === next.height && now.wide === next.wide ? now : next))
    }
    look()
    body.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(body)
    return () => {
      body.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [])
  return view
}

/** Which cell holds the focus: row, and 0 switch, 1 prompt, 2 menu. */
function cellOf(target: EventTarget | null): [row: number, column: number] | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]')?.dataset['cell']?.split(' ').map(Number) : undefined
  return cell ? [cell[0] ?? 0, cell[1] ?? 0] : null
}

/** Null: the key is the cell's own. Arrows leave a text box only at its edges. */
function moveOf({ key, target, shiftKey }: KeyboardEvent): [down: number, right: number] | null {
  const box = target instanceof HTMLTextAreaElement ? target : null
  const atStart = !box || (box.selectionStart === 0 && box.selectionEnd === 0), atEnd = !box || (box.selectionStart === box.value.length && box.selectionEnd === box.value.length)
  const oneLine = !box || !box.value.includes('\n')
  if (key === 'ArrowUp') return oneLine || atStart ? [-1, 0] : null
  if (key === 'ArrowDown') return oneLine || atEnd ? [1, 0] : null
  if (key === 'ArrowLeft') return atStart ? [0, -1] : null
  if (key === 'ArrowRight') return atEnd ? [0, 1] : null
  return key === 'Enter' && box && !shiftKey ? [1, 0] : null
}

export function FillTable({ rows, reading }: { rows: readonly FillRow[]; reading: boolean }) {
  const actions = useActions()
  const list = useRef<HTMLDivElement>(null)
  const { wide, ...view } = useView(list)
  const height = wide ? heights.table : heights.cards
  const { from, to } = rowWindow(rows.length, height, view)
  const on = rows.filter((row) => row.on).length

  const focus = (row: number, column: number): void => {
    const find = (): HTMLElement | null | undefined => list.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"] :is(input, textarea, button)`)
    const there = find()
    if (there) return there.focus()
    const body = list.current?.closest('.body')
    body?.scrollBy(0, row < from ? -height * 2 : height * 2)
    requestAnimationFrame(() => find()?.focus())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cellOf(event.target)
    if (!at || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const move = moveOf(event)
    if (!move) return
    const row = Math.min(rows.length - 1, Math.max(0, at[0] + move[0])), column = Math.min(2, Math.max(0, at[1] + move[1]))
    event.preventDefault()
    focus(row, column)
  }
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '', at = cellOf(event.target)
    // One word into one cell is a plain paste.
    if (!at || !/[\t\n\r]/.test(text.trim())) return
    event.preventDefault()
    actions.pasteRows(text, rows[at[0]]?.id ?? null)
  }
  return (
    <div class={`plan ${wide ? 'as-table' : 'as-cards'}`} role="table" aria-label={names.fillPlan} aria-rowcount={rows.length + 1} aria-busy={reading} onKeyDown={onKeyDown} onPaste={onPaste}>
      <div class="plan-row plan-heads" role="row" aria-rowindex={1}>
        <span role="columnheader"><CheckBox name={names.allRows} value={on === rows.length && on > 0} mixed={on > 0 && on < rows.length} onChange={actions.allRows} /></span>
        <span role="columnheader">{wide ? 'Frame' : names.allRows}</span>
        {['Prompt', 'Size', 'Model', 'Price'].map((title) => <span key={title} role="columnheader" class={wide ? (title === 'Price' ? 'r' : '') : 'unseen'}>{title}</span>)}
        <span role="columnheader"><span class="unseen">More</span></span>
      </div>
      <div ref={list} role="rowgroup" class="plan-rows" style={{ height: rows.length * height }}>
        {rows.slice(from, to).map((row, index) => <FillRowView key={row.id} row={row} at={from + index} top={(from + index) * height} reading={reading} />)}
      </div>
    </div>
  )
}
