// Typing into a text layer: a text box laid over it, written back as one undo step.
import { h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { applyTo } from '../../src/shared/geometry.ts'
import { cssColor } from '../render/paints.ts'
import { textOf } from '../render/props.ts'
import { textStyleOf } from '../render/text.ts'
import { insert } from './gestures.ts'
import type { Playground } from './playground.ts'
import { type Point, toPage, toScreen } from './view.ts'

const freshSize = 24

/** A new text layer at `at` (CSS px of the canvas), open for typing. */
export function insertText(playground: Playground, at: Point): void {
  const page = toPage(playground.view, at)
  const node = { type: 'TEXT' as const, name: 'Text', characters: 'Text', fontSize: freshSize, x: Math.round(page.x), y: Math.round(page.y - freshSize / 2) }
  playground.editing = insert(playground, node, page)
  playground.changed()
}

export function TextEditor({ playground }: { playground: Playground }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const { document, view, editing } = playground
  const node = editing === null ? undefined : document.node(editing)
  // Before anything can be typed: a letter must not become a tool's key.
  useLayoutEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [editing])
  if (!node) return null
  const style = textStyleOf(node), first = style.runs[0]!, lineHeight = style.lineHeight(first.size), at = toScreen(view, applyTo(document.absoluteTransform(node.id), 0, 0))
  const fill = Array.isArray(node.fills) ? node.fills.find((paint) => paint.type === 'SOLID') : undefined
  const keep = (): void => {
    const value = box.current?.value ?? ''
    playground.editing = null
    if (value === '') document.user.delete(node.id)
    else if (value !== node.props['characters']) {
      document.change('user', () => {
        document.user.setText(node.id, value)
        const written = document.must(node.id)
        if (textOf(written, 'textAutoResize', 'NONE') !== 'NONE') document.put({ ...written, ...playground.renderer.measureText(written) })
      })
    }
    playground.changed()
  }
  const font = first.font.replace(`${first.size}px`, `${first.size * view.zoom}px`)
  return (
    <textarea
      key={node.id} ref={box} class="text-editor" aria-label={`Text of ${node.name}`} defaultValue={String(node.props['characters'] ?? '')} spellcheck={false} onBlur={keep}
      onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Escape') event.currentTarget.blur() }}
      style={{
        left: at.x, top: at.y, width: Math.max(node.width * view.zoom, 40) + 4, height: Math.max(node.height * view.zoom, lineHeight * view.zoom) + 4, font, lineHeight: `${lineHeight * view.zoom}px`,
        letterSpacing: `${first.letterSpacing * view.zoom}px`, color: fill && 'color' in fill ? cssColor(fill.color as { r: number; g: number; b: number }) : undefined,
        textAlign: style.align === 'CENTER' ? 'center' : style.align === 'RIGHT' ? 'right' : 'left', whiteSpace: style.wrap ? 'pre-wrap' : 'pre',
      }}
    />
  )
}
