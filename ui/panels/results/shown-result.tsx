// One result large, the others of its run as a film strip, and what can be done with it.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { Act, Button, Key } from '../../components/basics'
import { Film } from '../../components/film'
import { listed, names } from '../../components/names'
import { Picture } from '../../components/picture'
import { pictureOf, type Job, type JobResult, type Run } from '../../jobs/job'
import { recipeOfEntry } from '../../jobs/history'
import { recipeText } from '../../jobs/recipe-text'
import { formatPrice } from '../../money/format-price'
import { estimateOfOne } from '../../state/actions/again'
import { cardOf } from '../../state/catalog'
import { entryById } from '../../state/history-entries'
import { isMarked, pictureIds } from '../../state/marks'
import { isInPlace, isRescued } from '../../state/run-events'
import { useActions, useAppState } from '../../state/store'
import { WordResult } from '../text/word-result'
import { ContrastBadge } from './contrast-badge'
import { dragToCanvas } from './drag-to-canvas'
import { jobPrice, join, nameOf, placedText } from './job-view'
import { Judge } from './judge'
import { Proof } from './proof'

export type Shown = { run: Run; job: Job; result: JobResult; siblings: { job: Job; result: JobResult }[] }
/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

export function ShownResult({ shown, onClose }: { shown: Shown; onClose: (() => void) | null }) {
  const actions = useActions()
  const { run, job, result, siblings } = shown
  const picture = pictureOf(result)
  useEffect(() => actions.wantWhole(result.key), [result.key])
  const card = useAppState((state) => cardOf(state, job.providerId, job.request.modelId))
  const marks = useAppState((state) => state.marks), entry = useAppState((state) => entryById(state, result.key))
  const label = card?.label ?? job.request.modelId, quality = card?.qualities.find((one) => one.id === job.request.quality)?.label ?? job.request.quality
  const at = siblings.findIndex((one) => one.result.key === result.key)
  const nodeId = result.outcome?.nodeId
  const name = job.placements[result.index]?.mode === 'new-layer' ? job.placements[result.index]?.layerName ?? job.targetName : job.targetName
  const prompt = job.words || run.prompt || 'Demo picture'
  const inCell = useAppState((state) => state.boards[run.id] !== undefined)
  const ids = pictureIds(result), called = siblings.length > 1 ? `Picture ${at + 1}` : name
  const go = (index: number): void => { if (siblings[index]) actions.showResult(siblings[index].result.key) }
  const markOf = (one: JobResult) => (isMarked(marks, 'starred', pictureIds(one)) ? 'starred' as const : isMarked(marks, 'rejected', pictureIds(one)) ? 'rejected' as const : null)
  const reject = (): void => {
    const was = markOf(result) === 'rejected'
    actions.mark('rejected', ids, called)
    const next = [...siblings.slice(at + 1), ...siblings.slice(0, at)].find((one) => markOf(one.result) !== 'rejected')
    if (!was && next) actions.showResult(next.result.key)
  }
  return (
    <div class="stack shown" onKeyDown={(event) => {
      if (event.key !== 'Escape' || !onClose) return
      event.preventDefault()
      onClose()
    }}>
      <div class="section">
        <h2 class="row"><span class="clip">{name}</span>{siblings.length > 1 ? <span class="never-cut">{`, ${at + 1} of ${siblings.length}`}</span> : null}</h2>
        <span class={result.placeError ? 'bad' : 'quiet'}>{placedText(result)}</span>
      </div>
      <div class="stage" title="Drag it onto the canvas" {...dragToCanvas(result.key)}>
        <Picture src={picture.url} alt={prompt} fit="contain" class="checked" ratio={Math.min(flattest, Math.max(tallest, picture.widthPx / picture.heightPx))} />
      </div>
      {siblings.length > 1 ? (
        <Film
          name={names.pictures} at={at} onGo={go} onStar={() => actions.mark('starred', ids, called)} onReject={reject}
          items={siblings.map((one, index) => ({ key: one.result.key, name: listed(`Picture ${index + 1}`, nameOf(one.job, one.result.index)), caption: String(index + 1), url: pictureOf(one.result).url, mark: markOf(one.result) }))}
        />
      ) : null}
      <div class="foot-line hints" aria-hidden="true">
        <span>{siblings.length > 1 ? <span><Key>←</Key> <Key>→</Key> switch</span> : null}</span>
        <span>Drag it onto any layer</span>
      </div>
      <ContrastBadge resultKey={result.key} />
      <WordResult job={job} result={result} />
      <Proof result={result} />
      {inCell ? <Button onPress={() => actions.useCell(job.id)}>{names.useThis}</Button> : null}
      <div class="row thirds">
        {isInPlace(result) && nodeId ? <Button onPress={() => actions.showNode(nodeId)}>{names.show}</Button> : <Button action="place" onPress={() => actions.place(result.key)}>{names.place}</Button>}
        <Button secondary onPress={() => actions.saveResult(result.key)}>{names.save}</Button>
        <Button secondary onPress={() => void actions.copyResult(result.key)}>{names.copyPicture}</Button>
      </div>
      <div class="row between">
        <span class="row wrap acts">
          {card === null ? null : <Act onPress={() => actions.runAgain(result.key)}>{`${names.runAgain} · ${formatPrice(estimateOfOne(job))}`}</Act>}
          {isInPlace(result) ? <Act action="place" onPress={() => actions.place(result.key)}>Place again</Act> : null}
          {isRescued(result) && nodeId ? <Act onPress={() => actions.showNode(nodeId)}>Show in Rescued results</Act> : null}
          {isInPlace(result) && nodeId && job.request.toolId !== 'cut-out' ? <Act onPress={() => actions.finishResult(result.key, 'cut-out')}>{names.cutOut}</Act> : null}
          {isInPlace(result) && nodeId && job.request.toolId !== 'upscale' ? <Act onPress={() => actions.finishResult(result.key, 'upscale')}>{names.upscale}</Act> : null}
          {onClose ? <Act onPress={onClose}>All pictures</Act> : null}
        </span>
        <Judge ids={ids} name={called} />
      </div>
      <div class="stack tight">
        <p class="prompt-words">{prompt}</p>
        <div class="row between quiet num">
          <span class="clip">{join(label, quality, `${picture.widthPx} × ${picture.heightPx}`)}</span>
          <span>{jobPrice(job)}</span>
        </div>
        {result.revisedPrompt && result.revisedPrompt !== prompt ? <p class="prompt-words quiet">The service made of it: {result.revisedPrompt}</p> : null}
        {job.error && !isInPlace(result) ? <p class="prompt-words quiet">{job.error.message}</p> : null}
        {job.warnings.map((warning) => <p key={warning.code} class="prompt-words quiet">{warning.message}</p>)}
      </div>
      <div class="row wrap acts">
        <Act onPress={() => actions.copyText(prompt, 'Prompt copied')}>{names.copyPrompt}</Act>
        {entry ? <Act onPress={() => actions.copyText(recipeText(recipeOfEntry(entry), { model: label, quality }), 'Recipe copied')}>{names.copyRecipe}</Act> : null}
        <Act onPress={() => { actions.editDraft({ prompt }); actions.go('create') }}>Use this prompt</Act>
      </div>
    </div>
  )
}
