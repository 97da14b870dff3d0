// What the colours over the picture mean, how much will change, and where the mask came from.
import { h } from 'preact'
import type { Share } from './use-share'

export const MaskLegend = ({ share, context, maskName, becomes }: { share: Share; context: boolean; maskName: string; becomes: string }) => (
  <div class="mask-legend quiet">
    <span class="mask-key num"><i class="will-change" aria-hidden="true" />{share.percent === 0 ? 'Nothing is marked' : <span>{share.slight ? '< 1' : share.percent} %<span class="mask-wide"> of the picture</span> {becomes}</span>}</span>
    {context ? <span class="mask-key"><i class="model-sees" aria-hidden="true" />Model sees</span> : null}
    {maskName ? <span class="mask-name clip" title={maskName}>Mask: {maskName}</span> : null}
  </div>
)
