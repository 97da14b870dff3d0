// What the stage's hands see of the stage, and what they give back to it.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import type { Pixels } from '../../pixels/in-place/pixels'
import type { MaskModel } from '../../pixels/mask/mask-model'
import type { Placing } from '../../pixels/mask/mask-look'
import type { MaskTools } from './mask-tools'

export type Point = { x: number; y: number }

/** CSS px of the stage. */
export type StagePoint = Point & { /** 0 to 1 of a pen, else null. */ pressure: number | null; /** Alt is held: brush and eraser lend each other. */ erase?: boolean }
export type Press = StagePoint & { button: number; erase: boolean; straight: boolean }

/** What is drawn over the mask, CSS px. */
export type Marks = {
  ring: (Point & { radius: number; core: number; erase: boolean }) | null
  cross: Point | null
  outline: readonly Point[]
}
export type Cursor = 'none' | 'crosshair' | 'grab' | 'grabbing' | 'ew-resize' | 'ns-resize' | 'default'

/** The state of the stage as it is now. */
export type Around = {
  model: MaskModel
  extent: Extent
  tools: MaskTools
  view: Placing
  stage: Extent
  /** Source px. */
  context: { box: Bounds; mask: Bounds; ratio: number } | null
  /** Null while it is loading. */
  picture(): Pixels | null
  setView(view: Placing): void
  onTools(change: Partial<MaskTools>): void
  onContext(ratio: number): void
  say(text: string): void
  /** What the stage shows now, in words. */
  sayShare(): void
  draw(marks: Marks, cursor: Cursor): void
}
