// The look before over the look after, divided by a line that a slider moves.
import { h } from 'preact'
import { useState } from 'preact/hooks'

type Props = { name: string; before: string; after: string; beforeAlt: string; afterAlt: string; ratio: number }

/** 0 shows only the look after, 100 only the one before. Arrows move 1 %, with Shift 10 %. */
export function Compare({ name, before, after, beforeAlt, afterAlt, ratio }: Props) {
  const [share, setShare] = useState(50)
  return (
    <span class="pic checked compare" style={{ aspectRatio: String(ratio), '--share': `${share}%` }}>
        <img src={after} alt={afterAlt} draggable={false} />
        <img class="before" src={before} alt={beforeAlt} draggable={false} />
        <i class="divider" aria-hidden="true" />
        <span class="badge top" aria-hidden="true" hidden={share < 12}>Before</span>
        <span class="badge top right" aria-hidden="true" hidden={share > 88}>After</span>
        <input
          type="range" aria-label={name} aria-valuetext={`${share} percent before`} min={0} max={100} step={1} value={share} onInput={(event) => setShare(Number(event.currentTarget.value))}
          onKeyDown={(event) => {
            const step = { ArrowRight: 10, ArrowUp: 10, ArrowLeft: -10, ArrowDown: -10 }[event.key]
            if (!event.shiftKey || step === undefined) return
            event.preventDefault()
            setShare(Math.max(0, Math.min(100, share + step)))
          }}
        />
    </span>
  )
}
