// What never scrolls away: the run under way, the newest notice, the main button, one quiet line.
import { Fragment, h } from 'preact'
import { Key } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { MainButton } from '../../components/main-button'
import { NoticeBox } from '../../components/notice'
import { mainButton, planNotes } from '../../state/selectors'
import { activeTool } from '../../tools/index'
import type { QueueChoice } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { MoneyToday } from '../money-today'
import { NoticeOf } from '../notices'
import { footNotice } from '../notices-view'
import { commandKey } from '../platform'
import { RunStrip } from '../run-strip'

const placeChoices: readonly { value: QueueChoice; label: string }[] = [{ value: 'back', label: 'At the back' }, { value: 'front', label: 'At the front' }, { value: 'replace', label: 'In place of them' }]

/** Only while something waits: a press joins the queue somewhere. */
function QueuePlaceChoice() {
  const actions = useActions()
  const waiting = useAppState((state) => Object.values(state.jobs).filter((job) => job.state === 'queued').length)
  const place = useAppState((state) => state.queuePlace)
  if (waiting === 0) return null
  return (
    <div class="row between queue-place">
      <span class="quiet num clip" aria-hidden="true">{waiting === 1 ? '1 waits' : `${waiting} wait`}. The next run goes</span>
      <Combobox name={names.addToQueue} value={place} choices={placeChoices} minWidth={140} onChoose={(value) => actions.chooseQueuePlace(placeChoices.find((choice) => choice.value === value)?.value ?? 'back')} />
    </div>
  )
}

export function CreateFoot() {
  const actions = useActions()
  const button = useAppState(mainButton)
  const newest = useAppState(footNotice)
  const notes = useAppState(planNotes)
  const promise = useAppState((state) => activeTool(state).promise ?? null)
  /** What stopped a press of the button goes with its cause. */
  const notice = newest?.key.startsWith('mask.') && newest.jobId === null && button.blocked === null ? null : newest
  /** Said once: what the notice says already is not said beside the button, too. */
  const reason = button.blocked !== null && button.blocked !== notice?.message ? button.blocked : null
  return (
    <footer class="foot">
      {notice ? <NoticeOf notice={notice} /> : notes[0] && !button.blocked ? <NoticeBox tone="warn">{notes[0]}{notes.length > 1 ? <span class="quiet"> So are {notes.length - 1} more.</span> : null}</NoticeBox> : null}
      <RunStrip />
      <QueuePlaceChoice />
      <MainButton {...button} onPress={actions.run} />
      <div class="foot-line num">
        <span>{reason ?? promise ?? <Fragment><Key>{commandKey}</Key> <Key>↵</Key></Fragment>}</span>
        {reason === null ? <MoneyToday /> : null}
      </div>
    </footer>
  )
}
