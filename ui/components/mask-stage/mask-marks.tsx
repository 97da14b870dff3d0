// What lies over the mask and follows the hand: the brush's ring, the cross of the keyboard, the lasso's line. Moved without rendering.
import { h, type RefObject } from 'preact'
import type { Marks } from './around'

const crossPx = 9

export const MaskMarks = ({ svg }: { svg: RefObject<SVGSVGElement> }) => (
  <svg ref={svg} class="mask-marks" aria-hidden="true">
    <g data-mark="ring">
      <circle class="under" /><circle class="over" /><circle class="core" />
    </g>
    <g data-mark="cross">
      <path class="under" d={`M-${crossPx} 0H${crossPx}M0-${crossPx}V${crossPx}`} /><path class="over" d={`M-${crossPx} 0H${crossPx}M0-${crossPx}V${crossPx}`} />
    </g>
    <g data-mark="outline">
      <polyline class="under" /><polyline class="over" />
    </g>
  </svg>
)

export function moveMarks(svg: SVGSVGElement, { ring, cross, outline }: Marks): void {
  const part = (name: string): SVGGElement => svg.querySelector<SVGGElement>(`[data-mark=${name}]`)!
  const show = (element: SVGElement, shown: boolean): void => void (element.style.display = shown ? '' : 'none')
  const rings = part('ring'), crosses = part('cross'), lines = part('outline')
  show(rings, ring !== null)
  if (ring) {
    rings.setAttribute('transform', `translate(${ring.x} ${ring.y})`)
    const [under, over, core] = [...rings.children] as SVGElement[]
    under!.setAttribute('r', String(ring.radius))
    over!.setAttribute('r', String(ring.radius))
    over!.style.strokeDasharray = ring.erase ? '4 3' : ''
    core!.setAttribute('r', String(Math.max(0, ring.core)))
    show(core!, ring.radius - ring.core > 2 && ring.core > 1)
  }
  show(crosses, cross !== null)
  if (cross) crosses.setAttribute('transform', `translate(${cross.x} ${cross.y})`)
  show(lines, outline.length > 0)
  const points = outline.map(({ x, y }) => `${x},${y}`).join(' ')
  for (const line of lines.children) line.setAttribute('points', points)
}
