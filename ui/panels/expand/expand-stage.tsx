// The new picture as a stage: hatched where it is new, the kept picture with a white edge, a handle on every side.
import { h } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { names } from '../../components/names'
import type { ExpandView } from './expand-view'
import { SideHandle, type Side } from './side-handle'

const handles: readonly (readonly [Side, string])[] = [['left', names.leftEdge], ['right', names.rightEdge], ['top', names.topEdge], ['bottom', names.bottomEdge]]

const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`
const extentText = (width: number, height: number): string => `${Math.round(width)} × ${Math.round(height)}`

export function ExpandStage({ view, onSide }: { view: ExpandView; onSide(side: Side, px: number): void }) {
  const { box, kept, picture, sides, plan, url } = view
  const stage = useRef<HTMLDivElement>(null)
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const measure = (): void => setWidthPx(stage.current?.clientWidth ?? 0)
    measure()
    const watch = new ResizeObserver(measure)
    if (stage.current) watch.observe(stage.current)
    return () => watch.disconnect()
  }, [])
  const share = Math.round(100 * (1 - (kept.width * kept.height) / Math.max(1, box.width * box.height)))
  return (
    <div class="stack tight">
      <div class="expand-room">
        <div ref={stage} class="expand-stage" style={{ aspectRatio: `${box.width} / ${box.height}`, '--ratio': box.width / Math.max(1, box.height) }}>
          <div
            class="kept" role="img" aria-label={`Expand preview, ${share} percent of the picture will be new`}
            style={{ left: percent(kept.x - box.x, box.width), top: percent(kept.y - box.y, box.height), width: percent(kept.width, box.width), height: percent(kept.height, box.height) }}
          >
            {url ? <img src={url} alt="" draggable={false} decoding="async" style={{ left: percent(-kept.x, kept.width), top: percent(-kept.y, kept.height), width: percent(picture.width, kept.width), height: percent(picture.height, kept.height) }} /> : null}
          </div>
          {handles.map(([side, name]) => <SideHandle key={side} side={side} name={name} valuePx={sides[side]} scale={box.width / Math.max(1, widthPx)} onChange={(px) => onSide(side, px)} />)}
        </div>
      </div>
      <div class="row between num">
        <span class="legend"><span><i class="new" />New</span><span><i class="kept" />Kept, {extentText(kept.width, kept.height)}</span></span>
        <span class="quiet">{plan && plan.reduction < 1 ? extentText(plan.extent.width, plan.extent.height) : extentText(box.width, box.height)}</span>
      </div>
    </div>
  )
}
