// One picture of History: a press opens it; its star and its menu lie above.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { IconMore16, IconStar16, IconStarFilled16 } from '../components/icons'
import { MenuButton, type MenuEntry } from '../components/menu'
import { listed, names } from '../components/names'
import { Picture } from '../components/picture'
import { recipeOfEntry, type HistoryEntry } from '../jobs/history'
import { pictureOf } from '../jobs/job'
import { recipeText } from '../jobs/recipe-text'
import { formatPrice } from '../money/format-price'
import { firstWords } from '../prompts/clean-prompt'
import { estimateOfOne } from '../state/actions/again'
import { entryIds } from '../state/history-keeper'
import { isMarked } from '../state/marks'
import { useActions, useAppState } from '../state/store'
import { liveOf, modelLabel, timeText, usdText } from './history-view'
import { dragToCanvas } from './results/drag-to-canvas'
import { jobPrice, join } from './results/job-view'

/** The picture itself while this session has it, else its thumbnail. */
export function useEntryPicture(entry: HistoryEntry): string | null {
  const actions = useActions()
  const live = useAppState((state) => { const found = liveOf(state, entry.id); return found ? pictureOf(found.result).url : null })
  const thumb = useAppState(({ history }) => history.thumbs[entry.id] ?? null)
  useEffect(() => { if (live === null && thumb === null) actions.requestEntryThumb(entry.id) }, [live, thumb, entry.id])
  return live ?? (thumb?.state === 'ready' ? thumb.url : null)
}

export function HistoryTile({ entry }: { entry: HistoryEntry }) {
  const actions = useActions()
  const ids = entryIds(entry), src = useEntryPicture(entry)
  const starred = useAppState(({ marks }) => isMarked(marks, 'starred', ids)), rejected = useAppState(({ marks }) => isMarked(marks, 'rejected', ids))
  const live = useAppState((state) => liveOf(state, entry.id)), model = useAppState((state) => modelLabel(state, entry))
  const siblings = useAppState(({ history }) => history.entries.some(({ id, runId }) => runId === entry.runId && id !== entry.id))
  const words = firstWords(entry.prompt), name = listed(words, (siblings || entry.fromFile === true) && entry.targetName)
  const line = join(timeText(entry.at), live ? jobPrice(live.job) : usdText(entry.usd), model), { nodeId } = entry
  const star = (): void => actions.mark('starred', ids, words)
  const entries: MenuEntry[] = [
    { kind: 'check', label: names.star, checked: starred, onPress: star },
    { kind: 'check', label: names.reject, checked: rejected, onPress: () => actions.mark('rejected', ids, words) },
    { kind: 'rule' },
    live ? { kind: 'press', label: `${names.runAgain} · ${formatPrice(estimateOfOne(live.job))}`, onPress: () => actions.runAgain(entry.id) } : { kind: 'press', label: names.runAgain, onPress: () => actions.useEntry(entry.id) },
    { kind: 'press', label: names.showLayer, disabled: nodeId === null, onPress: () => nodeId !== null && actions.showNode(nodeId) },
    ...(live ? [] : [{ kind: 'press' as const, label: names.place, disabled: entry.imageHash === null && !entry.whole, onPress: () => actions.placeEntry(entry.id) }]),
    { kind: 'rule' },
    ...(live ? [{ kind: 'press' as const, label: names.save, onPress: () => actions.saveResult(entry.id) }] : []),
    { kind: 'press', label: names.copyPrompt, onPress: () => actions.copyText(entry.prompt, 'Prompt copied') },
    { kind: 'press', label: names.copyRecipe, onPress: () => actions.copyText(recipeText(recipeOfEntry(entry), { model, quality: entry.quality }), 'Recipe copied') },
  ]
  return (
    <div class={`tile ${starred ? 'starred' : ''}`}>
      <button
        type="button" class="cover-button" aria-label={`Open ${name}`} aria-description={line} title={entry.prompt.slice(0, 400)} {...(live ? dragToCanvas(entry.id) : {})}
        onClick={() => {
          if (!live) return actions.openEntry(entry.id)
          actions.showResult(entry.id)
          actions.go('results')
        }}
      >
        <Picture round src={src} alt={entry.prompt} ratio={1.6} />
      </button>
      <button type="button" class="tile-star" aria-label={`${names.star} ${name}`} aria-pressed={starred} title={starred ? 'Take the star away' : names.star} onClick={star}>{starred ? <IconStarFilled16 /> : <IconStar16 />}</button>
      <span class="tile-line">
        <span class="grow clip strong-name" aria-hidden="true">{words}</span>
        <MenuButton name={`More for ${name}`} class="more" entries={entries} minWidth={192}><IconMore16 /></MenuButton>
      </span>
      <span class="clip quiet num" aria-hidden="true">{line}</span>
    </div>
  )
}
