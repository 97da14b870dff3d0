export type { CanvasFactory, Context, Picture, Surface } from './canvas.ts'
export { createRenderer, exportSize, type ExportSettings, type Renderer } from './renderer.ts'
export { paintedBounds } from './bounds.ts'
