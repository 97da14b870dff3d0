// What a finished mockup says, and putting it right: drawn anew in place, or as live text over a cleaned picture.
import { Fragment, h } from 'preact'
import { Act } from '../../components/basics'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import type { Job, JobResult } from '../../jobs/job'
import { formatPrice } from '../../money/format-price'
import type { WordVerdict } from '../../on-device/reading/compare-words'
import { checkCorrection } from '../../state/correction'
import { visionPrice } from './vision-price'
import type { AppState } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import type { Correction } from '../../words/plan-correction'
import { toCorrect } from '../../words/word-check'
import { ReaderOffer } from './reader-offer'
import { WordList } from './word-list'

/** Price of a correction; null where there is none. */
const priceOf = (state: AppState, key: string, kind: Correction): string | null => {
  const found = checkCorrection(state, key, kind)
  return found?.planned ? formatPrice(found.check.estimate) : null
}

function Says({ verdict }: { verdict: WordVerdict }) {
  if (verdict.verdict === 'unsure') return <span>It is not clear whether the picture says <b>{verdict.expected}</b>: {verdict.why}.</span>
  return verdict.read === '' ? <span>The picture does not say <b>{verdict.expected}</b>.</span> : <span>The picture says <b>{verdict.read}</b> where it should say <b>{verdict.expected}</b>.</span>
}

/** Nothing for pictures without words. */
export function WordResult({ job, result }: { job: Job; result: JobResult }) {
  const actions = useActions(), { key } = result
  const check = useAppState((state) => state.wordChecks[key] ?? null)
  const reader = useAppState((state) => state.reader.state)
  const vision = useAppState(visionPrice)
  const fix = useAppState((state) => priceOf(state, key, 'fix')), live = useAppState((state) => priceOf(state, key, 'live'))
  const letters = job.letters ?? []
  if (letters.length === 0) return null
  const verdicts = check?.verdicts ?? [], doubtful = verdicts.filter(({ verdict }) => verdict !== 'reads'), [worst] = doubtful.filter(({ verdict }) => verdict === 'differs').concat(doubtful)
  const correctable = check?.state === 'done' && toCorrect(check).length > 0
  const again = reader === 'ready' || vision ? <Act onPress={() => actions.checkWords(key)}>{vision ? `${names.checkAgain} · ${vision}` : names.checkAgain}</Act> : null
  const next = (
    <Fragment>
      {correctable && fix !== null ? <Act onPress={() => actions.fixText(key)}>{`${names.fixText} · ${fix}`}</Act> : null}
      {live !== null ? <Act onPress={() => actions.useLiveText(key)}>{`${names.useLiveText} · ${live}`}</Act> : null}
      {check && check.state !== 'reading' ? again : null}
    </Fragment>
  )
  return (
    <div class="stack">
      <WordList texts={letters.map(({ text }) => text)} verdicts={verdicts} by={check?.by ?? ''} state={check?.state === 'reading' ? 'Reading' : undefined} />
      {check?.by ? <span class="quiet">{check.by}</span> : null}
      {check?.problem ? <NoticeBox tone="warn" next={check.state === 'failed' ? again : null}>{check.problem.message}</NoticeBox> : null}
      {check?.state === 'done' && worst && (reader !== 'refused' || check.by) ? <NoticeBox tone={worst.verdict === 'differs' ? 'bad' : 'info'} next={next}><Says verdict={worst} /></NoticeBox> : null}
      {check?.state === 'done' && !worst ? <span class="row wrap acts">{next}</span> : null}
      {reader === 'refused' && check?.by ? null : <ReaderOffer />}
    </div>
  )
}
