// What the chosen model is good at, how it compares, what it costs and takes now, and where it stops.
import { Fragment, h } from 'preact'
import { names } from '../../components/names'
import type { Criteria, ExtentRule, ModelCard } from '../../models/model-card'
import { useAppState } from '../../state/store'
import { offerOf } from './choose-model'

const criteria: readonly [keyof Criteria, string][] = [
  ['text', 'Text rendering'], ['portraits', 'Portrait photorealism'], ['accuracy', 'Prompt accuracy'], ['areas', 'Inpaint and outpaint'],
  ['speed', 'Speed'], ['styles', 'Style variety'], ['words', 'Words in the picture'],
]

const megapixels = (pixels: number): string => `${Math.round((pixels / 1_048_576) * 10) / 10} MP`
const sizes = (rule: ExtentRule): string => {
  if (rule.kind === 'free') return `${megapixels(rule.minPixels)} to ${megapixels(rule.maxPixels)}, sides up to ${rule.maxEdgePx} px`
  return `${rule.extents.length} sizes, ${rule.extents.slice(0, 2).map(({ widthPx, heightPx }) => `${widthPx} × ${heightPx}`).join(', ')}${rule.extents.length > 2 ? '…' : ''}`
}
const picturesTaken = ({ operations, maxReferences }: ModelCard): string => (!operations.references && !operations.edit ? 'none' : maxReferences === 1 ? '1' : `up to ${maxReferences}`)
const masks = ({ operations, needsMask }: ModelCard): string => (!operations.edit ? 'no edits' : needsMask ? 'needed' : operations.mask ? 'kept by the model' : 'kept by Inlay')

/** Why a model bears the name of another: what that one needs. */
const standIn = 'The model of this name answers no browser. With a relay (Settings) it is used itself.'

export function ModelFacts({ card }: { card: ModelCard }) {
  const offer = useAppState((state) => offerOf(state, card))
  const rows: [string, string][] = [
    ...(card.servedBy ? [['Served by', card.servedBy] as [string, string]] : []),
    ...(card.criteria ? criteria.map(([id, label]): [string, string] => [label, card.criteria![id]]) : [['Good at', card.goodAt] as [string, string]]),
    ['Weak at', card.weakAt],
    ['Price now', `${offer.price} at ${offer.extent.widthPx} × ${offer.extent.heightPx}`],
    ['Typical time', offer.seconds === null ? 'not known' : `${Math.round(offer.seconds)} s`],
    ['Sizes', sizes(card.extents)],
    ['Pictures sent along', picturesTaken(card)],
    ['Masks', masks(card)],
  ]
  return (
    <div class="stack tight" role="region" aria-label={names.modelFacts}>
      {card.criteria ? <span>Use it for {card.criteria.useFor}.</span> : null}
      <dl class="facts">{rows.map(([term, value]) => <Fragment key={term}><dt class="quiet">{term}</dt><dd class="num">{value}</dd></Fragment>)}</dl>
      {card.standsFor ? <span class="quiet">{standIn}</span> : null}
    </div>
  )
}
