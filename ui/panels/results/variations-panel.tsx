// The pictures that Inlay put on the selected layer: switched on the canvas, compared, judged, kept.
import { h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Act, Button, Key } from '../../components/basics'
import { Compare } from '../../components/compare'
import { Film, type FilmItem } from '../../components/film'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import { Picture } from '../../components/picture'
import { pictureOf } from '../../jobs/job'
import { cardOf } from '../../state/catalog'
import { isMarked, pictureIds } from '../../state/marks'
import { madeOnLayer } from '../../state/more-like-this'
import type { AppState } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import type { Variations } from '../../state/variations'
import { WordResult } from '../text/word-result'
import { ContrastBadge } from './contrast-badge'
import { dragToCanvas } from './drag-to-canvas'
import { EditSteps } from './edit-steps'
import { jobPrice, join } from './job-view'
import { Judge } from './judge'
import { More } from './more'
import { Proof } from './proof'
import { useHold } from './use-hold'
import { addedBytes, addsText, flattenText } from './variations-view'

/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

const lookUrl = (looks: AppState['looks'], nodeId: string, hash: string): string | null => {
  const look = looks?.nodeId === nodeId ? looks.urls[hash] : undefined
  return look?.state === 'ready' ? look.url : null
}

export function VariationsPanel({ variations: { layer, hashes, shown } }: { variations: Variations }) {
  const actions = useActions()
  const looks = useAppState((state) => state.looks), marks = useAppState((state) => state.marks)
  const jobs = useAppState((state) => state.jobs), runs = useAppState((state) => state.runs)
  /** Hash of the picture that is to be the only one; asked first. */
  const [toFlatten, setToFlatten] = useState<string | null>(null)
  const flattening = toFlatten !== null && toFlatten === shown
  /** After an edit, before and after lie side by side until the designer wants it otherwise. */
  const [wished, setComparing] = useState<boolean | null>(null)
  const comparing = wished ?? layer.steps?.some((step) => step.imageHash === shown) ?? false
  const { id } = layer
  const { held, press } = useHold('o', (on) => actions.holdOriginal(id, on))
  const results = hashes.map((hash) => madeOnLayer({ jobs, runs }, id, hash))
  const at = shown === null ? 0 : hashes.indexOf(shown) + 1
  const made = at > 0 ? results[at - 1] : undefined, cut = made?.job.request.toolId === 'cut-out', larger = made?.job.request.toolId === 'upscale'

  useEffect(() => {
    actions.requestLook(id, '')
    hashes.forEach((hash, index) => {
      if (hash === shown || !results[index]) actions.requestLook(id, hash)
    })
  }, [id, hashes.join(), shown, looks])

  const idsOf = (index: number): string[] => { const result = results[index]?.result; return result ? pictureIds(result) : [hashes[index] ?? ''] }
  const markOf = (index: number): FilmItem['mark'] => (isMarked(marks, 'starred', idsOf(index)) ? 'starred' : isMarked(marks, 'rejected', idsOf(index)) ? 'rejected' : null)
  const original = lookUrl(looks, id, '')
  const current = shown === null || held ? original : lookUrl(looks, id, shown) ?? (made ? pictureOf(made.result).url : null)
  const contrasts = useAppState((state) => state.contrasts)
  const [byContrast, setByContrast] = useState(false)
  const readable = hashes.map((_, index) => contrasts[results[index]?.result.key ?? '']?.ratio ?? 0), measured = readable.filter((ratio) => ratio > 0).length > 1
  const order = [...hashes.keys()].sort((a, b) => (byContrast ? readable[b]! - readable[a]! : a - b))
  const items: FilmItem[] = [
    { key: 'original', name: names.original, caption: names.original, url: original },
    ...order.map((index) => { const hash = hashes[index]!, result = results[index]?.result; return { key: hash, name: `Variation ${index + 1}`, caption: String(index + 1), url: result ? pictureOf(result).url : lookUrl(looks, id, hash), mark: markOf(index) } }),
  ]
  const go = (index: number): void => actions.showVariation(id, index === 0 ? null : hashes[index - 1] ?? null)
  const keep = shown !== null && hashes.length > 1 ? (): void => actions.keepVariation(id, shown, at) : undefined
  const star = (): void => actions.mark('starred', idsOf(at - 1), `Variation ${at}`)
  /** The next one that is not rejected comes up, else the original. */
  const reject = (): void => {
    const was = markOf(at - 1) === 'rejected'
    actions.mark('rejected', idsOf(at - 1), `Variation ${at}`)
    if (was) return
    const order = [...hashes.keys()].map((step) => (at + step) % hashes.length).filter((index) => index !== at - 1)
    const next = order.find((index) => markOf(index) !== 'rejected')
    go(next === undefined ? 0 : next + 1)
  }
  const ratio = Math.min(flattest, Math.max(tallest, layer.width / Math.max(layer.height, 1)))
  const after = shown === null ? null : lookUrl(looks, id, shown)
  const prompt = made ? made.job.words : layer.recipe?.prompt ?? ''
  const words = at === 0 ? 'original' : hashes.length === 1 ? 'variation 1' : `variation ${at} of ${hashes.length}`
  const failed = looks?.nodeId === id && looks.urls['']?.state === 'failed'
  const label = useAppState((state) => (made ? cardOf(state, made.job.providerId, made.job.request.modelId)?.label ?? made.job.request.modelId : null))
  const alt = shown === null || held ? `${layer.name} before` : prompt || `${layer.name} with variation ${at}`
  return (
    <div class="stack shown">
      <div class="section">
        <h2 class="row"><span class="clip">{layer.name}</span><span class="never-cut">{`, ${words}`}</span></h2>
        <span class="quiet">{held ? 'original, while held' : 'shown on the canvas'}</span>
      </div>
      {comparing && original && after && !held ? (
        <div class="stage"><Compare name={names.beforeAndAfter} before={original} after={after} beforeAlt={`${layer.name} before`} afterAlt={prompt || `${layer.name} with variation ${at}`} ratio={ratio} /></div>
      ) : (
        <div
          class="stage" {...press} {...(made ? { title: 'Drag it onto any layer; hold for the original', ...dragToCanvas(made.result.key) } : { title: 'Hold for the original' })}
        >
          <Picture src={current} alt={alt} fit="contain" class="checked" ratio={ratio}>
            {current ? null : <span class="quiet">{failed ? 'No preview of this layer' : ''}</span>}
            {held ? <span class="badge top">Original</span> : null}
            {shown !== null && !held ? <span class="badge right" aria-hidden="true">Hold <b>O</b> original</span> : null}
          </Picture>
        </div>
      )}
      <Film name={names.variations} items={items} at={at === 0 ? 0 : order.indexOf(at - 1) + 1} onGo={(index) => go(index === 0 ? 0 : order[index - 1]! + 1)} onEnter={keep} onStar={at > 0 ? star : undefined} onReject={at > 0 ? reject : undefined} />
      <div class="foot-line hints" aria-hidden="true">
        <span><Key>←</Key> <Key>→</Key> switch</span>
        {keep ? <span><Key>↵</Key> keep</span> : null}
        {shown !== null ? <span><Key>Esc</Key> original</span> : null}
      </div>
      {made ? <span class="row between wrap"><ContrastBadge resultKey={made.result.key} />{measured ? <Act onPress={() => setByContrast(!byContrast)}>{byContrast ? 'In the order they were made' : names.mostReadable}</Act> : null}</span> : null}
      {made ? <WordResult job={made.job} result={made.result} /> : null}
      <Proof result={made?.result} />
      <EditSteps layer={layer} shown={shown} />
      {at > 0 ? (
        <div class="row thirds">
          {keep ? <Button onPress={keep}>{`Keep variation ${at}`}</Button> : null}
          {cut || larger ? null : <More made={made ?? null} />}
        </div>
      ) : null}
      <div class="row between">
        <span class="row wrap acts">
          {original && after ? <Act onPress={() => setComparing(!comparing)}>{comparing ? 'Hide compare' : names.compare}</Act> : null}
          {made?.result.composed?.form === 'whole' ? <Act onPress={() => actions.asNewLayer(made.result.key)}>{names.asNewLayer}</Act> : null}
          <Act onPress={() => actions.keepVariation(id, null, 0)}>{names.restoreOriginal}</Act>
          {at > 0 && !flattening ? <Act onPress={() => setToFlatten(shown)}>{names.flatten}</Act> : null}
          {made && !cut ? <Act onPress={() => actions.finishResult(made.result.key, 'cut-out')}>{names.cutOut}</Act> : null}
          {made && !larger ? <Act onPress={() => actions.finishResult(made.result.key, 'upscale')}>{names.upscale}</Act> : null}
          {made?.result.composed && !larger ? <Act onPress={() => actions.editMask(made.result.key)}>{names.editMask}</Act> : null}
        </span>
        {at > 0 ? <Judge ids={idsOf(at - 1)} name={`Variation ${at}`} /> : null}
      </div>
      {flattening ? (
        <NoticeBox tone="warn" next={<span class="row acts"><Act onPress={() => { setToFlatten(null); actions.keepVariation(id, shown, at, true) }}>{names.flatten}</Act><Act onPress={() => setToFlatten(null)}>Leave it</Act></span>}>
          {flattenText(at, hashes.length - 1, layer.original !== undefined)}
        </NoticeBox>
      ) : hashes.length > 1 ? <NoticeBox tone="info">{addsText(hashes.length, addedBytes(results))}</NoticeBox> : null}
      {prompt || made ? (
        <div class="stack tight">
          {prompt ? <p class="prompt-words">{prompt}</p> : null}
          {made ? <div class="row between quiet num"><span class="clip">{join(label, `${pictureOf(made.result).widthPx} × ${pictureOf(made.result).heightPx}`)}</span><span>{jobPrice(made.job)}</span></div> : null}
        </div>
      ) : null}
      <div class="row wrap acts">
        {made ? <Act onPress={() => actions.saveResult(made.result.key)}>{names.save}</Act> : null}
        {made ? <Act onPress={() => void actions.copyResult(made.result.key)}>{names.copyPicture}</Act> : null}
        {prompt ? <Act onPress={() => actions.copyText(prompt, 'Prompt copied')}>{names.copyPrompt}</Act> : null}
        {prompt ? <Act onPress={() => { actions.editDraft({ prompt }); actions.go('create') }}>Use this prompt</Act> : null}
      </div>
    </div>
  )
}
