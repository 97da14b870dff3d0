// How well the text layers over a picture can be read; green only when measured and enough.
import { h } from 'preact'
import { useAppState } from '../../state/store'
import { enough } from '../../words/readability'
import { middleCut } from '../../state/middle-cut'

export function ContrastBadge({ resultKey }: { resultKey: string }) {
  const contrast = useAppState((state) => state.contrasts[resultKey] ?? null)
  if (!contrast) return null
  const fine = contrast.ratio >= enough, ratio = contrast.ratio.toFixed(1)
  return (
    <span class={`tag ${fine ? 'ok' : 'warn'}`} role="img" aria-label={`Contrast ${ratio} behind ${contrast.text}, ${fine ? 'enough' : `under ${enough}`}`} title={`The worst of the text layers over it: “${contrast.text}”. WCAG asks for ${enough}.`}>
      <span>{fine ? '✓' : '!'}</span><span class="clip">{`Contrast ${ratio} behind ${middleCut(contrast.text, 18)}`}</span>
    </span>
  )
}
