// Upscale: how large, by which method, and what becomes of it beyond what Figma takes.
import { Fragment, h } from 'preact'
import { Field } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import { NumberBox } from '../../components/text-boxes'
import { papers, printLimits, type UpscaleDraft, type UpscaleTo } from '../../finish/upscale-draft'
import { upscalePlanOf } from '../../finish/upscale-methods'
import { isUpscaleProblem, type BeyondEdge } from '../../pixels/upscale/plan-upscale'
import type { AppState } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { LandChoice } from './land-choice'
import { MethodChoice } from './method-choice'

const sizes = (dpi: number): { value: UpscaleTo; label: string; detail?: string }[] => [
  { value: '2x', label: '2x' }, { value: '4x', label: '4x' },
  { value: 'frame-1', label: 'Frame at 1x', detail: 'One px for each unit of its layer' }, { value: 'frame-2', label: 'Frame at 2x', detail: 'For most screens' }, { value: 'frame-4', label: 'Frame at 4x' },
  { value: 'print', label: `Print at ${dpi} dpi`, detail: 'What shows fills the paper' },
]
const paperChoices = [...papers.map(({ id, widthMm, heightMm }) => ({ value: id as string, label: id as string, detail: `${widthMm} x ${heightMm} mm` })), { value: 'own', label: 'Own size' }]
const beyondChoices: readonly { value: BeyondEdge; label: string; detail: string }[] = [
  { value: 'largest', label: 'Largest possible', detail: 'One picture of 4096 px on its longer side' },
  { value: 'tiles', label: 'Tiles as layers', detail: 'The full size, in a group above the picture' },
]

const planOf = ({ edit, finishDraft: draft }: AppState) => (edit?.source ? upscalePlanOf({ source: edit.source, draft }) : null)
const px = ({ width, height }: { width: number; height: number }): string => `${width} × ${height} px`

export function UpscaleBody() {
  const actions = useActions()
  const edit = useAppState((state) => state.edit)
  const draft = useAppState((state) => state.finishDraft.upscale)
  const planned = useAppState(planOf)
  const set = (change: Partial<UpscaleDraft>): void => actions.editFinish({ upscale: { ...draft, ...change } })
  const number = (name: string, label: string, key: 'widthMm' | 'heightMm' | 'dpi', unit: string, limits: { least: number; most: number }) => (
    <Field label={label}><NumberBox name={name} min={limits.least} max={limits.most} unit={unit} value={draft[key]} onChange={(value) => value !== null && set({ [key]: value })} /></Field>
  )
  const source = edit?.source ?? null, plan = planned && !isUpscaleProblem(planned) ? planned : null
  return (
    <Fragment>
      {edit ? <Picture src={edit.preview?.url ?? null} alt="The picture to enlarge" fit="contain" class="checked" ratio={source ? Math.max(4 / 3, source.widthPx / source.heightPx) : 4 / 3}>{edit.problem ? <span class="quiet">{edit.problem.message}</span> : null}</Picture> : null}
      <Field label={names.upscaleTo} side={source ? (plan ? `${px({ width: source.widthPx, height: source.heightPx })} to ${px(plan.extent)}` : px({ width: source.widthPx, height: source.heightPx })) : null}>
        <Combobox name={names.upscaleTo} value={draft.to} choices={sizes(draft.dpi)} onChoose={(to) => set({ to: to as UpscaleTo })} />
      </Field>
      {draft.to === 'print' ? (
        <div class="row thirds">
          <Field label={names.size}><Combobox name={names.size} minWidth={200} value={draft.paper} choices={paperChoices} onChoose={(paper) => set({ paper })} /></Field>
          {number(names.dpi, names.dpi, 'dpi', 'dpi', printLimits.dpi)}
        </div>
      ) : null}
      {draft.to === 'print' && draft.paper === 'own' ? <div class="row thirds">{number(names.width, names.width, 'widthMm', 'mm', printLimits.mm)}{number(names.height, names.height, 'heightMm', 'mm', printLimits.mm)}</div> : null}
      {plan?.beyond || (planned && !plan && draft.beyond === 'largest') ? (
        <Field label="Larger than Figma takes"><Combobox name={names.beyond} value={draft.beyond} choices={beyondChoices.map((choice) => ({ ...choice, disabled: choice.value === 'tiles' && source?.scaleMode === 'TILE' }))} onChoose={(beyond) => set({ beyond: beyond as BeyondEdge })} /></Field>
      ) : null}
      <MethodChoice />
      {plan?.tiles.length ? null : <LandChoice asLayer="Exactly over the picture" />}
    </Fragment>
  )
}
