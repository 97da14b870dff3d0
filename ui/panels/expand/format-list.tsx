// Every frame with what will happen in it: a crop, or the picture continued; each can be changed.
import { h } from 'preact'
import { useContext } from 'preact/hooks'
import { areaOf, intersect, ratioOf, type Bounds } from '../../../src/shared/geometry'
import { Section } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { listed, names } from '../../components/names'
import type { FormatWay } from '../../batch/plan-format'
import { sumEstimates } from '../../money/estimate'
import { formatPrice } from '../../money/format-price'
import { checkRun } from '../../state/check-run'
import type { AppState } from '../../state/state'
import { AppContext, useActions, useAppState } from '../../state/store'
import { formatsOf, formatViews, type FormatView } from '../../tools/format-frames'
import { ringsFor } from '../../tools/formats'
import { shownOf } from '../../tools/expand-target'
import { draftCard } from '../create/choose-model'
import { sizeText } from '../create/targets'

const ways: readonly { value: FormatWay; label: string; detail: string }[] = [
  { value: 'crop', label: 'Crop', detail: 'Shows a part of the picture; no request' },
  { value: 'expand', label: 'Expand', detail: 'Keeps all of it; what is missing is drawn' },
  { value: 'steps', label: 'In steps', detail: 'Sharper far from the picture: each request starts from the picture of the one before' },
]
/** Longer side of a preview, px. */
const edgePx = 56

type Row = FormatView & { /** Requests that steps would take; 1: there is nothing to gain. */ steps: number; rings: number; price: string | null; kept: Bounds; picture: { width: number; height: number }; url: string | null; why: string | null }

/** Empty until the picture was read. */
export function formatRows(state: AppState): Row[] {
  const { snapshot, edit, expandDraft } = state, formats = formatsOf(snapshot), source = edit?.source
  if (!formats || !source || edit.layerId !== formats.master.id) return []
  const { jobs, estimates, notes } = checkRun(state), shown = shownOf(source), card = draftCard(state)
  return formatViews(expandDraft, snapshot, source, formats.frames).map((view) => {
    const own = jobs.flatMap((job, index) => (job.placements[0]?.targetId === view.frame.id ? [{ job, estimate: estimates[index] ?? null }] : []))
    return {
      ...view, picture: { width: source.widthPx, height: source.heightPx }, url: edit.preview?.url ?? null, kept: intersect(view.box, shown) ?? shown,
      rings: own.length, steps: view.way !== 'crop' && card ? [ringsFor({ card, draft: state.draft }, source, { ...view, way: 'steps' })].flat().length : 1, price: own.length === 0 ? null : own[0]!.job.kept ? 'free' : formatPrice(sumEstimates(own.map(({ estimate }) => estimate))), why: own.length === 0 ? notes.find((note) => note.startsWith(`${view.frame.name}: `)) ?? null : null,
    }
  })
}

const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`

/** What shows of the picture in a box of the frame's shape; hatched where it is new. */
function Preview({ row: { frame, box, kept, picture, url, way } }: { row: Row }) {
  const ratio = ratioOf(frame), width = ratio >= 1 ? edgePx : edgePx * ratio
  const share = Math.round(100 * (1 - areaOf(kept) / Math.max(1, areaOf(box))))
  return (
    <span class="format-room">
      <span class="expand-stage format" role="img" aria-label={way === 'crop' ? `Crop for ${frame.name}` : `${frame.name}, ${share} percent will be new`} style={{ width: `${Math.max(8, width)}px`, height: `${Math.max(8, width / ratio)}px` }}>
        <span class="kept" style={{ left: percent(kept.x - box.x, box.width), top: percent(kept.y - box.y, box.height), width: percent(kept.width, box.width), height: percent(kept.height, box.height) }}>
          {url ? <img src={url} alt="" draggable={false} decoding="async" style={{ left: percent(-kept.x, kept.width), top: percent(-kept.y, kept.height), width: percent(picture.width, kept.width), height: percent(picture.height, kept.height) }} /> : null}
        </span>
      </span>
    </span>
  )
}

function FormatRow({ row }: { row: Row }) {
  const actions = useActions()
  const formatWays = useAppState((state) => state.expandDraft.formatWays)
  const { frame, way, offered, box, kept, picture, why, rings } = row
  const part = way === 'crop' ? `shows ${Math.round((100 * areaOf(box)) / areaOf(picture))} %` : `${Math.round(100 * (1 - areaOf(kept) / Math.max(1, areaOf(box))))} % new${rings > 1 ? `, ${rings} steps` : ''}`
  return (
    <div class="format-row" role="listitem" aria-label={listed(frame.name, way, part)}>
      <Preview row={row} />
      <span class="stack tight grow">
        <span class="strong-name clip" title={frame.name}>{frame.name}</span>
        <span class={`num ${why ? 'bad' : 'quiet'}`}>{why ?? `${sizeText(frame.width, frame.height)} · ${part.replace(' %', '\u00a0%')}`}</span>
      </span>
      <span class="stack tight format-way">
        <Combobox name={listed(frame.name, 'filled by')} minWidth={220} value={way} choices={ways.filter(({ value }) => value !== 'steps' || row.steps > 1 || way === value).map((choice) => ({ ...choice, disabled: !offered && choice.value !== way }))} onChoose={(value) => actions.editExpand({ formatWays: { ...formatWays, [frame.id]: value as FormatWay } })} />
        <span class="quiet num price">{row.price ?? ''}</span>
      </span>
    </div>
  )
}

export function FormatList() {
  useAppState(({ snapshot, edit, expandDraft, draft, editDraft }) => [snapshot, edit, expandDraft, draft, editDraft])
  const app = useContext(AppContext), rows = app ? formatRows(app.store.get()) : []
  const problem = useAppState((state) => state.edit?.problem?.message ?? null)
  const crops = rows.filter(({ way }) => way === 'crop').length
  if (rows.length === 0) return <span class={problem ? 'bad' : 'quiet'}>{problem ?? 'Reading the picture'}</span>
  return (
    <div class="stack">
      <Section title={names.formats} side={[crops > 0 ? `${crops} cropped` : '', rows.length > crops ? `${rows.length - crops} expanded` : ''].filter(Boolean).join(', ')} />
      <div class="stack formats" role="list" aria-label={names.formats}>{rows.map((row) => <FormatRow key={row.frame.id} row={row} />)}</div>
      <span class="quiet">A crop serves when it keeps two thirds of the picture. Select a shape over the subject along, and the crop has to hold that instead.</span>
    </div>
  )
}
