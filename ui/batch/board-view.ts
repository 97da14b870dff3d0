// What the window knows of a comparison and its board on the canvas.
import type { Bounds } from '../../src/shared/geometry'

export type BoardTarget = { id: string; name: string }

/** A comparison as a tool has planned it. Requests are the planned jobs; each names its cell. */
export type PlannedBoard = {
  title: string
  /** The prompt, where there is only one. */
  words: string | null
  /** Where the winner goes; null: to the canvas, as a layer of its own. */
  target: BoardTarget | null
  columns: readonly string[]
  rows: readonly string[]
  /** Cells that no request can fill. */
  refused: readonly { row: number; column: number; why: string }[]
  /** Width over height of the pictures. */
  ratio: number
  near: Bounds | null
  pageId: string | null
}

/** Layers of one cell. */
export type CellLayers = { cell: string; picture: string; message: string; meta: string; chosen: string }

export type BoardCell = {
  row: number
  column: number
  label: string
  /** Null: no request was sent for it. */
  jobId: string | null
  /** Why there is none. */
  why: string | null
  layers: CellLayers
}

export type Board = Pick<PlannedBoard, 'title' | 'target' | 'columns' | 'rows' | 'ratio'> & {
  runId: string
  boardId: string
  cells: readonly BoardCell[]
  /** The cell that was used last. */
  chosenJobId: string | null
}

export const cellOfJob = (board: Board | undefined, jobId: string): BoardCell | undefined => board?.cells.find((cell) => cell.jobId === jobId)
