// The dashed box of what the model sees, with a grip on each side. A dark line under the white one, so that it reads on bright pictures.
import { h } from 'preact'
import type { Bounds } from '../../../src/shared/geometry'
import { gripOf } from './context-sides'

export function ContextBox({ box: { x, y, width, height } }: { box: Bounds }) {
  // Lines lie inside their edge, so that a box as large as the picture is seen.
  const left = x + 1, top = y + 1, right = x + width - 1, bottom = y + height - 1, cx = (left + right) / 2, cy = (top + bottom) / 2
  const tall = gripOf(height), wide = gripOf(width)
  const upright = `M${left} ${cy - tall}V${cy + tall}M${right} ${cy - tall}V${cy + tall}`, lying = `M${cx - wide} ${top}H${cx + wide}M${cx - wide} ${bottom}H${cx + wide}`
  const grips = (tall > 0 ? upright : '') + (wide > 0 ? lying : '')
  const outline = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) }
  return (
    <svg class="mask-context" aria-hidden="true">
      <rect class="under" {...outline} /><rect class="over" {...outline} />
      <path class="grip-under" d={grips} /><path class="grip-over" d={grips} />
    </svg>
  )
}
