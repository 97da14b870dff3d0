// What a finished mockup says, and putting it right: drawn anew in place, or as live text over a cleaned picture.
import { Fragment, h } from 'preact'
import { Act } from '../../components/basics'
import { names } from '../../components/names'
import { NoticeBox } from '../../components/notice'
import type { Job, JobResult } from '../../jobs/job'
import { formatPrice } from '../../money/format-price'
import type { WordVerdict } from '../../on-device/reading/compare-words'
import { checkCorrection } from '../../state/correction'
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
  const fix = useAppState((state) => priceOf(state, key, 'fix')), live = useAppState((state) => priceOf(state, key, 'live'))
  const letters = job.letters ?? []
  if (letters.length === 0) return null
  const verdicts = check?.verdicts ?? [], doubtful = verdicts.filter(({ verdict }) => verdict !== 'reads'), [worst] = doubtful.filter(({ verdict }) => verdict === 'differs').concat(doubtful)
  const correctable = check?.state === 'done' && toCorrect(check).length > 0
  const next = (
    <Fragment>
      {correctable && fix !== null ? <Act onPress={() => actions.fixText(key)}>{`${names.fixText} · ${fix}`}</Act> : null}
      {live !== null ? <Act onPress={() => actions.useLiveText(key)}>{`${names.useLiveText} · ${live}`}</Act> : null}
      {reader === 'ready' && check && check.state !== 'reading' ? <Act onPress={() => actions.checkWords(key)}>{names.checkAgain}</Act> : null}
    </Fragment>
  )
  return (
    <div class="stack">
      <WordList texts={letters.map(({ text }) => text)} verdicts={verdicts} state={check?.state === 'reading' ? 'Reading' : undefined} />
      {check?.state === 'failed' && check.problem ? <NoticeBox tone="warn" next={<Act onPress={() => actions.checkWords(key)}>{names.checkAgain}</Act>}>{check.problem.message}</NoticeBox> : null}
      {check?.state === 'done' && worst && reader !== 'refused' ? <NoticeBox tone={worst.verdict === 'differs' ? 'bad' : 'info'} next={next}><Says verdict={worst} /></NoticeBox> : null}
      {check?.state === 'done' && !worst ? <span class="row wrap acts">{next}</span> : null}
      <ReaderOffer />
    </div>
  )
}
