// What never scrolls away: the run under way, the newest notice, the main button, one quiet line.
import { Fragment, h } from 'preact'
import { Key } from '../../components/basics'
import { MainButton } from '../../components/main-button'
import { NoticeBox } from '../../components/notice'
import { mainButton, planNotes } from '../../state/selectors'
import { activeTool } from '../../tools/index'
import { useActions, useAppState } from '../../state/store'
import { MoneyToday } from '../money-today'
import { NoticeOf } from '../notices'
import { footNotice } from '../notices-view'
import { commandKey } from '../platform'
import { RunStrip } from '../run-strip'

export function CreateFoot() {
  const actions = useActions()
  const button = useAppState(mainButton)
  const notice = useAppState(footNotice)
  const notes = useAppState(planNotes)
  const promise = useAppState((state) => activeTool(state).promise ?? null)
  return (
    <footer class="foot">
      {notice ? <NoticeOf notice={notice} /> : notes[0] && !button.blocked ? <NoticeBox tone="warn">{notes[0]}{notes.length > 1 ? <span class="quiet"> So are {notes.length - 1} more.</span> : null}</NoticeBox> : null}
      <RunStrip />
      <MainButton {...button} onPress={actions.run} />
      <div class="foot-line num">
        <span>{button.blocked ?? (promise ?? <Fragment><Key>{commandKey}</Key> <Key>↵</Key></Fragment>)}</span>
        <MoneyToday />
      </div>
    </footer>
  )
}
