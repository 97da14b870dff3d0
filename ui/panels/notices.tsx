// The notices of one spot of the window.
import { Fragment, h } from 'preact'
import { Act } from '../components/basics'
import { NoticeBox } from '../components/notice'
import type { Notice } from '../state/state'
import { useActions, useAppState } from '../state/store'

export function Notices({ at }: { at: Notice['at'] }) {
  const actions = useActions()
  const notices = useAppState((state) => state.notices.filter((notice) => notice.at === at))
  return (
    <Fragment>
      {notices.map((notice) => (
        <NoticeBox
          key={notice.key} tone={notice.tone} onClose={() => actions.closeNotice(notice.key)}
          next={notice.actions.length > 0 ? notice.actions.map((action) => <Act key={action.label} action={action.kind === 'retry' ? 'retry' : undefined} onPress={() => actions.act(action, notice)}>{action.label}</Act>) : null}
        >
          {notice.message}
        </NoticeBox>
      ))}
    </Fragment>
  )
}
