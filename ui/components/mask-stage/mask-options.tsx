// What the tool in hand can be set to, in one row of a fixed height.
import { h } from 'preact'
import type { Extent } from '../../../src/shared/geometry'
import { names } from '../names'
import { largestBrush, type MaskTools } from './mask-tools'

type SliderProps = { name: string; label: string; value: number; min: number; max: number; unit: string; spoken: string; disabled: boolean; onInput(value: number): void }

const Slider = ({ name, label, value, min, max, unit, spoken, disabled, onInput }: SliderProps) => (
  <label class="mask-slider">
    <span aria-hidden="true">{label}</span>
    <input
      type="range" aria-label={name} aria-valuetext={`${value} ${spoken}`} min={min} max={max} step={1} value={value} disabled={disabled} style={{ '--at': `${((value - min) / (max - min)) * 100}%` }}
      onInput={(event) => onInput(Number(event.currentTarget.value))}
    />
    <span class="num" aria-hidden="true">{value} {unit}</span>
  </label>
)

export function MaskOptions({ tools, extent, disabled, onTools }: { tools: MaskTools; extent: Extent; disabled: boolean; onTools(change: Partial<MaskTools>): void }) {
  const { tool, sizePx, softness, tolerance } = tools
  if (tool === 'lasso') return <p class="mask-options quiet clip">Drag around it, or press its corners. Alt takes away.</p>
  if (tool === 'region') {
    return (
      <div class="mask-options">
        <Slider name={names.tolerance} label="Tolerance" value={tolerance} min={0} max={100} unit="%" spoken="percent" disabled={disabled} onInput={(value) => onTools({ tolerance: value })} />
      </div>
    )
  }
  return (
    <div class="mask-options">
      <Slider name={names.brushSize} label="Size" value={sizePx} min={1} max={largestBrush(extent)} unit="px" spoken="px" disabled={disabled} onInput={(value) => onTools({ sizePx: value })} />
      <Slider name={names.brushSoftness} label="Soft" value={softness} min={0} max={100} unit="%" spoken="percent" disabled={disabled} onInput={(value) => onTools({ softness: value })} />
    </div>
  )
}
