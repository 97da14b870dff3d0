// The reader's data: offered once with its size, then how far the download is, or why it failed.
import { Fragment, h } from 'preact'
import { Act, Progress } from '../../components/basics'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { readerBytes } from '../../on-device/reading/reader-assets'
import { useActions, useAppState } from '../../state/store'

const megabytes = `${Math.round(readerBytes / 1e6)} MB`

/** Nothing once the reader is there. */
export function ReaderOffer() {
  const actions = useActions()
  const reader = useAppState((state) => state.reader)
  if (reader.state === 'ready') return null
  if (reader.state === 'refused') return <NoticeBox tone="info">This window allows no WebAssembly, so Inlay can't tell what the picture says. Look at the words yourself.</NoticeBox>
  if (reader.state === 'loading') {
    return (
      <div class="row reader-load">
        <span class="quiet num">{`Downloading the reader, ${Math.round(reader.ratio * 100)} % of ${megabytes}`}</span>
        <span class="grow"><Progress name="Download of the reader" value={reader.ratio * 100} /></span>
        <Act onPress={actions.cancelReader} name="Cancel the download">Cancel</Act>
      </div>
    )
  }
  if (reader.state === 'failed' && reader.problem) return <NoticeBox tone="warn" next={<Act onPress={actions.loadReader} name="Try the download again">{names.tryAgain}</Act>}>{reader.problem.message} <span class="quiet">{reader.problem.hint}</span></NoticeBox>
  if (reader.skipped) return null
  return (
    <NoticeBox tone="info" next={<Fragment><Act onPress={actions.loadReader}>{names.downloadReader}</Act><Act onPress={actions.skipReader}>{names.skipReader}</Act></Fragment>}>
      Reads words on this device. Downloads {megabytes} once.
    </NoticeBox>
  )
}
