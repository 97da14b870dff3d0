// Keys of the page, as in Figma where there is one.
import { held } from './canvas.tsx'
import { pressLayerKeys } from './layer-commands.ts'
import type { Playground } from './playground.ts'
import { toolOfKey } from './tools.tsx'
import { zoomTo } from './top-bar.tsx'
import { shiftFor } from './hit.ts'

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Gives the way to stop listening. */
export function listenToKeys(playground: Playground): () => void {
  const down = (event: KeyboardEvent): void => { if (!isTyping(event.target) && press(playground, event)) event.preventDefault() }
  const up = (event: KeyboardEvent): void => { if (event.key === ' ') held.space = false }
  addEventListener('keydown', down)
  addEventListener('keyup', up)
  return () => {
    removeEventListener('keydown', down)
    removeEventListener('keyup', up)
  }
}

/** True when the key was for the page. */
function press(playground: Playground, event: KeyboardEvent): boolean {
  const { document, view } = playground, selected = document.selection(), main = event.ctrlKey || event.metaKey, key = event.key.toLowerCase()
  const onButton = event.target instanceof HTMLButtonElement
  if (pressLayerKeys(document, event)) return true
  if (main && key === 'z') return event.shiftKey ? document.user.redo() || true : document.user.undo() || true
  if (main && key === 'y') return document.user.redo() || true
  if (main && key === 'a') return done(() => document.user.select(document.children(document.currentPageId).map((node) => node.id)))
  if (main && key === 'd') return done(() => document.user.select(document.change('user', () => selected.map((id) => document.user.duplicate(id)))))
  if (main && (key === '+' || key === '=')) return done(() => zoomTo(playground, view.zoom * 1.25))
  if (main && key === '-') return done(() => zoomTo(playground, view.zoom / 1.25))
  if (main && key === '0') return done(() => zoomTo(playground, 1))
  if (main) return false
  if (key === ' ' && !onButton) return done(() => { held.space = true })
  if (key === 'delete' || key === 'backspace') return done(() => document.user.delete(selected.filter((id) => document.node(id)?.props['locked'] !== true)))
  if (key === 'escape') return done(() => { if (playground.tool === 'move') document.user.select([]); else playground.setTool('move') })
  const arrow = arrows[event.key]
  if (arrow && selected.length > 0) return done(() => {
    const step = event.shiftKey ? 10 : 1
    document.change('user', () => { for (const id of selected) { const shift = shiftFor(document, document.must(id), arrow[0] * step, arrow[1] * step); document.user.moveBy([id], shift.x, shift.y) } })
  })
  if (event.shiftKey && event.code === 'Digit1') return done(() => playground.showAll())
  if (event.shiftKey && event.code === 'Digit2') return done(() => playground.showLayers(selected))
  if (event.shiftKey && event.code === 'Digit0') return done(() => zoomTo(playground, 1))
  if (key === '+' || key === '=') return done(() => zoomTo(playground, view.zoom * 1.25))
  if (key === '-') return done(() => zoomTo(playground, view.zoom / 1.25))
  const tool = event.shiftKey || event.altKey ? undefined : toolOfKey(key)
  return tool ? done(() => playground.setTool(tool)) : false
}

function done(act: () => void): true {
  act()
  return true
}
