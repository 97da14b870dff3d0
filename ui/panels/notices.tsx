// The notices of one spot of the window.
import { Fragment, h } from 'preact'
import { Act } from '../components/basics'
import { NoticeBox } from '../components/notice'
import type { AppState, Notice } from '../state/state'
import { useActions, useAppState } from '../state/store'

/** What stands above the main button: the newest that stopped something, else the newest. */
export function footNotice({ notices }: Pick<AppState, 'notices'>): Notice | null {
  const foot = [...notices].reverse().filter((notice) => notice.at === 'foot')
  return foot.find(({ tone }) => tone === 'bad') ?? foot[0] ?? null
}

export function NoticeOf({ notice }: { notice: Notice }) {
  const actions = useActions()
  const next = notice.actions.map((action) => <Act key={action.label} action={action.kind === 'retry' ? 'retry' : undefined} onPress={() => actions.act(action, notice)}>{action.label}</Act>)
  return <NoticeBox tone={notice.tone} onClose={() => actions.closeNotice(notice.key)} next={next.length > 0 ? next : null}>{notice.message}</NoticeBox>
}

export function Notices({ at }: { at: Notice['at'] }) {
  const notices = useAppState((state) => state.notices.filter((notice) => notice.at === at))
  return <Fragment>{notices.map((notice) => <NoticeOf key={notice.key} notice={notice} />)}</Fragment>
}
