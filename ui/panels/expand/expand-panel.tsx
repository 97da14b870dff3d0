// Expand: how far, the picture in its new frame, words, what stays, model.
import { Fragment, h } from 'preact'
import { Field } from '../../components/basics'
import { Segments, Switch } from '../../components/choices'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import { NumberBox } from '../../components/text-boxes'
import { mostSidePx, type ExpandMode } from '../../edit/expand-draft'
import { ratioPresets } from '../../models/ratios'
import type { Beyond } from '../../pixels/expand/plan-expand'
import { useActions, useAppState } from '../../state/store'
import { expand } from '../../tools/expand'
import { formatsOf, wantsFormats } from '../../tools/format-frames'
import { ModelQualityCount } from '../create/options'
import { Prompt } from '../create/prompt'
import { References } from '../create/references'
import { Targets } from '../create/targets'
import { FormatList } from './format-list'
import { ExpandStage } from './expand-stage'
import { expandView, firstSides, type ExpandView } from './expand-view'
import type { Side } from './side-handle'

const ratios = ratioPresets.flatMap(({ id, label, ratio, purpose }) => (ratio === null ? [] : [{ value: id, label, detail: purpose }]))
const sideBoxes: readonly (readonly [Side, string])[] = [['left', names.left], ['right', names.right], ['top', names.top], ['bottom', names.bottom]]
const beyondChoices: readonly { value: Beyond; label: string; detail: string }[] = [
  { value: 'stop', label: 'Stop at 4096 px', detail: 'Every pixel of the picture stays' },
  { value: 'reduce', label: 'Reduce the whole picture', detail: 'All of it is there, with fewer pixels' },
]

/** `view` null: the picture is not read yet, or fills every format. */
function ExpandTo({ view, formats }: { view: ExpandView | null; formats: boolean }) {
  const actions = useActions()
  const offered = useAppState((state) => formatsOf(state.snapshot) !== null)
  const draft = useAppState((state) => state.expandDraft)
  return (
    <Segments
      name={names.expandTo} value={formats ? 'formats' : view?.target.mode ?? 'frame'} onChoose={(mode) => actions.editExpand(mode === 'side' && view ? { mode, sides: firstSides(draft, view) } : { mode: mode as ExpandMode })}
      options={[
        { value: 'frame', label: 'To frame', ...(view?.frameName === null ? { reason: 'No frame around this picture is larger than it' } : {}) }, { value: 'ratio', label: 'To ratio' }, { value: 'side', label: 'By side' },
        { value: 'formats', label: 'Every format', ...(offered ? {} : { reason: 'Select the frames to fill along with the picture' }) },
      ]}
    />
  )
}

function HowFar({ view }: { view: ExpandView }) {
  const actions = useActions()
  const { sides, target, tooLarge } = view
  const draft = useAppState((state) => state.expandDraft)
  const setSide = (side: Side, px: number): void => actions.editExpand({ mode: 'side', sides: { ...sides, [side]: px } })
  return (
    <Fragment>
      {target.mode === 'ratio' ? (
        <Field label="Aspect ratio">
          <Combobox name={names.ratio} minWidth={196} value={draft.ratioId} choices={ratios} onChoose={(ratioId) => actions.editExpand({ ratioId })} />
        </Field>
      ) : null}
      <div class="aside">
        <ExpandStage view={view} onSide={setSide} />
        <div class="sides">
          {sideBoxes.map(([side, name]) => (
            <Field key={side} label={name}>
              <NumberBox name={name} min={0} max={mostSidePx} unit="px" value={sides[side]} onChange={(px) => px !== null && setSide(side, px)} />
            </Field>
          ))}
        </div>
      </div>
      {tooLarge ? (
        <Field label="Larger than Figma takes">
          <Combobox name={names.beyond} value={draft.beyond} choices={beyondChoices} onChoose={(beyond) => actions.editExpand({ beyond: beyond as Beyond })} />
        </Field>
      ) : null}
    </Fragment>
  )
}

export function ExpandPanel() {
  const actions = useActions()
  const view = useAppState(expandView)
  const edit = useAppState((state) => state.edit)
  const strict = useAppState((state) => state.expandDraft.strict)
  const formats = useAppState((state) => wantsFormats(state.expandDraft, state.snapshot))
  const alone = useAppState(({ snapshot }) => snapshot?.layers.length === 1 && snapshot.more === 0 && snapshot.layers[0]?.problem === null)
  return (
    <Fragment>
      {alone && view ? null : <Targets />}
      {view ? <ExpandTo view={view} formats={formats} /> : null}
      {formats ? <FormatList /> : view ? <HowFar view={view} /> : edit ? <div class="stage"><Picture src={edit.preview?.url ?? null} alt="The picture to expand" fit="contain" class="checked" ratio={4 / 3}>{edit.problem ? <span class="quiet">{edit.problem.message}</span> : null}</Picture></div> : null}
      <Prompt placeholder={expand.placeholder ?? ''} />
      {view ? <Switch name={names.keepOriginal} value={strict} onChange={(on) => actions.editExpand({ strict: on })} /> : null}
      <References />
      <ModelQualityCount count={!formats} />
    </Fragment>
  )
}
