// One picture of History: a press opens it; its star and its menu lie above.
import { h } from 'preact'
import { IconMore16, IconStar16, IconStarFilled16 } from '../components/icons'
import { MenuButton, type MenuEntry } from '../components/menu'
import { listed, names } from '../components/names'
import { Picture } from '../components/picture'
import { pictureOf } from '../jobs/job'
import { formatPrice } from '../money/format-price'
import { firstWords } from '../prompts/clean-prompt'
import { estimateOfOne } from '../state/actions/again'
import { isMarked, pictureIds } from '../state/marks'
import { useActions, useAppState } from '../state/store'
import { timeText, type Entry } from './history-view'
import { dragToCanvas } from './results/drag-to-canvas'
import { jobPrice, join } from './results/job-view'
import { recipeText } from './results/recipe-text'

export function HistoryTile({ entry: { run, job, result, model, at } }: { entry: Entry }) {
  const actions = useActions()
  const ids = pictureIds(result)
  const starred = useAppState(({ marks }) => isMarked(marks, 'starred', ids)), rejected = useAppState(({ marks }) => isMarked(marks, 'rejected', ids))
  const words = firstWords(run.prompt), name = listed(words, run.jobIds.length > 1 && job.targetName), prompt = job.words || run.prompt
  const line = join(timeText(at), model, jobPrice(job)), nodeId = result.outcome?.nodeId
  const star = (): void => actions.mark('starred', ids, words)
  const entries: MenuEntry[] = [
    { kind: 'check', label: names.star, checked: starred, onPress: star },
    { kind: 'check', label: names.reject, checked: rejected, onPress: () => actions.mark('rejected', ids, words) },
    { kind: 'rule' },
    { kind: 'press', label: `${names.runAgain} · ${formatPrice(estimateOfOne(job))}`, onPress: () => actions.runAgain(result.key) },
    { kind: 'press', label: names.showLayer, disabled: nodeId === undefined, onPress: () => nodeId !== undefined && actions.showNode(nodeId) },
    { kind: 'rule' },
    { kind: 'press', label: names.save, onPress: () => actions.saveResult(result.key) },
    { kind: 'press', label: names.copyPrompt, onPress: () => actions.copyText(prompt, 'Prompt copied') },
    { kind: 'press', label: names.copyRecipe, onPress: () => actions.copyText(recipeText({ job, result, model, quality: job.request.quality }), 'Recipe copied') },
  ]
  return (
    <div class={`tile ${starred ? 'starred' : ''}`}>
      <button
        type="button" class="cover-button" aria-label={`Open ${name}`} aria-description={line} title={run.prompt} {...dragToCanvas(result.key)}
        onClick={() => {
          actions.showResult(result.key)
          actions.go('results')
        }}
      >
        <Picture round src={pictureOf(result).url} alt={prompt} ratio={1.6} />
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
