// A cell of a board that is selected on the canvas: its picture, and the press that uses it.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../../components/basics'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import { cellFacts, cellProblem, type SelectedCell } from '../../state/board-cells'
import { useActions, useAppState } from '../../state/store'

export function CellShown({ board, cell }: SelectedCell) {
  const actions = useActions()
  const job = useAppState((state) => (cell.jobId === null ? undefined : state.jobs[cell.jobId]))
  const facts = useAppState((state) => (job ? cellFacts(state, job, job.endedAt ?? 0) : ''))
  const result = job?.results[job.results.length - 1], why = cellProblem(cell, job, board.kept)
  const chosen = cell.jobId !== null && board.chosenJobId === cell.jobId, usable = cell.jobId !== null && (result !== undefined || board.kept)
  const nodeId = board.kept && cell.jobId !== null ? cell.layers.picture : null, seen = useAppState(({ thumbnails }) => (nodeId === null ? undefined : thumbnails[`${nodeId}:fill`]))
  useEffect(() => { if (nodeId !== null && !seen) actions.requestThumbnail(nodeId, 'fill') }, [nodeId, seen])
  const picture = result ?? (seen?.state === 'ready' ? seen : null)
  return (
    <div class="stack shown">
      <div class="section"><h2 class="clip">{job?.targetName ?? (board.rows.length > 1 ? `${cell.label}, ${board.rows[cell.row]}` : cell.label)}</h2>{chosen ? <span class="tag ok">Chosen</span> : null}</div>
      {picture ? <div class="stage"><Picture src={picture.url} alt={job?.words ?? cell.label} fit="contain" class="checked" ratio={Math.min(2.4, Math.max(0.9, picture.widthPx / picture.heightPx))} /></div> : null}
      {why ? <span class="bad">{why}</span> : <span class="quiet num">{facts || (!board.kept ? 'Not made yet' : seen?.state === 'failed' ? 'This cell has no picture' : 'Made in an earlier session')}</span>}
      {board.target ? <span class="quiet">{`Goes into ${board.target.name}.`}</span> : null}
      {usable && seen?.state !== 'failed' ? <Button onPress={() => actions.useCell(cell.jobId!)}>{names.useThis}</Button> : null}
    </div>
  )
}
