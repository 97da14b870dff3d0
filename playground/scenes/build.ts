// Short words for writing scenes in the form of design D1 (playground/model/scene.ts).
import type { Scene, SceneNode } from '../model/scene.ts'

export type SceneEntry = {
  /** How scenario files name it. */
  id: string
  name: string
  /** Layers selected when the scene opens, by name. */
  selected: string[]
  scene: Scene
}
type Given = Record<string, unknown>
type Box = [x: number, y: number, width: number, height: number]

const channel = (hex: string, at: number): number => Math.round((parseInt(hex.slice(at, at + 2), 16) / 255) * 10_000) / 10_000
export const rgb = (hex: string) => ({ r: channel(hex, 1), g: channel(hex, 3), b: channel(hex, 5) })
export const solid = (hex: string, opacity = 1) => ({ type: 'SOLID', color: rgb(hex), opacity })
/** Path is relative to playground/scenes. */
export const photo = (file: string, more: Given = {}) => ({ type: 'IMAGE', scaleMode: 'FILL', image: `photos/${file}`, ...more })

const boxed = ([x, y, width, height]: Box) => ({ x, y, width, height })
export const frame = (name: string, box: Box, fill: string | null, children: SceneNode[] = [], more: Given = {}): SceneNode => ({ type: 'FRAME', name, ...boxed(box), fills: fill === null ? [] : [solid(fill)], children, ...more })
export const rectangle = (name: string, box: Box, fills: Given[], more: Given = {}): SceneNode => ({ type: 'RECTANGLE', name, ...boxed(box), fills, ...more })
export const ellipse = (name: string, box: Box, fills: Given[], more: Given = {}): SceneNode => ({ type: 'ELLIPSE', name, ...boxed(box), fills, ...more })
export const group = (name: string, children: SceneNode[]): SceneNode => ({ type: 'GROUP', name, children, expanded: false })

const styles: Record<number, string> = { 400: 'Regular', 500: 'Medium', 600: 'Semi Bold', 700: 'Bold', 800: 'Extra Bold' }
type Words = { size: number; weight?: number; color?: string; tight?: number; lineHeight?: number; align?: string; name?: string }
/** `lineHeight` and `tight` (letter spacing) in percent. */
export const text = (characters: string, box: Box, { size, weight = 400, color = '#ffffff', tight = 0, lineHeight, align, name }: Words): SceneNode => ({
  type: 'TEXT', name: name ?? characters.split('\n')[0], characters, ...boxed(box), textAutoResize: 'NONE', fontName: { family: 'Inter', style: styles[weight] ?? 'Regular' }, fontSize: size, fills: [solid(color)],
  ...(tight ? { letterSpacing: { unit: 'PERCENT', value: tight } } : {}), ...(lineHeight ? { lineHeight: { unit: 'PERCENT', value: lineHeight } } : {}), ...(align ? { textAlignHorizontal: align } : {}),
})
