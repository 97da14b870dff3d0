// The pictures that Inlay put on the selected layer: switched on the canvas, compared, kept.
import { h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Act, Button, Key } from '../../components/basics'
import { Compare } from '../../components/compare'
import { Film, type FilmItem } from '../../components/film'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import type { AppState } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import type { Variations } from '../../state/variations'
import { dragToCanvas } from './drag-to-canvas'
import { resultOnLayer } from './job-view'
import { EditSteps } from './edit-steps'
import { Proof } from './proof'
import { useHold } from './use-hold'
import { pictureOf } from '../../jobs/job'

/** Width over height of the preview is kept between these, so that the actions stay in sight. */
const flattest = 2.4, tallest = 0.9

const lookUrl = (looks: AppState['looks'], nodeId: string, hash: string): string | null => {
  const look = looks?.nodeId === nodeId ? looks.urls[hash] : undefined
  return look?.state === 'ready' ? look.url : null
}

export function VariationsPanel({ variations: { layer, hashes, shown } }: { variations: Variations }) {
  const actions = useActions()
  const looks = useAppState((state) => state.looks)
  const jobs = useAppState((state) => state.jobs)
  const [comparing, setComparing] = useState(false)
  const { id } = layer
  const { held, press } = useHold('o', (on) => actions.holdOriginal(id, on))
  const results = hashes.map((hash) => resultOnLayer(jobs, id, hash))
  const at = shown === null ? 0 : hashes.indexOf(shown) + 1
  const made = at > 0 ? results[at - 1] : undefined

  useEffect(() => {
    actions.requestLook(id, '')
    hashes.forEach((hash, index) => {
      if (hash === shown || !results[index]) actions.requestLook(id, hash)
    })
  }, [id, hashes.join(), shown, looks])

  const original = lookUrl(looks, id, '')
  const current = shown === null || held ? original : lookUrl(looks, id, shown) ?? (made ? pictureOf(made.result).url : null)
  const items: FilmItem[] = [
    { key: 'original', name: names.original, caption: names.original, url: original },
    ...hashes.map((hash, index) => ({ key: hash, name: `Variation ${index + 1}`, caption: String(index + 1), url: (results[index] ? pictureOf(results[index].result).url : null) ?? lookUrl(looks, id, hash) })),
  ]
  const go = (index: number): void => actions.showVariation(id, index === 0 ? null : hashes[index - 1] ?? null)
  const keep = shown !== null && hashes.length > 1 ? (): void => actions.keepVariation(id, shown, at) : undefined
  const ratio = Math.min(flattest, Math.max(tallest, layer.width / Math.max(layer.height, 1)))
  const after = shown === null ? null : lookUrl(looks, id, shown)
  const prompt = made?.job ? made.prompt : layer.recipe?.prompt ?? ''
  const line = at === 0 ? 'original' : hashes.length === 1 ? 'variation 1' : `variation ${at} of ${hashes.length}`
  const failed = looks?.nodeId === id && looks.urls['']?.state === 'failed'
  return (
    <div class="stack shown">
      <div class="section">
        <h2 class="clip">{layer.name}</h2>
        <span class="quiet">{held ? 'original, while held' : line}</span>
      </div>
      {comparing && original && after && !held ? (
        <div class="stage"><Compare name={names.beforeAndAfter} before={original} after={after} beforeAlt={`${layer.name} before`} afterAlt={prompt || `${layer.name} with variation ${at}`} ratio={ratio} /></div>
      ) : (
        <div
          class="stage" {...press} {...(made ? { title: 'Drag it onto any layer; hold for the original', ...dragToCanvas(made.result.key) } : { title: 'Hold for the original' })}
        >
          <Picture src={current} alt={shown === null || held ? `${layer.name} before` : prompt || `${layer.name} with variation ${at}`} fit="contain" class="checked" ratio={ratio}>
            {current ? null : <span class="quiet">{failed ? 'No preview of this layer' : ''}</span>}
            {held ? <span class="badge top">Original</span> : null}
          </Picture>
        </div>
      )}
      <Film name={names.variations} items={items} at={at} onGo={go} onEnter={keep} />
      <div class="foot-line" aria-hidden="true">
        <span><Key>←</Key> <Key>→</Key> switch on the canvas</span>
        <span>hold <Key>O</Key> original</span>
      </div>
      <Proof result={made?.result} />
      <EditSteps layer={layer} shown={shown} />
      {keep ? <Button onPress={keep}>{`Keep variation ${at}`}</Button> : null}
      {made ? (
        <div class="row thirds">
          <Button secondary onPress={() => actions.saveResult(made.result.key)}>{names.save}</Button>
          <Button secondary onPress={() => void actions.copyResult(made.result.key)}>{names.copyPicture}</Button>
        </div>
      ) : null}
      {prompt ? <p class="prompt-words">{prompt}</p> : null}
      <div class="row wrap acts">
        {original && after ? <Act onPress={() => setComparing(!comparing)}>{comparing ? 'Hide before and after' : 'Compare with before'}</Act> : null}
        {prompt ? <Act onPress={() => actions.copyText(prompt, 'Prompt copied')}>{names.copyPrompt}</Act> : null}
        {prompt ? <Act onPress={() => { actions.editDraft({ prompt }); actions.go('create') }}>Use this prompt</Act> : null}
        {made?.result.composed?.form === 'whole' ? <Act onPress={() => actions.asNewLayer(made.result.key)}>{names.asNewLayer}</Act> : null}
        <Act onPress={() => actions.keepVariation(id, null, 0)}>{names.restoreOriginal}</Act>
        {made?.result.composed ? <Act onPress={() => actions.editMask(made.result.key)}>{names.editMask}</Act> : null}
      </div>
    </div>
  )
}
