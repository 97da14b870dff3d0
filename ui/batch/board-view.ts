// What the window knows of a comparison and its board on the canvas.
import * as z from 'zod/mini'
import type { Bounds } from '../../src/shared/geometry'
import { cleanText } from '../../src/shared/snapshot'

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
  /** Laid in an earlier session: of its pictures only the document knows. */
  kept?: true
}

export const cellOfJob = (board: Board | undefined, jobId: string): BoardCell | undefined => board?.cells.find((cell) => cell.jobId === jobId)

const part = z.number().check(z.int(), z.minimum(0)), text = z.string().check(z.maxLength(1000)), texts = z.array(text).check(z.maxLength(100))
const keptData = z.object({
  runId: text, title: text, target: z.nullable(z.object({ id: text, name: text })), columns: texts, rows: texts, ratio: z.number().check(z.minimum(0.01), z.maximum(100)),
  cells: z.array(z.array(z.object({ why: z.nullable(text), layers: z.object({ cell: part, picture: part, message: part, meta: part, chosen: part }) }))).check(z.maxLength(100)),
})
export type KeptBoard = z.infer<typeof keptData>

/** Of a board on the canvas, from what is kept with it. Null when that cannot be read. Text comes clean; ids only name layers of this document. */
export function restoreBoard(stored: string): Board | null {
  try {
    const [ids, data] = z.tuple([z.array(text), z.string()]).parse(JSON.parse(stored))
    const { runId, title, target, columns, rows, ratio, cells } = keptData.parse(JSON.parse(data)), clean = (words: string): string => cleanText(words, 200), idOf = (index: number): string => ids[index] ?? ''
    return {
      runId, boardId: idOf(0), title: clean(title), target: target && { id: target.id, name: clean(target.name) }, columns: columns.map(clean), rows: rows.map(clean), ratio, chosenJobId: null, kept: true,
      cells: cells.flatMap((list, row) => list.map(({ why, layers: { cell, picture, message, meta, chosen } }, column): BoardCell => ({
        row, column, label: clean(columns[column] ?? ''), jobId: why === null ? `${runId} ${row}.${column}` : null, why: why && clean(why),
        layers: { cell: idOf(cell), picture: idOf(picture), message: idOf(message), meta: idOf(meta), chosen: idOf(chosen) },
      }))),
    }
  } catch {
    return null // made by another version, or by somebody else
  }
}
