// A better prompt on offer: what would change, in colour and in words; the designer takes it or keeps the own one.
import { h } from 'preact'
import { Act } from '../../components/basics'
import { Spinner } from '../../components/icons'
import { names } from '../../components/names'
import { formatPrice } from '../../money/format-price'
import { wordDiff } from '../../prompts/word-diff'
import { rewriteOffer } from '../../state/rewrite-offer'
import { useActions, useAppState } from '../../state/store'

export function Improvement() {
  const actions = useActions()
  const improving = useAppState((state) => state.words.improving)
  const offer = useAppState((state) => (state.words.improving ? rewriteOffer(state)?.label ?? null : null))
  const price = useAppState((state) => (state.words.improving ? formatPrice(rewriteOffer(state)?.estimate ?? null) : ''))
  if (!improving) return null
  if (improving.state === 'asking') {
    return <div class="improvement row" role="group" aria-label={names.improvement}><Spinner /><span class="grow">Asking {offer ?? 'the text model'}</span><Act onPress={() => actions.settleImprovement(false)}>Stop</Act></div>
  }
  const same = improving.from.trim() === improving.to.trim()
  const ask = offer && improving.by !== offer ? <Act name={`Ask ${offer} · ${price}`} onPress={() => void actions.rewritePrompt()}>Ask {offer} · {price}</Act> : null
  return (
    <div class="improvement stack" role="group" aria-label={names.improvement}>
      {same ? <p>Your prompt has all the parts of a brief.</p> : (
        <p class="diff">
          {wordDiff(improving.from.trim(), improving.to).map((part, index) => (part.kind === 'same' ? <span key={index}>{part.text}</span> : part.kind === 'added' ? <ins key={index}>{part.text}</ins> : <del key={index}>{part.text}</del>))}
        </p>
      )}
      {same ? null : <span class="quiet">{improving.by}</span>}
      <div class="row acts wrap">
        {same ? null : <Act onPress={() => actions.settleImprovement(true)}>{names.useImprovement}</Act>}
        <Act onPress={() => actions.settleImprovement(false)}>{same ? 'Close' : names.keepMine}</Act>
        {ask}
      </div>
    </div>
  )
}
