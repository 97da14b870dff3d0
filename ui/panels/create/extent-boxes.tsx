// Width and height in px, with what the model can do under them.
import { h } from 'preact'
import { useId } from 'preact/hooks'
import { Field } from '../../components/basics'
import { names } from '../../components/names'
import { NumberBox } from '../../components/text-boxes'
import type { ModelCard } from '../../models/model-card'
import { fitExtent } from '../../models/fit-extent'

type ExtentPx = { widthPx: number; heightPx: number }

/** What the model makes of it: "Made at 1024 × 768". */
function made(card: ModelCard, extent: ExtentPx): string {
  const fit = fitExtent(card.extents, { width: extent.widthPx, height: extent.heightPx })
  return `Made at ${fit.widthPx} × ${fit.heightPx} px`
}

const limits = ({ extents }: ModelCard): string =>
  extents.kind === 'free' ? `sides up to ${extents.maxEdgePx}, ratio up to ${extents.maxRatio}:1` : extents.extents.map((one) => `${one.widthPx} × ${one.heightPx}`).join(', ')

export function ExtentBoxes({ card, widthPx, heightPx, onChange }: ExtentPx & { card: ModelCard; onChange(extent: ExtentPx): void }) {
  const id = useId()
  return (
    <div class="stack tight">
      <div class="grid2">
        <Field label="Width"><NumberBox name={names.width} describedBy={id} min={16} max={8192} step={16} unit="px" value={widthPx} onChange={(value) => value !== null && onChange({ widthPx: value, heightPx })} /></Field>
        <Field label="Height"><NumberBox name={names.height} describedBy={id} min={16} max={8192} step={16} unit="px" value={heightPx} onChange={(value) => value !== null && onChange({ widthPx, heightPx: value })} /></Field>
      </div>
      <span id={id} class="quiet num">{made(card, { widthPx, heightPx })}; {limits(card)}.</span>
    </div>
  )
}
