// The list of keys.
import { h } from 'preact'
import { Key } from '../components/basics'
import { commandKey } from './platform'

const alt = commandKey === '⌘' ? '⌥' : 'Alt'
const list: readonly { keys: readonly string[]; does: string }[] = [
  { keys: [commandKey, '↵'], does: 'Press the main button' },
  { keys: [commandKey, '.'], does: 'Cancel the running request' },
  { keys: [commandKey, 'Shift', '.'], does: 'Cancel all' },
  { keys: [commandKey, 'Z'], does: 'Undo the last run, outside text boxes' },
  { keys: [alt, '1 … 5'], does: 'Choose a tool' },
  { keys: [commandKey, 'Shift', '1 … 3'], does: 'Create, Results, History' },
  { keys: ['@'], does: 'Send a layer along, in the prompt' },
  { keys: ['↑'], does: 'Earlier prompt, at the start of the prompt' },
  { keys: [alt, '← →'], does: 'Move a reference' },
  { keys: ['← →'], does: 'Previous, next picture' },
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
