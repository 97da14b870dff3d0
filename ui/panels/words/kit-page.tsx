// The brand kit of the file: what it says, what people made of it, its moodboards, and what wins over it.
import { Fragment, h } from 'preact'
import { useEffect } from 'preact/hooks'
import { Act, Section } from '../../components/basics'
import { Switch } from '../../components/choices'
import { IconImage16 } from '../../components/icons'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import { TextArea } from '../../components/text-area'
import { cleanKitText, kitColours, maxKitText, maxMoodboards } from '../../brand/kit'
import { useActions, useAppState } from '../../state/store'
import { SubHead } from '../head'

const order = ['Your words', 'Your references', 'The picture of the series', 'The brand kit']

function Moodboard({ id, name }: { id: string; name: string }) {
  const actions = useActions()
  const thumbnail = useAppState((state) => state.thumbnails[`${id}:look`])
  useEffect(() => actions.requestThumbnail(id, 'look'), [id])
  return (
    <div role="listitem" class="row">
      <Picture class="picker-thumb" src={thumbnail?.state === 'ready' ? thumbnail.url : null} alt="">{thumbnail?.state === 'ready' ? null : <IconImage16 />}</Picture>
      <span class="grow clip">{name}</span>
      <Act name={`Remove ${name}`} onPress={() => actions.removeMoodboard(id)}>Remove</Act>
    </div>
  )
}

export function KitPage() {
  const actions = useActions()
  const { kit, kitRead, kitOn } = useAppState((state) => state.words)
  const snapshot = useAppState((state) => state.snapshot)
  useEffect(() => void actions.readKit(), [])
  const sent = cleanKitText(kit.text), colours = kitColours(kit.text)
  const addable = (snapshot?.layers ?? []).filter(({ id, problem, type }) => problem === null && type !== 'TEXT' && !kit.moodboards.some((board) => board.id === id))
  return (
    <Fragment>
      <SubHead page="kit" side={<Act onPress={() => void actions.resetKit()}>Read the file again</Act>} />
      <main class="body">
        <div class="form roomy">
          <div class="stack">
            <Switch name={names.useBrandKit} value={kitOn} onChange={actions.useKit}>{names.useBrandKit}</Switch>
            <span class="quiet">Kept with this file for everybody who works in it. Each person switches it on.</span>
          </div>
          <div class="stack">
            <Section title="What it says" side={`${sent.length} of ${maxKitText}`} />
            {colours.length > 0 ? <div class="swatches" aria-hidden="true">{colours.map((colour) => <i key={colour} title={colour} style={{ background: colour.slice(-7) }} />)}</div> : null}
            <TextArea name={names.kitText} rows={8} value={kit.text} placeholder={kitRead ? 'This file has no colour variables, colour styles or type styles yet. Describe the look here: light, framing, colours.' : 'Reading the file'} onInput={actions.editKit} />
            {kit.text.length > maxKitText ? <span class="warn">Only the first {maxKitText.toLocaleString('en-US')} characters are sent.</span> : <span class="quiet">One line a colour or type style, from variables and styles. Change, add or delete lines; the others follow the file.</span>}
          </div>
          <div class="stack">
            <Section title="Moodboards" side={`${kit.moodboards.length} of ${maxMoodboards}`} />
            {kit.moodboards.length > 0 ? <div class="stack" role="list" aria-label={names.moodboards}>{kit.moodboards.map((board) => <Moodboard key={board.id} {...board} />)}</div> : <span class="quiet">A frame called Moodboard is found by itself; or select a frame.</span>}
            {addable.length > 0 && kit.moodboards.length < maxMoodboards ? <Act onPress={() => actions.addMoodboards(addable)}>{addable.length === 1 ? `Mark ${addable[0]!.name} as moodboard` : `Mark ${addable.length} layers as moodboards`}</Act> : null}
          </div>
          <div class="stack tight">
            <Section title="What wins" />
            <ol class="order" aria-label={names.precedence}>{order.map((one) => <li key={one}>{one}</li>)}</ol>
            <span class="quiet">What comes first wins. Pictures of the kit are left out when the model has no room for them.</span>
          </div>
        </div>
      </main>
    </Fragment>
  )
}
