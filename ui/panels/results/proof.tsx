// What was measured of an in-place edit: one line, and behind it the numbers, the difference and the model's raw answer.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { Picture } from '../../components/picture'
import type { CompositeReport } from '../../jobs/composite'
import type { JobResult } from '../../jobs/job'

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** "The answer was shifted by 3 px and put back." Empty when it lay where it was sent. */
export function alignmentSentence({ alignment }: Pick<CompositeReport, 'alignment'>): string {
  if (!alignment) return ''
  const shift = Math.hypot(alignment.dx, alignment.dy), scale = Math.abs(alignment.scale - 1) * 100, turn = Math.abs(alignment.rotation)
  const parts = [
    shift >= 0.5 ? `shifted by ${Math.round(shift)} px` : '',
    scale >= 0.1 ? `${alignment.scale > 1 ? 'enlarged' : 'reduced'} by ${scale.toFixed(1)} %` : '',
    turn >= 0.05 ? `turned by ${turn.toFixed(1)}°` : '',
  ].filter(Boolean)
  const [last, ...rest] = parts.reverse()
  return last ? `The answer was ${rest.length > 0 ? `${rest.reverse().join(', ')} and ` : ''}${last} and put back.` : ''
}

/** Without a minus before nothing. */
const tenth = (n: number): string => (Math.round(n * 10) / 10 || 0).toFixed(1)

function Row({ name, value }: { name: string; value: string }) {
  return (
    <Fragment>
      <dt class="quiet">{name}</dt>
      <dd class="num">{value}</dd>
    </Fragment>
  )
}

function FullReport({ result }: { result: JobResult }) {
  const composed = result.composed!, { report } = composed
  const { alignment, tone, seam, changed } = report
  return (
    <div class="stack report">
      <dl class="facts">
        {report.changedOutside === null ? null : <Row name={report.kept === undefined ? 'Changed outside' : 'Whole pixels changed'} value={count(report.changedOutside, 'pixel')} />}
        <Row name="Changed area" value={`${changed.width} × ${changed.height} px at ${changed.x}, ${changed.y}`} />
        {alignment ? <Row name="Shift of the answer" value={`${tenth(alignment.dx)}, ${tenth(alignment.dy)} px`} /> : null}
        {alignment ? <Row name="Scale, turn" value={`${(alignment.scale * 100).toFixed(2)} %, ${(Math.round(alignment.rotation * 100) / 100 || 0).toFixed(2)}°`} /> : null}
        {tone.length > 0 ? <Row name="Contrast put back" value={tone.map((gain) => `${gain.toFixed(2)} x`).join(', ')} /> : null}
        <Row name="Stored as" value={`PNG, ${Math.max(0.1, composed.picture.bytes.length / 1e6).toFixed(1)} MB`} />
        {seam === null ? null : <Row name="Seam" value={`${seam.toFixed(3)}${seam < 0.15 ? ', cannot be seen' : ''}`} />}
      </dl>
      <div class="row pair">
        {composed.differenceUrl ? <figure><Picture round class="checked" fit="contain" src={composed.differenceUrl} alt="Where the picture differs from the one before" ratio={1.5} /><figcaption class="quiet">Difference</figcaption></figure> : null}
        <figure><Picture round class="checked" fit="contain" src={result.url} alt="What the model sent" ratio={1.5} /><figcaption class="quiet">The model's answer</figcaption></figure>
      </div>
    </div>
  )
}

/** Nothing for pictures that are no edits. */
export function Proof({ result }: { result: JobResult | undefined }) {
  const [open, setOpen] = useState(false)
  const report = result?.composed?.report
  if (!result || !report) return null
  if (report.resampled) return <NoticeBox tone="info"><span>{result.widthPx} × {result.heightPx} px, resampled from the picture itself. Nothing was drawn.</span></NoticeBox>
  const aligned = alignmentSentence(report), { changedOutside } = report
  return (
    <Fragment>
      <NoticeBox tone={changedOutside === null ? 'info' : changedOutside === 0 ? 'ok' : 'bad'} next={<Act onPress={() => setOpen(!open)}>{open ? 'Hide the report' : names.fullReport}</Act>}>
        {report.kept !== undefined ? <span><b>{count(changedOutside ?? 0, 'pixel')}</b> of what stays changed. {Math.round(report.kept * 100)} % of the picture stays. {aligned}</span> : changedOutside === null ? <span>The whole picture was drawn anew. {aligned}</span> : <span><b>{count(changedOutside, 'pixel')}</b> changed outside the mask. {aligned}</span>}
      </NoticeBox>
      {open ? <FullReport result={result} /> : null}
    </Fragment>
  )
}
