// Each frame its own prompt: the pattern, what it is made of, and the rows before anything is sent.
import { Fragment, h } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { commonTextNames } from '../../batch/card-words'
import { wordsOfPlan } from '../../batch/fill-rows'
import { patternWords } from '../../batch/pattern'
import { Act, Button } from '../../components/basics'
import { CheckBox } from '../../components/check-box'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { PromptBox } from '../../components/prompt-box'
import { sumEstimates } from '../../money/estimate'
import { formatPrice } from '../../money/format-price'
import { checkFinals, planRowsOf } from '../../state/actions/fill'
import { useActions, useAppState } from '../../state/store'
import { finalQualityOf } from '../../tools/fill'
import { draftCard } from '../create/choose-model'
import { MoreOptions } from '../create/more-options'
import { FillOptions } from '../create/options'
import { References } from '../create/references'
import { FillTable } from './fill-table'
import { planTitle } from './fill-view'
import { PasteRows } from './paste-rows'
import { PromptFor } from './prompt-for'

/** px: wide enough for the plan as a table. */
const widened = { width: 900, height: 680 }
const nothing = (): void => undefined

function Pattern() {
  const actions = useActions()
  const pattern = useAppState((state) => state.fill.pattern)
  const own = useAppState((state) => (state.fillTargets ? commonTextNames([...wordsOfPlan(state.fillTargets).values()]) : []))
  const box = useRef<HTMLTextAreaElement>(null)
  const words = [...patternWords, ...own.map((name) => ({ token: `{text:${name}}`, label: name }))]
  const insert = (token: string): void => {
    const at = box.current?.selectionEnd ?? pattern.length
    actions.editFill({ pattern: pattern.slice(0, at) + token + pattern.slice(at) })
    box.current?.focus()
    requestAnimationFrame(() => box.current?.setSelectionRange(at + token.length, at + token.length))
  }
  return (
    <div class="field plan-pattern">
      <div class="name" aria-hidden="true">{names.pattern}</div>
      <PromptBox name={names.pattern} value={pattern} placeholder="photo of {title}" mentions={pattern.match(/\{[^{}\n]{1,200}\}/g) ?? []} boxRef={box} onInput={(value) => actions.editFill({ pattern: value })} onAt={nothing} onMentionRemoved={nothing} onRecall={nothing}>
        <span class="row wrap pattern-words" role="group" aria-label={names.patternWords}>
          {words.map(({ token, label }) => <button key={token} type="button" class="chip" title={`Puts ${token} into the pattern`} onClick={() => insert(token)}>{label}</button>)}
        </span>
      </PromptBox>
    </div>
  )
}

/** Approved drafts once more in final quality; there is nothing to show before one was approved. */
function Finals() {
  const actions = useActions()
  const card = useAppState(draftCard)
  const quality = useAppState((state) => finalQualityOf(draftCard(state), state.fill.finalQuality))
  const finals = useAppState((state) => {
    const check = checkFinals(state)
    return check ? { count: check.allowed, label: check.breach && check.allowed < check.jobs.length ? `${check.allowed} of ${check.jobs.length}` : `${check.jobs.length}`, price: formatPrice(sumEstimates(check.estimates.slice(0, check.allowed))), blocked: check.blocked?.message ?? null } : null
  })
  if (!finals) return null
  return (
    <div class="plan-finals">
      <span class="strong-name num">{finals.label} approved</span>
      <Combobox name={names.finalQuality} minWidth={120} value={quality} choices={card.qualities.map(({ id, label }) => ({ value: id, label }))} onChoose={(id) => actions.editFill({ finalQuality: id })} />
      <Button secondary busy={finals.count === 0} name={`${names.makeFinals} ${finals.label} · ${finals.price}`} onPress={actions.makeFinals}>{names.makeFinals} · {finals.price}</Button>
    </div>
  )
}

export function FillPlan() {
  const actions = useActions()
  const rows = useAppState(planRowsOf)
  const targets = useAppState((state) => state.fillTargets)
  const share = useAppState((state) => state.fill.share)
  const left = useAppState((state) => ({ more: state.snapshot?.more ?? 0, blocked: state.snapshot?.layers.filter(({ role, problem }) => role === 'target' && problem !== null).length ?? 0 }))
  const hasReferences = useAppState((state) => state.draft.references.length > 0)
  const [pasting, setPasting] = useState(false)
  if (!targets) return null
  const words = wordsOfPlan(targets), on = rows.filter((row) => row.on).length
  const selected = targets.selected.length
  const notes = [left.blocked > 0 ? `${left.blocked} ${left.blocked === 1 ? 'layer is' : 'layers are'} locked, hidden or too small and left out.` : '', left.more > 0 ? `${left.more} more are selected: a plan holds 200.` : ''].filter(Boolean)
  return (
    <Fragment>
      <div class="plan-head">
        <PromptFor />
        <div class="row between">
          <span class="quiet num clip">{selected > 0 ? `${selected} of ${rows.length} frames selected` : planTitle(rows, rows.map(({ id }) => words.get(id)?.section ?? null), targets.pageName)}</span>
          {selected > 0 ? <Act onPress={actions.approveSelected}>{names.approveSelected}</Act> : <span class="widen"><Act onPress={() => actions.resize(widened)}>{names.widen}</Act></span>}
        </div>
      </div>
      <div class="plan-top">
        <Pattern />
        <FillOptions />
      </div>
      {hasReferences ? <References /> : null}
      <MoreOptions />
      <div class="stack">
        <div class="row between wrap plan-line">
          <span class="num"><b>{on} of {rows.length}</b> rows on</span>
          <CheckBox name={names.sharePrompts} value={share} onChange={(value) => actions.editFill({ share: value })}>{names.sharePrompts}</CheckBox>
          <span class="row acts">
            <Act expanded={pasting} onPress={() => setPasting(!pasting)}>{names.pasteRows}</Act>
            <Act onPress={actions.copyRows}>{names.copyRows}</Act>
            <Act onPress={actions.readWordsAgain}>Read words again</Act>
          </span>
        </div>
        {pasting ? <PasteRows onClose={() => setPasting(false)} /> : null}
        {notes.map((note) => <p key={note} class="quiet">{note}</p>)}
        <Finals />
        <FillTable rows={rows} reading={targets.nodes === null} />
      </div>
    </Fragment>
  )
}
