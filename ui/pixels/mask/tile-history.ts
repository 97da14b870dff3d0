// Steps back and forth over a coverage picture. A step holds only the tiles that it changed.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { bytesOf, eachTile, equalsTile, gridOf, putTile, saveTile, tileBox, unite, type SavedTile } from './tiles'

type Step = { tiles: Map<number, SavedTile>; bytes: number }

export type TileHistory = {
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Bytes held by all steps. */
  readonly bytes: number
  /** Must come before the pixels of the box change; the box is whole and inside the picture. */
  keep(box: Bounds): void
  /** Ends a step. False when nothing has changed since the last one. */
  commit(): boolean
  /** The box that changed; null when there is no step. */
  undo(): Bounds | null
  redo(): Bounds | null
  forget(): void
}

/** The oldest steps are dropped beyond `maxBytes`; the newest one always stays. */
export function createTileHistory(coverage: Uint8Array, extent: Extent, maxBytes: number): TileHistory {
  const grid = gridOf(extent)
  let open = new Map<number, SavedTile>()
  let past: Step[] = [], future: Step[] = []
  const held = (): number => [...past, ...future].reduce((total, { bytes }) => total + bytes, 0)
  const stepOf = (tiles: Map<number, SavedTile>): Step => ({ tiles, bytes: [...tiles.values()].reduce<number>((total, saved) => total + bytesOf(saved), 0) })
  /** Puts the step's pixels in place and gives the step that leads back. */
  const swap = (step: Step): { back: Step; box: Bounds | null } => {
    const tiles = new Map<number, SavedTile>()
    let box: Bounds | null = null
    for (const [tile, saved] of step.tiles) {
      tiles.set(tile, saveTile(coverage, grid, tile))
      putTile(coverage, grid, tile, saved)
      box = unite(box, tileBox(grid, tile))
    }
    return { back: stepOf(tiles), box }
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
      future = []
      past.push(stepOf(tiles))
      while (past.length > 1 && held() > maxBytes) past.shift()
      return true
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
