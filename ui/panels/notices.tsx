// The notices of one spot of the window.
import { Fragment, h } from 'preact'
import { Act } from '../components/basics'
import { NoticeBox } from '../components/notice'
import type { Notice } from '../state/state'
import { useActions, useAppState } from '../state/store'
import { noticesAt } from './notices-view'

export function NoticeOf({ notice }: { notice: Notice }) {
  const actions = useActions()
  const next = notice.actions.map((action) => <Act key={action.label} action={action.kind === 'retry' ? 'retry' : undefined} onPress={() => actions.act(action, notice)}>{action.label}</Act>)
  return <NoticeBox tone={notice.tone} onClose={() => actions.closeNotice(notice.key)} next={next.length > 0 ? next : null}>{notice.message}</NoticeBox>
}

export function Notices({ at }: { at: Notice['at'] }) {
  const notices = useAppState((state) => noticesAt(state, at))
  return <Fragment>{notices.map((notice) => <NoticeOf key={notice.key} notice={notice} />)}</Fragment>
}
