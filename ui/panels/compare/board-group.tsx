// A comparison in the window: the board's rows and columns, each cell with its picture or its reason, and the press that uses it.
import { h } from 'preact'
import { Act } from '../../components/basics'
import { Spinner } from '../../components/icons'
import { listed, names } from '../../components/names'
import { Picture } from '../../components/picture'
import type { Board, BoardCell } from '../../batch/board-view'
import { cellFacts, cellProblem } from '../../state/board-cells'
import { useActions, useAppState } from '../../state/store'
import { activeLine, isActive } from '../results/job-view'
import { ReaderOffer } from '../text/reader-offer'

/** Width over height of a cell is kept between these. */
const flattest = 3, tallest = 0.6

function Cell({ board, cell }: { board: Board; cell: BoardCell }) {
  const actions = useActions()
  const job = useAppState((state) => (cell.jobId === null ? undefined : state.jobs[cell.jobId]))
  const now = useAppState((state) => state.nowMs)
  const facts = useAppState((state) => (job ? cellFacts(state, job, job.endedAt ?? 0) : ''))
  const result = job?.results[job.results.length - 1], name = job?.targetName ?? `${cell.label}, ${board.rows[cell.row] ?? ''}`
  const why = cellProblem(cell, job), chosen = job !== undefined && board.chosenJobId === job.id
  const ratio = Math.min(flattest, Math.max(tallest, board.ratio))
  return (
    <div class={`board-cell ${chosen ? 'chosen' : ''}`} role="cell" aria-label={listed(name, chosen && 'chosen')}>
      {result ? (
        <button type="button" class="cover" aria-label={`Look at ${name}`} onClick={() => actions.showResult(result.key)}><Picture src={result.url} alt={name} ratio={ratio} round /></button>
      ) : (
        <Picture src={job?.partialUrl ?? null} alt="" ratio={ratio} round>{job && isActive(job) && job.state !== 'queued' && !job.partialUrl ? <Spinner /> : null}</Picture>
      )}
      <span class="strong-name clip" title={cell.label}>{cell.label}</span>
      {why ? <span class="bad why">{why}</span> : <span class="quiet num why">{result ? facts : job ? activeLine(job, now) : ''}</span>}
      <span class="row wrap acts">
        {chosen ? <span class="tag ok">Chosen</span> : null}
        {result && !chosen ? <Act name={listed(names.useThis, name)} onPress={() => actions.useCell(job!.id)}>{names.useThis}</Act> : null}
        {job?.state === 'failed' || (job?.state === 'cancelled' && !result) ? <Act action="retry" name={listed(names.tryAgain, name)} onPress={() => actions.retryJob(job.id)}>{names.tryAgain}</Act> : null}
      </span>
    </div>
  )
}

export function BoardGroup({ board }: { board: Board }) {
  const actions = useActions()
  const { rows, columns, cells } = board, quoted = useAppState(({ jobs }) => cells.some(({ jobId }) => jobs[jobId ?? '']?.letters !== undefined))
  return (
    <div class="stack">
      <div class="section">
        <h2 class="clip">{board.title}</h2>
        <Act name={listed(names.show, 'board')} onPress={() => actions.showNode(board.boardId)}>Show board</Act>
      </div>
      <div class="board-grid" role="table" aria-label={board.title} style={{ '--columns': columns.length }}>
        {rows.map((row, index) => (
          <div key={index} class="board-row" role="row">
            {rows.length > 1 ? <span class="board-heading quiet" role="rowheader" title={row}>{row}</span> : null}
            {cells.filter((cell) => cell.row === index).map((cell) => <Cell key={cell.column} board={board} cell={cell} />)}
          </div>
        ))}
      </div>
      {quoted ? <ReaderOffer /> : null}
      <span class="quiet">{board.target ? `The one you use goes into ${board.target.name}.` : 'The one you use becomes a layer of its own.'}</span>
    </div>
  )
}
