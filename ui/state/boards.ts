// The boards of comparisons: laid on the canvas before anything is sent, told what came of each cell.
import type { BoardChange } from '../../src/shared/board'
import { boardParts, chosenOutline, plainOutline } from '../batch/board-parts'
import { cellOfJob, restoreBoard, type Board, type BoardCell, type CellLayers, type KeptBoard, type PlannedBoard } from '../batch/board-view'
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
  let last = '', checks = store.get().wordChecks
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
      const { title, target, columns, rows, ratio } = planned
      const keptOf = (laid: typeof cells, why: (row: number, column: number) => string | null): KeptBoard =>
        ({ runId, title, target, columns: [...columns], rows: [...rows], ratio, cells: laid.map((list, row) => list.map((layers, column) => ({ why: why(row, column), layers }))) })
      let ids: string[]
      try {
        ids = (await channel.ask('board.lay', { runId, near: planned.near ?? { ...(store.get().snapshot?.viewport ?? { x: 0, y: 0, height: 0 }), width: 0 }, parts, data: JSON.stringify(keptOf(cells, (row, column) => (has(row, column) ? null : whyOf(row, column) ?? overCap))), ...(planned.pageId === null ? {} : { pageId: planned.pageId }) })).ids
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

    /** What was read in a picture goes to its facts; the cell of a picture on its way gets it with the others. */
    followChecks(): void {
      const { boards, jobs, wordChecks } = store.get()
      if (wordChecks === checks) return
      const before = checks
      checks = wordChecks
      for (const board of Object.values(boards)) for (const cell of board.cells) {
        const job = jobs[cell.jobId ?? ''], result = job?.results[job.results.length - 1], check = wordChecks[result?.key ?? '']
        if (job && result?.outcome && check?.state === 'done' && check !== before[result.key]) void write(board, [{ nodeId: cell.layers.meta, look: { characters: cellFacts(store.get(), job, clock()) } }], true)
      }
    },

    /** The board that is selected and that an earlier session laid. */
    follow(): void {
      const { snapshot, boards } = store.get()
      if (snapshot?.board === undefined || snapshot.board === last) return
      last = snapshot.board
      const board = restoreBoard(last)
      if (board && !boards[board.runId]) set(board)
    },

    /** One cell wears "Chosen". The next landing takes it into its undo step. */
    async choose(board: Board, jobId: string | null): Promise<void> {
      const wear = (id: string | null, on: boolean): BoardChange[] => {
        const cell = cellOfJob(board, id ?? '')
        return cell ? [{ nodeId: cell.layers.cell, look: on ? chosenOutline : plainOutline }, { nodeId: cell.layers.chosen, look: { visible: on } }] : []
      }
      // Which cell of an older board wore it is not known: all others are told.
      const others = board.kept ? board.cells.map((cell) => cell.jobId).filter((id) => id !== jobId) : board.chosenJobId === jobId ? [] : [board.chosenJobId]
      await write(board, [...others.flatMap((id) => wear(id, false)), ...wear(jobId, true)], false)
      set({ ...board, chosenJobId: jobId })
    },
  }
}
