// Text: which words, in which scene, in which lettering.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act, Section } from '../../components/basics'
import { ChipSet } from '../../components/chip-set'
import { Switch } from '../../components/choices'
import { useSay } from '../../components/live-regions'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { useActions, useAppState } from '../../state/store'
import { lettering } from '../../templates/lettering'
import { wordTemplates } from '../../templates/index'
import { sceneOf, textMockup } from '../../tools/text-mockup'
import { lendsWords, maxTexts, textsFor, textsOfSelection, wordAdvice } from '../../words/text-draft'
import { ModelQualityCount } from '../create/options'
import { Prompt } from '../create/prompt'
import { References } from '../create/references'
import { Targets } from '../create/targets'
import { latestWords } from './latest-words'
import { visionPrice } from './vision-price'
import { WordList } from './word-list'
import { WordResult } from './word-result'

function Words() {
  const actions = useActions()
  const snapshot = useAppState((state) => state.snapshot)
  const text = useAppState((state) => state.text)
  const latest = useAppState(latestWords)
  const own = textsOfSelection(snapshot), texts = textsFor(snapshot, text)
  const [editing, setEditing] = useState(false)
  const typing = editing || text.typed !== null || own.length === 0
  const lender = snapshot?.layers.find(lendsWords)
  const advice = wordAdvice(texts)
  const vision = useAppState(visionPrice)
  const reader = useAppState((state) => (state.settings.readWords === 'on' && state.reader.state === 'off' ? 'ready' : state.reader.state))
  return (
    <div class="stack">
      <Section title={names.words} side={text.typed === null && lender ? `from ${own.length > 1 && lender.type === 'TEXT' ? `${own.length} layers` : lender.name}` : null} />
      {typing ? (
        <textarea
          class="word-box" aria-label={names.exactWords} rows={Math.min(maxTexts, Math.max(2, texts.length))} placeholder={'One text a line, as\nOPEN LATE'} spellcheck={false} maxLength={1200}
          value={text.typed ?? texts.map((one) => one.text).join('\n')} onInput={(event) => actions.editText({ typed: event.currentTarget.value })}
        />
      ) : latest ? <WordResult job={latest.job} result={latest.result} /> : <WordList texts={texts.map((one) => one.text)} verdicts={[]} />}
      <span class="row wrap acts">
        {typing ? null : <Act onPress={() => setEditing(true)}>Edit words</Act>}
        {typing && own.length > 0 ? <Act onPress={() => { setEditing(false); actions.editText({ typed: null }) }}>Words of the selection</Act> : null}
      </span>
      {typing && latest ? <WordResult job={latest.job} result={latest.result} /> : null}
      {texts.length > 1 ? <Switch name={names.mockupEach} value={text.each} onChange={(each) => actions.editText({ each })}>{names.mockupEach}<span class="quiet">, the same scene</span></Switch> : null}
      {texts.length > 1 && text.each && reader !== 'ready' && reader !== 'loading' ? <span class="quiet">Without the reader the others are edits of the whole picture.</span> : null}
      {vision && texts.length > 0 && !latest ? <span class="quiet">{`A vision model reads them afterwards, ${vision} a picture.`}</span> : null}
      {advice ? <NoticeBox tone={advice.tone}>{advice.message}</NoticeBox> : null}
    </div>
  )
}

const letteringChips = (lettering.choices ?? []).map(({ label, words }) => ({ value: words, label }))

export function TextPanel() {
  const actions = useActions()
  const say = useSay()
  const text = useAppState((state) => state.text)
  return (
    <Fragment>
      <Targets />
      <Words />
      <div class="stack word-chips">
        <Section title={names.scene} />
        <ChipSet name={names.scene} value={sceneOf(text).id} chips={wordTemplates.map(({ id, label }) => ({ value: id, label }))} onChoose={(sceneId) => actions.editText({ sceneId })} onRefused={say} />
      </div>
      <div class="stack word-chips">
        <div class="quiet" aria-hidden="true">{names.lettering}</div>
        <ChipSet name={names.lettering} value={text.lettering || lettering.usual} chips={letteringChips} onChoose={(words) => actions.editText({ lettering: words })} onRefused={say} />
      </div>
      <Prompt placeholder={textMockup.placeholder ?? ''} />
      <References />
      <ModelQualityCount />
    </Fragment>
  )
}
