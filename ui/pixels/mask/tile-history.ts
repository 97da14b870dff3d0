// Steps back and forth over a coverage picture. A step holds only the tiles that it changed.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { bytesOf, eachTile, equalsTile, gridOf, putTile, saveTile, tileBox, unite, type SavedTile } from './tiles'

type Step = { /** Null: everything was inverted. */ tiles: Map<number, SavedTile> | null; bytes: number }

export type TileHistory = {
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Bytes held by all steps. */
  readonly bytes: number
  /** Must come before the pixels of the box change; the box is whole and inside the picture. */
  keep(box: Bounds): void
  /** Ends a step. False when nothing has changed since the last one. */
  commit(): boolean
  /** Inverts everything, as a step of its own. */
  invert(): void
  /** The box that changed; null when there is no step. */
  undo(): Bounds | null
  redo(): Bounds | null
  forget(): void
}

const inversion: Step = { tiles: null, bytes: 16 }

/** The oldest steps are dropped beyond `maxBytes`; the newest one always stays. `invert` turns every byte of `coverage` over. */
export function createTileHistory(coverage: Uint8Array, extent: Extent, maxBytes: number, invert: () => void): TileHistory {
  const grid = gridOf(extent)
  let open = new Map<number, SavedTile>()
  let past: Step[] = [], future: Step[] = []
  const held = (): number => [...past, ...future].reduce((total, { bytes }) => total + bytes, 0)
  const stepOf = (tiles: Map<number, SavedTile>): Step => ({ tiles, bytes: [...tiles.values()].reduce<number>((total, saved) => total + bytesOf(saved), 0) })
  /** Puts the step's pixels in place and gives the step that leads back. */
  const swap = (step: Step): { back: Step; box: Bounds | null } => {
    if (!step.tiles) {
      invert()
      return { back: step, box: { x: 0, y: 0, width: grid.width, height: grid.height } }
    }
    const tiles = new Map<number, SavedTile>()
    let box: Bounds | null = null
    for (const [tile, saved] of step.tiles) {
      tiles.set(tile, saveTile(coverage, grid, tile))
      putTile(coverage, grid, tile, saved)
      box = unite(box, tileBox(grid, tile))
    }
    return { back: stepOf(tiles), box }
  }
  const push = (step: Step): void => {
    future = []
    past.push(step)
    while (past.length > 1 && held() > maxBytes) past.shift()
  }
  return {
    get canUndo() { return past.length > 0 },
    get canRedo() { return future.length > 0 },
    get bytes() { return held() },
    keep: (box) => eachTile(grid, box, (tile) => {
      if (!open.has(tile)) open.set(tile, saveTile(coverage, grid, tile))
    }),
    commit() {
      const tiles = open
      open = new Map()
      for (const [tile, saved] of tiles) if (equalsTile(coverage, grid, tile, saved)) tiles.delete(tile)
      if (tiles.size === 0) return false
      push(stepOf(tiles))
      return true
    },
    invert() {
      invert()
      push(inversion)
    },
    undo() {
      const step = past.pop()
      if (!step) return null
      const { back, box } = swap(step)
      future.push(back)
      return box
    },
    redo() {
      const step = future.pop()
      if (!step) return null
      const { back, box } = swap(step)
      past.push(back)
      return box
    },
    forget() {
      open = new Map()
      past = []
      future = []
    },
  }
}
