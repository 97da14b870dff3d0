// One result large, the others of its run as a film strip, and what can be done with it.
import { h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Act, Button, Key } from '../../components/basics'
import { listed, names } from '../../components/names'
import { Picture } from '../../components/picture'
import type { Job, JobResult, Run } from '../../jobs/job'
import { useActions, useAppState } from '../../state/store'
import { dragToCanvas } from './drag-to-canvas'
import { isPlaced } from '../../state/run-events'
import { jobPrice, join, nameOf, placedText } from './job-view'

export type Shown = { run: Run; job: Job; result: JobResult; siblings: { job: Job; result: JobResult }[] }
/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

function Film({ shown }: { shown: Shown }) {
  const actions = useActions()
  const film = useRef<HTMLDivElement>(null)
  const at = shown.siblings.findIndex((one) => one.result.key === shown.result.key)
  useEffect(() => film.current?.querySelector<HTMLElement>('.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [at])
  const go = (index: number): void => {
    const next = shown.siblings[index]
    if (!next) return
    actions.showResult(next.result.key)
    ;(film.current?.children[index] as HTMLElement | undefined)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = shown.siblings.length - 1
    const to = { ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), Home: 0, End: last }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <div ref={film} class="film" role="radiogroup" aria-label={names.pictures} onKeyDown={onKeyDown}>
      {shown.siblings.map(({ job, result }, index) => (
        <button key={result.key} type="button" role="radio" aria-checked={index === at} tabIndex={index === at ? 0 : -1} aria-label={listed(`Picture ${index + 1}`, nameOf(job, result.index))} class={index === at ? 'on' : ''} onClick={() => go(index)}>
          <Picture src={result.url} alt="" />
          <span class="num">{index + 1}</span>
        </button>
      ))}
    </div>
  )
}

export function ShownResult({ shown, onClose }: { shown: Shown; onClose: (() => void) | null }) {
  const actions = useActions()
  const label = useAppState((state) => state.catalog.cards.find((card) => card.id === shown.job.request.modelId)?.label ?? shown.job.request.modelId)
  const quality = useAppState((state) => state.catalog.cards.find((card) => card.id === shown.job.request.modelId)?.qualities.find((one) => one.id === shown.job.request.quality)?.label ?? shown.job.request.quality)
  const { run, job, result, siblings } = shown
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
        <Picture src={result.url} alt={prompt} fit="contain" class="checked" ratio={Math.min(flattest, Math.max(tallest, result.widthPx / result.heightPx))} />
      </div>
      {siblings.length > 1 ? <Film shown={shown} /> : null}
      {siblings.length > 1 ? (
        <div class="foot-line" aria-hidden="true">
          <span><Key>←</Key> <Key>→</Key> switch</span>
          <span>Drag it onto any layer</span>
        </div>
      ) : null}
      <div class="row thirds">
        {isPlaced(result) && nodeId ? <Button onPress={() => actions.showNode(nodeId)}>{names.show}</Button> : <Button action="place" onPress={() => actions.place(result.key)}>{names.place}</Button>}
        <Button secondary onPress={() => actions.saveResult(result.key)}>{names.save}</Button>
        <Button secondary onPress={() => void actions.copyResult(result.key)}>{names.copyPicture}</Button>
      </div>
      <div class="stack tight">
        <p class="prompt-words">{prompt}</p>
        <div class="row between quiet num">
          <span class="clip">{join(label, quality, `${result.widthPx} × ${result.heightPx}`)}</span>
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
