// One result large, the others of its run as a film strip, and what can be done with it.
import { h } from 'preact'
import { Act, Button, Key } from '../../components/basics'
import { Film } from '../../components/film'
import { listed, names } from '../../components/names'
import { Picture } from '../../components/picture'
import { pictureOf, type Job, type JobResult, type Run } from '../../jobs/job'
import { useActions, useAppState } from '../../state/store'
import { dragToCanvas } from './drag-to-canvas'
import { isPlaced } from '../../state/run-events'
import { Proof } from './proof'
import { jobPrice, join, nameOf, placedText } from './job-view'

export type Shown = { run: Run; job: Job; result: JobResult; siblings: { job: Job; result: JobResult }[] }
/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

export function ShownResult({ shown, onClose }: { shown: Shown; onClose: (() => void) | null }) {
  const actions = useActions()
  const label = useAppState((state) => state.catalog.cards.find((card) => card.id === shown.job.request.modelId)?.label ?? shown.job.request.modelId)
  const quality = useAppState((state) => state.catalog.cards.find((card) => card.id === shown.job.request.modelId)?.qualities.find((one) => one.id === shown.job.request.quality)?.label ?? shown.job.request.quality)
  const { run, job, result, siblings } = shown
  const picture = pictureOf(result)
  const at = siblings.findIndex((one) => one.result.key === result.key)
  const nodeId = result.outcome?.nodeId
  const name = job.placements[result.index]?.mode === 'new-layer' ? job.placements[result.index]?.layerName ?? job.targetName : job.targetName
  const prompt = run.prompt || 'Demo picture'
  return (
    <div class="stack shown" onKeyDown={(event) => {
      if (event.key !== 'Escape' || !onClose) return
      event.preventDefault()
      onClose()
    }}>
      <div class="section">
        <h2 class="clip">{siblings.length > 1 ? `${name}, ${at + 1} of ${siblings.length}` : name}</h2>
        <span class={result.placeError ? 'bad' : 'quiet'}>{placedText(result)}</span>
      </div>
      <div class="stage" title="Drag it onto the canvas" {...dragToCanvas(result.key)}>
        <Picture src={picture.url} alt={prompt} fit="contain" class="checked" ratio={Math.min(flattest, Math.max(tallest, picture.widthPx / picture.heightPx))} />
      </div>
      {siblings.length > 1 ? (
        <Film
          name={names.pictures} at={at} onGo={(index) => siblings[index] && actions.showResult(siblings[index].result.key)}
          items={siblings.map((one, index) => ({ key: one.result.key, name: listed(`Picture ${index + 1}`, nameOf(one.job, one.result.index)), caption: String(index + 1), url: pictureOf(one.result).url }))}
        />
      ) : null}
      {siblings.length > 1 ? (
        <div class="foot-line" aria-hidden="true">
          <span><Key>←</Key> <Key>→</Key> switch</span>
          <span>Drag it onto any layer</span>
        </div>
      ) : null}
      <Proof result={result} />
      <div class="row thirds">
        {isPlaced(result) && nodeId ? <Button onPress={() => actions.showNode(nodeId)}>{names.show}</Button> : <Button action="place" onPress={() => actions.place(result.key)}>{names.place}</Button>}
        <Button secondary onPress={() => actions.saveResult(result.key)}>{names.save}</Button>
        <Button secondary onPress={() => void actions.copyResult(result.key)}>{names.copyPicture}</Button>
      </div>
      <div class="stack tight">
        <p class="prompt-words">{prompt}</p>
        <div class="row between quiet num">
          <span class="clip">{join(label, quality, `${picture.widthPx} × ${picture.heightPx}`)}</span>
          <span>{jobPrice(job)}</span>
        </div>
        {result.revisedPrompt && result.revisedPrompt !== run.prompt ? <p class="prompt-words quiet">The service made of it: {result.revisedPrompt}</p> : null}
        {job.warnings.map((warning) => <p key={warning.code} class="prompt-words quiet">{warning.message}</p>)}
      </div>
      <div class="row wrap acts">
        <Act onPress={() => actions.copyText(run.prompt, 'Prompt copied')}>{names.copyPrompt}</Act>
        <Act onPress={() => { actions.editDraft({ prompt: run.prompt }); actions.go('create') }}>Use this prompt</Act>
        {isPlaced(result) ? <Act action="place" onPress={() => actions.place(result.key)}>Place again</Act> : null}
        {onClose ? <Act onPress={onClose}>All pictures</Act> : null}
      </div>
    </div>
  )
}
