// The list of keys.
import { h } from 'preact'
import { Key, Section } from '../components/basics'
import { commandKey } from './platform'

const alt = commandKey === '⌘' ? '⌥' : 'Alt'
type Keys = { keys: readonly string[]; does: string }
const list: readonly Keys[] = [
  { keys: [commandKey, '↵'], does: 'Press the main button' },
  { keys: [commandKey, '.'], does: 'Cancel the running request' },
  { keys: [commandKey, 'Shift', '.'], does: 'Cancel all' },
  { keys: [commandKey, 'Z'], does: 'Take the last picture off the canvas' },
  { keys: ['Shift', commandKey, 'Z'], does: 'Put it back' },
  { keys: [alt, '1 … 5'], does: 'Choose a tool' },
  { keys: [commandKey, 'Shift', '1 … 3'], does: 'Create, Results, History' },
  { keys: ['@'], does: 'Send a layer along, in the prompt' },
  { keys: ['↑'], does: 'Earlier prompt, at the start of the prompt' },
  { keys: [alt, '← →'], does: 'Move a reference' },
  { keys: ['← →'], does: 'Previous, next variation, on the canvas' },
  { keys: ['Home'], does: 'The original' },
  { keys: ['O'], does: 'The original, while held' },
  { keys: ['↵'], does: 'Keep the variation' },
  { keys: ['S'], does: 'Give a star' },
  { keys: ['Del'], does: 'Reject' },
  { keys: ['Esc'], does: 'Close a menu, leave a page' },
  { keys: ['?'], does: 'This list' },
]

/** With the focus on the picture of an edit. */
const onPicture: readonly Keys[] = [
  { keys: ['B', 'E', 'L', 'W'], does: 'Brush, eraser, lasso, colour region' },
  { keys: ['[', ']'], does: 'Brush smaller, larger' },
  { keys: ['Shift', '[', ']'], does: 'Brush softer, harder' },
  { keys: ['Right-drag'], does: 'Brush size; up and down, how soft' },
  { keys: [alt], does: 'Take away instead, while held' },
  { keys: ['Shift'], does: 'Straight from the last point' },
  { keys: ['I'], does: 'Invert the mask' },
  { keys: ['M'], does: 'Show or hide the mask' },
  { keys: [commandKey, 'Z'], does: 'Take a stroke back' },
  { keys: ['Shift', commandKey, 'Z'], does: 'The stroke again' },
  { keys: ['← ↑ ↓ →'], does: 'Move the cross, far with Shift' },
  { keys: ['Space'], does: 'Paint at the cross; held, along the arrows' },
  { keys: ['Space', 'drag'], does: 'Move the view' },
  { keys: [commandKey, 'wheel'], does: 'Zoom; also + and −' },
  { keys: ['0'], does: 'The whole picture' },
]

const KeyList = ({ keys: all }: { keys: readonly Keys[] }) => (
  <dl class="keys">
    {all.map(({ keys, does }) => (
      <div key={does} class="row between">
        <dt>{does}</dt>
        <dd class="row tight">{keys.map((key) => <Key key={key}>{key}</Key>)}</dd>
      </div>
    ))}
  </dl>
)

export const KeysPage = () => (
  <div class="stack roomy">
    <KeyList keys={list} />
    <Section title="On the picture of an edit" />
    <KeyList keys={onPicture} />
  </div>
)
