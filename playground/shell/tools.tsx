// The bar of canvas tools.
import { type ComponentChildren, h } from 'preact'
import { Icon, MoveIcon } from './icons.tsx'
import { addFiles } from './files.ts'
import type { Playground, Tool } from './playground.ts'

const tools: { tool: Tool; name: string; key: string; icon: ComponentChildren }[] = [
  { tool: 'move', name: 'Move', key: 'V', icon: <MoveIcon /> }, { tool: 'frame', name: 'Frame', key: 'F', icon: <Icon name="frame24" /> },
  { tool: 'rectangle', name: 'Rectangle', key: 'R', icon: <Icon name="rectangle24" /> }, { tool: 'ellipse', name: 'Ellipse', key: 'O', icon: <Icon name="ellipse24" /> },
  { tool: 'freehand', name: 'Freehand', key: 'P', icon: <Icon name="pen24" /> }, { tool: 'text', name: 'Text', key: 'T', icon: <Icon name="text24" /> },
]
export const toolOfKey = (key: string): Tool | undefined => tools.find((one) => one.key === key.toUpperCase())?.tool

export function Tools({ playground }: { playground: Playground }) {
  const chooseFiles = (): void => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.multiple = true
    input.onchange = () => void addFiles(playground, [...(input.files ?? [])])
    input.click()
  }
  return (
    <div class="tools" role="toolbar" aria-label="Canvas tools">
      {tools.map(({ tool, name, key, icon }) => <button type="button" aria-label={name} aria-pressed={playground.tool === tool} title={`${name} (${key})`} onClick={() => playground.setTool(tool)}>{icon}</button>)}
      <hr />
      <button type="button" aria-label="Picture" title="Picture from this computer" onClick={chooseFiles}><Icon name="image16" /></button>
    </div>
  )
}
