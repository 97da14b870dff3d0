// The list of keys.
import { h } from 'preact'
import { Key } from '../components/basics'
import { commandKey } from './platform'

const alt = commandKey === '⌘' ? '⌥' : 'Alt'
const list: readonly { keys: readonly string[]; does: string }[] = [
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
  { keys: ['Esc'], does: 'Close a menu, leave a page' },
  { keys: ['?'], does: 'This list' },
]

export const KeysPage = () => (
  <dl class="keys">
    {list.map(({ keys, does }) => (
      <div key={does} class="row between">
        <dt>{does}</dt>
        <dd class="row tight">{keys.map((key) => <Key key={key}>{key}</Key>)}</dd>
      </div>
    ))}
  </dl>
)
