// Edit: what to do, the picture with its mask, words, model.
import { Fragment, h } from 'preact'
import { Act } from '../../components/basics'
import { ChipSet } from '../../components/chip-set'
import { Combobox } from '../../components/combobox'
import { useSay } from '../../components/live-regions'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import type { IntentId } from '../../edit/edit-view'
import { useActions, useAppState } from '../../state/store'
import { activeTool, intentTools } from '../../tools/index'
import { sourceLayerOf } from '../../tools/source-layer'
import { styles } from '../../tools/styles'
import { draftCard } from '../create/choose-model'
import { ModelQualityCount } from '../create/options'
import { Prompt } from '../create/prompt'
import { References } from '../create/references'
import { Targets } from '../create/targets'
import { ContextAndEdge } from './context-and-edge'
import { EditStage } from './edit-stage'
import { editPlanOf, repeatsStep } from './edit-plan-of'

function RepeatNote() {
  const actions = useActions()
  const repeats = useAppState(repeatsStep)
  if (!repeats) return null
  return (
    <NoticeBox tone="info" next={<Act onPress={() => actions.editEdit({ fromResult: true })}>Start from the result</Act>}>
      The same step again: it starts from the picture before, as another variation.
    </NoticeBox>
  )
}

const styleChoices = [{ value: '', label: 'From the words or a reference' }, ...styles.map(({ id, label }) => ({ value: id, label }))]

export function EditPanel() {
  const actions = useActions()
  const say = useSay()
  const tool = useAppState(activeTool)
  const edit = useAppState((state) => state.edit)
  const layer = useAppState((state) => sourceLayerOf(state.snapshot, 'edit'))
  const plan = useAppState(editPlanOf)
  const style = useAppState((state) => state.editDraft.style)
  const intent = tool.intent ?? 'whole'
  const marks = useAppState((state) => draftCard(state).operations.markup)
  const area = intent !== 'whole' && intent !== 'style', takesMask = area || (intent === 'whole' && marks)
  return (
    <Fragment>
      <ChipSet name={names.intent} value={intent} chips={intentTools.map((one) => ({ value: one.intent ?? '', label: one.label }))} onChoose={(value) => actions.chooseIntent(value as IntentId)} onRefused={say} />
      <Targets />
      {layer ? <div class="aside"><EditStage edit={edit} layer={layer} plan={plan} takesMask={takesMask} inverted={intent === 'background'} /></div> : null}
      {tool.placeholder === null ? null : <Prompt placeholder={tool.placeholder} />}
      {intent === 'style' ? (
        <div class="setting">
          <span aria-hidden="true">Style</span>
          <Combobox name={names.style} value={style} choices={styleChoices} onChoose={(value) => actions.editEdit({ style: value })} />
        </div>
      ) : null}
      <References />
      <ModelQualityCount />
      {area && edit ? <ContextAndEdge edit={edit} plan={plan} /> : null}
      <RepeatNote />
    </Fragment>
  )
}
