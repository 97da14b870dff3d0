// The keys of the stage (ui.md 5). Pure.
export type MaskTool = 'brush' | 'eraser' | 'lasso' | 'region'

export type MaskCommand =
  | { do: 'tool'; tool: MaskTool }
  | { do: 'size' | 'softness'; by: 1 | -1 }
  | { do: 'move'; dx: number; dy: number; far: boolean }
  | { do: 'invert' | 'show' | 'undo' | 'redo' | 'fit' | 'zoomIn' | 'zoomOut' | 'press' | 'hold' | 'escape' | 'back' }

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing'>

const letters: Record<string, MaskCommand> = {
  b: { do: 'tool', tool: 'brush' }, e: { do: 'tool', tool: 'eraser' }, l: { do: 'tool', tool: 'lasso' }, w: { do: 'tool', tool: 'region' },
  i: { do: 'invert' }, m: { do: 'show' }, '0': { do: 'fit' }, '+': { do: 'zoomIn' }, '=': { do: 'zoomIn' }, '-': { do: 'zoomOut' },
}
const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
/** Some layouts have brackets only with AltGr, which comes as Ctrl+Alt. */
const bracket = ({ key, code, altKey, ctrlKey, metaKey }: KeyPress): 1 | -1 | null => {
  if (key === '[' || key === '{' || (code === 'BracketLeft' && !altKey && !ctrlKey && !metaKey)) return -1
  return key === ']' || key === '}' || (code === 'BracketRight' && !altKey && !ctrlKey && !metaKey) ? 1 : null
}

/** Null: not a key of the stage. `onPicture`: the picture itself has the focus, not one of the stage's buttons or sliders. */
export function maskCommand(press: KeyPress, onPicture: boolean): MaskCommand | null {
  if (press.isComposing) return null
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  const size = bracket(press)
  if (size !== null) return press.shiftKey || key === '{' || key === '}' ? { do: 'softness', by: size < 0 ? 1 : -1 } : { do: 'size', by: size }
  if (press.ctrlKey || press.metaKey) return key === 'z' && !press.altKey ? { do: press.shiftKey ? 'redo' : 'undo' } : null
  if (key === 'Escape') return { do: 'escape' }
  if (onPicture) {
    const arrow = arrows[key]
    if (arrow && !press.altKey) return { do: 'move', dx: arrow[0], dy: arrow[1], far: press.shiftKey }
    if (key === 'Enter') return { do: 'press' }
    if (key === ' ') return { do: 'hold' }
    if (key === 'Backspace') return { do: 'back' }
  }
  return press.altKey ? null : letters[key] ?? null
}
