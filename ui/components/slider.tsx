// A slider with its number beside it. Arrows step, Shift steps by ten.
import { h } from 'preact'

type Props = { name: string; value: number; min: number; max: number; step?: number; /** "12 px", "34 %". */ format(value: number): string; onChange(value: number): void; /** Beside the number when the value follows the picture. */ auto?: boolean }

export function Slider({ name, value, min, max, step = 1, format, onChange, auto }: Props) {
  const text = format(value)
  return (
    <div class="slider-row mask-slider">
      <span class="name" aria-hidden="true">{name}</span>
      <input
        type="range" aria-label={name} aria-valuetext={auto ? `${text}, automatic` : text} min={min} max={max} step={step} value={value} style={{ '--at': `${((value - min) / (max - min)) * 100}%` }} onInput={(event) => onChange(Number(event.currentTarget.value))}
        onKeyDown={(event) => {
          const by = { ArrowRight: 10, ArrowUp: 10, ArrowLeft: -10, ArrowDown: -10 }[event.key]
          if (!event.shiftKey || by === undefined) return
          event.preventDefault()
          onChange(Math.min(max, Math.max(min, Number((value + by * step).toFixed(4)))))
        }}
      />
      <span class="num slider-value">{text}{auto ? <span class="quiet"> auto</span> : null}</span>
    </div>
  )
}
