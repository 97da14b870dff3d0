// The picture under edit: with its mask where the intent takes one.
import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { LayerSnapshot } from '../../../src/shared/snapshot'
import { MaskStage } from '../../components/mask-stage/mask-stage'
import { firstMaskTools, type MaskTools } from '../../components/mask-stage/mask-tools'
import { NoticeBox } from '../../components/notice'
import { Picture } from '../../components/picture'
import { extentOfSource, type EditView, type MaskView } from '../../edit/edit-view'
import type { EditPlan } from '../../pixels/in-place/plan-edit'
import { useActions, useAppState, useEdits } from '../../state/store'

type Props = { edit: EditView | null; layer: LayerSnapshot; plan: EditPlan | null; takesMask: boolean; inverted: boolean; /** What is marked stays, and nothing need be marked. */ cuts?: boolean }

/** Longer side of the copy that the colour region looks at, px. */
const lookEdgePx = 1024

const nameOfMask = ({ kind, names }: MaskView): string => (kind === 'painted' ? 'Painted here' : kind === 'layers' ? names.join(', ') : '')

export function EditStage({ edit, layer, plan, takesMask, inverted, cuts = false }: Props) {
  const actions = useActions()
  const edits = useEdits()
  const contextRatio = useAppState((state) => state.editDraft.contextRatio)
  const source = edit?.source ?? null, preview = edit?.preview ?? null, model = source ? edits.model() : null
  const [tools, setTools] = useState<MaskTools | null>(null)
  if (edit?.problem) return <NoticeBox tone="warn">{edit.problem.message}{edit.problem.hint ? <span class="quiet"> {edit.problem.hint}</span> : null}</NoticeBox>
  if (!takesMask || !edit || !source || !preview || !model) {
    const ratio = preview ? preview.width / preview.height : layer.width / Math.max(1, layer.height)
    return <div class="stage"><Picture src={preview?.url ?? null} alt={`The picture of ${layer.name}`} fit="contain" class="checked" ratio={Math.min(2.4, Math.max(0.9, ratio))} /></div>
  }
  const extent = extentOfSource(source), reduce = Math.min(1, lookEdgePx / Math.max(extent.width, extent.height))
  const now = tools ?? firstMaskTools(extent)
  return (
    <div class="stack">
      <MaskStage
        preview={{ url: preview.url, width: Math.max(1, Math.round(extent.width * reduce)), height: Math.max(1, Math.round(extent.height * reduce)) }} extent={extent} model={model}
        tools={now} onTools={(change) => setTools((before) => ({ ...(before ?? firstMaskTools(extent)), ...change }))}
        contextBox={plan?.crop ?? null} contextRatio={contextRatio} onContextDrag={(ratio) => actions.editEdit({ contextRatio: ratio })}
        maskName={nameOfMask(edit.mask)} hatch={inverted && !(cuts && edit.mask.pixels === 0) ? 'rest' : 'marked'} {...(cuts ? { becomes: 'goes', invites: false } : {})} disabled={edit.mask.state === 'loading'}
      />
      {edit.mask.problem ? <NoticeBox tone="warn">{edit.mask.problem.message}{edit.mask.problem.hint ? <span class="quiet"> {edit.mask.problem.hint}</span> : null}</NoticeBox> : null}
    </div>
  )
}
