// The layers list: the page as a tree, front layers first.
import { Fragment, h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { HostNode, NodeType } from '../model/types.ts'
import { isVisible } from '../render/props.ts'
import { Icon, type IconName } from './icons.tsx'
import type { Playground } from './playground.ts'

const icons: Partial<Record<NodeType, IconName>> = {
  FRAME: 'frame16', TEXT: 'text16', ELLIPSE: 'ellipse16', GROUP: 'group16', COMPONENT: 'component16', COMPONENT_SET: 'component16', INSTANCE: 'instance16', VECTOR: 'vector16',
  LINE: 'line16', POLYGON: 'polygon16', STAR: 'star16', SECTION: 'section16', BOOLEAN_OPERATION: 'boolean16',
}
const hasPicture = (node: HostNode): boolean => Array.isArray(node.fills) && node.fills.some((paint) => paint.type === 'IMAGE' && paint.visible !== false)
const iconOf = (node: HostNode): IconName => icons[node.type] ?? (hasPicture(node) ? 'image16' : 'rectangle16')

type Row = { node: HostNode; depth: number }
function rowsOf(playground: Playground): Row[] {
  const { document, folded } = playground
  const walk = (parentId: string, depth: number): Row[] => [...document.children(parentId)].reverse().flatMap((node) => [{ node, depth }, ...(folded.has(node.id) ? [] : walk(node.id, depth + 1))])
  return walk(document.currentPageId, 0)
}

export function Layers({ playground }: { playground: Playground }) {
  const { document } = playground
  const rows = rowsOf(playground), selected = document.selection()
  const list = useRef<HTMLDivElement>(null), anchor = useRef<string | null>(null)
  const last = selected.at(-1)
  useEffect(() => {
    for (const parent of last ? document.ancestors(last) : []) playground.folded.delete(parent.id)
    list.current?.querySelector(`[data-id="${last}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [last])

  const choose = (id: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void => {
    if (event.shiftKey && anchor.current !== null) {
      const ids = rows.map((row) => row.node.id), from = ids.indexOf(anchor.current), to = ids.indexOf(id)
      if (from >= 0) return document.user.select(ids.slice(Math.min(from, to), Math.max(from, to) + 1))
    }
    anchor.current = id
    const now = document.selection()
    document.user.select(event.ctrlKey || event.metaKey ? (now.includes(id) ? now.filter((other) => other !== id) : [...now, id]) : [id])
  }
  const fold = (id: string, folded: boolean): void => {
    if (folded) playground.folded.add(id)
    else playground.folded.delete(id)
    playground.changed()
  }
  const focusRow = (index: number): void => list.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[Math.max(0, Math.min(rows.length - 1, index))]?.focus()
  const press = (event: KeyboardEvent, { node }: Row, index: number): void => {
    const parent = node.childIds.length > 0
    if (event.key === 'ArrowDown') focusRow(index + 1)
    else if (event.key === 'ArrowUp') focusRow(index - 1)
    else if (event.key === 'Home') focusRow(0)
    else if (event.key === 'End') focusRow(rows.length - 1)
    else if (event.key === 'ArrowRight' && parent && playground.folded.has(node.id)) fold(node.id, false)
    else if (event.key === 'ArrowLeft' && parent && !playground.folded.has(node.id)) fold(node.id, true)
    else if (event.key === 'Enter' || event.key === ' ') choose(node.id, event)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const inTab = rows.some((row) => row.node.id === last) ? last : rows[0]?.node.id
  return (
    <Fragment>
      <h2 id="layers-title">Layers</h2>
      <div class="layers" role="tree" aria-label="Layers" aria-multiselectable ref={list}>
        {rows.length === 0 ? <p class="none" role="none">No layers yet.</p> : null}
        {rows.map((row, index) => {
          const { node, depth } = row, chosen = selected.includes(node.id), closed = playground.folded.has(node.id)
          return (
            <div
              key={node.id} data-id={node.id} role="treeitem" aria-level={depth + 1} aria-selected={chosen} aria-label={node.name} tabIndex={node.id === inTab ? 0 : -1}
              {...(node.childIds.length > 0 ? { 'aria-expanded': !closed } : {})}
              class={`layer ${chosen ? 'chosen' : ''} ${isVisible(node) ? '' : 'faint'}`} style={{ paddingLeft: 8 + depth * 20 }}
              onClick={(event) => choose(node.id, event)} onDblClick={() => playground.showLayers([node.id])} onKeyDown={(event) => press(event, row, index)}
              onMouseEnter={() => { playground.hovered = node.id; playground.redraw() }} onMouseLeave={() => { playground.hovered = null; playground.redraw() }}
            >
              {node.childIds.length > 0 ? (
                <span class={`fold ${closed ? '' : 'open'}`} onClick={(event) => { event.stopPropagation(); fold(node.id, !closed) }}><Icon name="right16" /></span>
              ) : null}
              <Icon name={iconOf(node)} />
              <span class="clip">{node.name}</span>
              {node.props['locked'] === true ? <Icon name="locked16" /> : null}
            </div>
          )
        })}
      </div>
    </Fragment>
  )
}
