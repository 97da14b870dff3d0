// The place where pictures begin: tool, targets, prompt, references, options.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { useSay } from '../../components/live-regions'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { ToolStrip } from '../../components/tool-strip'
import { useActions, useAppState } from '../../state/store'
import type { AppState, ToolId } from '../../state/state'
import { generate } from '../../tools/generate'
import { CompareSection } from '../compare/compare-section'
import { EditPanel } from '../edit/edit-panel'
import { ExpandPanel } from '../expand/expand-panel'
import { fillIsOn } from '../fill/fill-view'
import { FillPlan } from '../fill/fill-plan'
import { FinishPanel } from '../finish/finish-panel'
import { PromptFor } from '../fill/prompt-for'
import { TextPanel } from '../text/text-panel'
import { isPlaced } from '../../state/run-events'
import { leaving, Privacy } from '../privacy'
import { keepRecipesChoices } from '../settings/choices'
import { draftCard } from './choose-model'
import { MoreOptions } from './more-options'
import { Options } from './options'
import { Prompt } from './prompt'
import { References } from './references'
import { Targets } from './targets'
import { picturesSelected, toolItems } from './tools'

/** Said once, when the first picture has landed: from then on the file holds something of it. */
const recipesToTell = (state: AppState): boolean => state.ready && !state.settings.recipesTold && Object.values(state.jobs).some((job) => job.results.some(isPlaced))

/** One note at a time: this one waits for that of the recipes. */
function FirstRunNote() {
  const actions = useActions()
  const [telling, setTelling] = useState(false)
  const wanted = useAppState((state) => state.ready && !state.settings.hintsDone && state.keys.length === 0 && draftCard(state).price.kind === 'free' && !recipesToTell(state))
  if (!wanted) return null
  return (
    <NoticeBox tone="info" onClose={() => actions.saveSettings({ hintsDone: true })} next={<Fragment><Act onPress={() => actions.openSub('settings')}>Add a key</Act><Act expanded={telling} onPress={() => setTelling(!telling)}>{leaving}</Act></Fragment>}>
      Demo draws sample pictures on this device. Your own key brings GPT Image 2.
      {telling ? <Privacy /> : null}
    </NoticeBox>
  )
}

function RecipeNote() {
  const actions = useActions()
  const keep = useAppState((state) => state.settings.keepRecipes)
  const wanted = useAppState(recipesToTell)
  if (!wanted) return null
  return (
    <NoticeBox tone="info" onClose={() => actions.saveSettings({ recipesTold: true })}>
      <span class="row recipe-note">
        <span class="grow">Each picture keeps its prompt and model on its layer.</span>
        <span class="recipe-choice"><Combobox name={names.keepRecipes} minWidth={240} value={keep} choices={keepRecipesChoices} onChoose={(value) => actions.saveSettings({ recipesTold: true, keepRecipes: keepRecipesChoices.find((choice) => choice.value === value)?.value ?? 'on' })} /></span>
      </span>
    </NoticeBox>
  )
}

const PromptBody = () => (
  <Fragment>
    <Targets />
    <PromptFor />
    <Prompt placeholder={generate.placeholder ?? ''} />
    <References />
    <div class="aside">
      <Options />
      <Comparison />
      <MoreOptions />
    </div>
  </Fragment>
)

function Comparison() {
  return useAppState((state) => state.compare.on) ? <CompareSection /> : null
}

const GenerateBody = () => (useAppState(fillIsOn) ? <FillPlan /> : <PromptBody />)

/** What each tool asks for. */
const bodies: Readonly<Partial<Record<ToolId, () => h.JSX.Element>>> = { generate: GenerateBody, edit: EditPanel, expand: ExpandPanel, text: TextPanel, finish: FinishPanel }

export function CreatePanel() {
  const say = useSay()
  const actions = useActions()
  const tool = useAppState((state) => state.tool)
  const wide = useAppState(fillIsOn)
  const Body = bodies[tool] ?? GenerateBody
  const items = toolItems(useAppState(picturesSelected))
  return (
    <div class={wide ? 'form wide' : 'form'}>
      <ToolStrip name={names.tool} items={items} value={tool} onChoose={(id) => actions.chooseTool(id as ToolId)} onRefused={say} />
      <Body />
      <FirstRunNote />
      <RecipeNote />
    </div>
  )
}
