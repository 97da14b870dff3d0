// A picture of an earlier session, with its request and what can be done with it.
import { h } from 'preact'
import { Act, Button } from '../components/basics'
import { names } from '../components/names'
import { Picture } from '../components/picture'
import { recipeOfEntry, type HistoryEntry } from '../jobs/history'
import { recipeText } from '../jobs/recipe-text'
import { firstWords } from '../prompts/clean-prompt'
import { entryIds } from '../state/history-keeper'
import { useActions, useAppState } from '../state/store'
import { useEntryPicture } from './history-tile'
import { dayText, modelLabel, timeText, usdText, whereText } from './history-view'
import { join } from './results/job-view'
import { Judge } from './results/judge'

/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

export function ShownEntry({ entry }: { entry: HistoryEntry }) {
  const actions = useActions()
  const src = useEntryPicture(entry), model = useAppState((state) => modelLabel(state, entry))
  const quality = useAppState(({ catalog }) => catalog.cards.find(({ id }) => id === entry.modelId)?.qualities.find(({ id }) => id === entry.quality)?.label ?? entry.quality)
  const { nodeId, prompt } = entry, words = firstWords(prompt)
  const back = (): void => actions.openEntry(null)
  return (
    <div class="stack shown" onKeyDown={(event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      back()
    }}>
      <div class="section">
        <h2 class="clip">{entry.targetName || words}</h2>
        <span class="quiet">{whereText(entry)}</span>
      </div>
      <div class="stage"><Picture src={src} alt={prompt} fit="contain" class="checked" ratio={Math.min(flattest, Math.max(tallest, entry.widthPx / entry.heightPx))} /></div>
      <div class="row thirds">
        <Button onPress={() => void actions.useEntry(entry.id)}>{names.runAgain}</Button>
        <Button secondary action="place" disabled={entry.imageHash === null && !entry.whole} onPress={() => actions.placeEntry(entry.id)}>{names.place}</Button>
        <Button secondary disabled={nodeId === null} onPress={() => nodeId !== null && actions.showNode(nodeId)}>{names.showLayer}</Button>
      </div>
      <div class="row between">
        <Act onPress={back}>All pictures</Act>
        <Judge ids={entryIds(entry)} name={words} />
      </div>
      <div class="stack tight">
        <p class="prompt-words">{prompt || 'The prompt is not kept with this picture.'}</p>
        <div class="row between quiet num">
          <span class="clip">{join(model, quality, `${entry.widthPx} × ${entry.heightPx}`)}</span>
          <span>{usdText(entry.usd)}</span>
        </div>
        <p class="quiet num">{join(entry.at > 0 && `${dayText(entry.at, Date.now())}, ${timeText(entry.at)}`, entry.references.length > 0 && `${entry.references.length} ${entry.references.length === 1 ? 'reference' : 'references'}`, entry.fromFile && 'known by its layer only')}</p>
      </div>
      <div class="row wrap acts">
        <Act onPress={() => actions.copyText(prompt, 'Prompt copied')}>{names.copyPrompt}</Act>
        <Act onPress={() => actions.copyText(recipeText(recipeOfEntry(entry), { model, quality }), 'Recipe copied')}>{names.copyRecipe}</Act>
      </div>
    </div>
  )
}
