// The boards of comparisons: laid on the canvas before anything is sent, told what came of each cell.
import type { BoardChange } from '../../src/shared/board'
import { boardParts, chosenOutline, plainOutline } from '../batch/board-parts'
import { cellOfJob, type Board, type BoardCell, type CellLayers, type PlannedBoard } from '../batch/board-view'
import type { WindowChannel } from '../jobs/context'
import type { Job } from '../jobs/job'
import { cellFacts, cellProblem, overCap } from './board-cells'
import type { Start } from './start-run'
import type { AppState } from './state'
import type { Store } from './store'

type BoardsDeps = {
  store: Store<AppState>
  channel: WindowChannel
  clock(): number
  fail(error: unknown): void
  start(run: Start): Job[]
  newRunId(): string
}

export type Boards = ReturnType<typeof createBoards>

const waiting = 'Not made yet'

export function createBoards({ store, channel, clock, fail, start, newRunId }: BoardsDeps) {
  const boardOf = (job: Job): Board | undefined => store.get().boards[job.runId]
  const set = (board: Board): void => store.set(({ boards }) => ({ boards: { ...boards, [board.runId]: board } }))

  /** Words follow the picture: their failure is told, and nothing else. */
  async function write({ boardId }: Board, changes: BoardChange[], commit: boolean): Promise<void> {
    try {
      await channel.ask('board.write', { boardId, changes, commit })
    } catch (error) {
      fail(error)
    }
  }

  return {
    /** Nothing is sent before the board is there. */
    async begin(planned: PlannedBoard, run: Start): Promise<void> {
      const runId = newRunId()
      const whyOf = (row: number, column: number): string | null => planned.refused.find((one) => one.row === row && one.column === column)?.why ?? null
      const has = (row: number, column: number): boolean => run.jobs.some(({ cell }) => cell?.row === row && cell.column === column)
      const { parts, cells } = boardParts(planned, planned.rows.map((_, row) => planned.columns.map((__, column) => (has(row, column) ? waiting : whyOf(row, column) ?? overCap))))
      let ids: string[]
      try {
        ids = (await channel.ask('board.lay', { runId, near: planned.near ?? { ...(store.get().snapshot?.viewport ?? { x: 0, y: 0, height: 0 }), width: 0 }, parts, ...(planned.pageId === null ? {} : { pageId: planned.pageId }) })).ids
      } catch (error) {
        return fail(error)
      }
      const layersAt = (row: number, column: number): CellLayers => {
        const at = cells[row]![column]!, id = (index: number): string => ids[index] ?? ''
        return { cell: id(at.cell), picture: id(at.picture), message: id(at.message), meta: id(at.meta), chosen: id(at.chosen) }
      }
      const jobs = start({
        ...run, runId,
        jobs: run.jobs.map((job) => ({ ...job, placements: job.placements.map((placement) => (job.cell ? { ...placement, mode: 'add-paint' as const, targetId: layersAt(job.cell.row, job.cell.column).picture, expectFills: null } : placement)) })),
      })
      const { title, target, columns, rows, ratio } = planned
      set({
        runId, boardId: ids[0] ?? '', title, target, columns, rows, ratio, chosenJobId: null,
        cells: rows.flatMap((_, row) => columns.map((label, column): BoardCell => {
          const at = run.jobs.findIndex(({ cell }) => cell?.row === row && cell.column === column)
          return { row, column, label, jobId: jobs[at]?.id ?? null, why: whyOf(row, column), layers: layersAt(row, column) }
        })),
      })
    },

    /** What is known of the picture goes into the undo step of its landing. */
    async arrived(job: Job): Promise<void> {
      const board = boardOf(job), cell = cellOfJob(board, job.id)
      if (board && cell) await write(board, [{ nodeId: cell.layers.message, look: { visible: false } }, { nodeId: cell.layers.meta, look: { characters: cellFacts(store.get(), job, clock()) } }], false)
    },

    /** A cell without a picture says why. */
    ended(job: Job): void {
      const board = boardOf(job), cell = cellOfJob(board, job.id), why = cell && cellProblem(cell, job)
      if (board && cell && why) void write(board, [{ nodeId: cell.layers.message, look: { visible: true, characters: why } }], true)
    },

    /** One cell wears "Chosen". The next landing takes it into its undo step. */
    async choose(board: Board, jobId: string | null): Promise<void> {
      const wear = (id: string | null, on: boolean): BoardChange[] => {
        const cell = cellOfJob(board, id ?? '')
        return cell ? [{ nodeId: cell.layers.cell, look: on ? chosenOutline : plainOutline }, { nodeId: cell.layers.chosen, look: { visible: on } }] : []
      }
      await write(board, [...(board.chosenJobId === jobId ? [] : wear(board.chosenJobId, false)), ...wear(jobId, true)], false)
      set({ ...board, chosenJobId: jobId })
    },
  }
}
