// The place where pictures begin: tool, targets, prompt, references, options.
import { h } from 'preact'
import { Act } from '../../components/basics'
import { useSay } from '../../components/live-regions'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { ToolStrip } from '../../components/tool-strip'
import { useActions, useAppState } from '../../state/store'
import { draftCard } from './choose-model'
import { MoreOptions } from './more-options'
import { Options } from './options'
import { Prompt } from './prompt'
import { References } from './references'
import { Targets } from './targets'
import { picturesSelected, toolItems } from './tools'

function FirstRunNote() {
  const actions = useActions()
  const wanted = useAppState((state) => state.ready && !state.settings.hintsDone && state.keys.length === 0 && draftCard(state).price.kind === 'free')
  if (!wanted) return null
  return (
    <NoticeBox tone="info" onClose={() => actions.saveSettings({ hintsDone: true })} next={<Act onPress={() => actions.openSub('settings')}>Add a key</Act>}>
      Demo draws sample pictures on this device. Your own key brings GPT Image 2.
    </NoticeBox>
  )
}

export function CreatePanel() {
  const say = useSay()
  const items = toolItems(useAppState(picturesSelected))
  return (
    <div class="form">
      <ToolStrip name={names.tool} items={items} value="generate" onChoose={() => undefined} onRefused={say} />
      <Targets />
      <Prompt />
      <References />
      <Options />
      <MoreOptions />
      <FirstRunNote />
    </div>
  )
}
