// What can be done with the selected layers: one table for the menu and the keys, which are Figma's.
import { combine, flipLayers, isCombinable, restack, setScaleMode, turnLayers, useAsMask, type BooleanKind, type StackMove } from '../model/arrange.ts'
import type { HostDocument } from '../model/document.ts'
import { isGroupLike } from '../model/geometry.ts'
import { propOf } from '../model/props.ts'
import type { HostNode, ImagePaint } from '../model/types.ts'
import type { MenuGroup } from './menu.tsx'

type Selected = { document: HostDocument; ids: string[]; nodes: HostNode[] }
type Command = {
  text: string
  /** As written in the menu: "Ctrl Shift G". */
  keys?: string
  fits(selected: Selected): boolean
  run(selected: Selected): void
  checked?(selected: Selected): boolean
}

const some = ({ nodes }: Selected): boolean => nodes.length > 0
const siblings = ({ nodes }: Selected): boolean => nodes.length > 0 && nodes.every((node) => node.parentId === nodes[0]!.parentId)
const turn = (text: string, degrees: number): Command => ({ text, fits: some, run: ({ document, ids }) => turnLayers(document, ids, degrees) })
const flip = (text: string, keys: string, axis: 'horizontal' | 'vertical'): Command => ({ text, keys, fits: some, run: ({ document, ids }) => flipLayers(document, ids, axis) })
const stack = (text: string, keys: string, move: StackMove): Command => ({ text, keys, fits: some, run: ({ document, ids }) => restack(document, ids, move) })
const boolean = (text: string, keys: string, kind: BooleanKind): Command => ({ text, keys, fits: (selected) => siblings(selected) && selected.nodes.length > 1 && selected.nodes.every(isCombinable), run: ({ document, ids }) => document.user.select([combine(document, ids, kind)]) })
const toggle = (text: string, keys: string, name: 'locked' | 'visible', act: (document: HostDocument, id: string, on: boolean) => void): Command => ({
  text, keys, fits: some, checked: ({ nodes }) => nodes.length > 0 && nodes.every((node) => propOf(node, name) === (name === 'locked')),
  run: ({ document, nodes }) => document.change('user', () => { for (const node of nodes) act(document, node.id, propOf(node, name) !== true) }),
})
const pictureOf = (node: HostNode): ImagePaint | undefined => (Array.isArray(node.fills) ? node.fills.findLast((paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.visible !== false) : undefined)
const scaleMode = (text: string, mode: ImagePaint['scaleMode']): Command => ({
  text: `Picture: ${text}`, fits: ({ nodes }) => nodes.some(pictureOf), checked: ({ nodes }) => nodes.some((node) => pictureOf(node)?.scaleMode === mode),
  run: ({ document, ids }) => document.change('user', () => { for (const id of ids) setScaleMode(document, id, mode) }),
})

const groups: { title?: string; commands: Command[] }[] = [
  {
    commands: [
      { text: 'Group', keys: 'Ctrl G', fits: siblings, run: ({ document, ids }) => document.user.select([document.user.group(ids)]) },
      {
        text: 'Ungroup', keys: 'Ctrl Shift G', fits: ({ nodes }) => nodes.some(isGroupLike),
        run: ({ document, nodes }) => {
          const freed = nodes.flatMap((node) => (isGroupLike(node) ? node.childIds : [node.id]))
          document.change('user', () => { for (const node of nodes) if (isGroupLike(node)) document.user.ungroup(node.id) })
          document.user.select(freed)
        },
      },
      { text: 'Use as mask', keys: 'Ctrl Alt M', fits: siblings, checked: ({ nodes }) => nodes.length === 1 && propOf(nodes[0]!, 'isMask') === true, run: ({ document, ids }) => document.user.select([useAsMask(document, ids)]) },
    ],
  },
  { title: 'Order', commands: [stack('Bring to front', ']', 'front'), stack('Bring forward', 'Ctrl ]', 'forward'), stack('Send backward', 'Ctrl [', 'backward'), stack('Send to back', '[', 'back')] },
  { title: 'Turn', commands: [flip('Flip horizontal', 'Shift H', 'horizontal'), flip('Flip vertical', 'Shift V', 'vertical'), turn('Rotate 90° left', 90), turn('Rotate 90° right', -90)] },
  { title: 'Combine', commands: [boolean('Union', 'Alt Shift U', 'UNION'), boolean('Subtract', 'Alt Shift S', 'SUBTRACT'), boolean('Intersect', 'Alt Shift I', 'INTERSECT'), boolean('Exclude', 'Alt Shift E', 'EXCLUDE')] },
  { title: 'Look', commands: [scaleMode('Fill', 'FILL'), scaleMode('Fit', 'FIT'), scaleMode('Crop', 'CROP'), scaleMode('Tile', 'TILE'), toggle('Locked', 'Ctrl Shift L', 'locked', (document, id, on) => document.user.lock(id, on)), toggle('Hidden', 'Ctrl Shift H', 'visible', (document, id, on) => document.user.visible(id, on))] },
]

const selectedOf = (document: HostDocument): Selected => {
  const ids = [...document.selection()]
  return { document, ids, nodes: ids.map((id) => document.must(id)) }
}

/** Commands that do not fit the selection are shown and cannot be chosen. */
export function layerGroups(document: HostDocument): MenuGroup[] {
  const selected = selectedOf(document)
  return groups.map(({ title, commands }) => ({
    ...(title ? { title } : {}),
    items: commands.map(({ text, keys, fits, run, checked }) => ({ text, ...(keys ? { detail: keys } : {}), disabled: !fits(selected), checked: checked?.(selected) ?? false, run: () => run(selectedOf(document)) })),
  }))
}

const bracket: Record<string, string> = { BracketLeft: '[', BracketRight: ']' }
function chordOf(event: KeyboardEvent): string {
  const key = bracket[event.code] ?? event.code.replace(/^Key/, '')
  return [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : '', key].filter(Boolean).join(' ')
}

/** Runs the command of these keys; true when there is one, also where it does not fit. */
export function pressLayerKeys(document: HostDocument, event: KeyboardEvent): boolean {
  const chord = chordOf(event), command = groups.flatMap(({ commands }) => commands).find(({ keys }) => keys === chord)
  const selected = selectedOf(document)
  if (command?.fits(selected)) command.run(selected)
  return command !== undefined
}
