// The mask stage alone on a page, as an Edit panel would mount it. Bundled by mask-stage.test.ts.
import { h, render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Bounds, Extent } from '../../src/shared/geometry'
import { SayContext } from '../../ui/components/live-regions'
import { MaskStage } from '../../ui/components/mask-stage/mask-stage'
import { firstMaskTools, type MaskTools } from '../../ui/components/mask-stage/mask-tools'
import { isProblem, planEdit } from '../../ui/pixels/in-place/plan-edit'
import { createMaskModel, type MaskModel } from '../../ui/pixels/mask/mask-model'

export type StageOptions = {
  url: string
  preview: Extent
  extent: Extent
  /** Ellipses and boxes that are marked from the start, source px. */
  marked?: (Bounds & { kind: 'ellipse' | 'soft' | 'box' })[]
  tools?: Partial<MaskTools>
  maskName?: string
  hatch?: 'marked' | 'rest'
  disabled?: boolean
}
export type StageHarness = { model: MaskModel; tools: MaskTools; said: string[]; windowKeys: string[]; ratio: number; mount(options: StageOptions): void; longTasks: number[] }

const rule = { kind: 'free', multipleOf: 16, minPixels: 40_000, maxPixels: 8_294_400, maxEdgePx: 3840, maxRatio: 3 } as const
const harness: StageHarness = { model: createMaskModel({ width: 1, height: 1 }), tools: firstMaskTools({ width: 1, height: 1 }), said: [], windowKeys: [], ratio: 1, longTasks: [], mount }
Object.assign(window, { harness })
window.addEventListener('keydown', (event) => { if (!event.defaultPrevented) harness.windowKeys.push(event.key) })
new PerformanceObserver((list) => harness.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ entryTypes: ['longtask'] })

function coverageOf({ extent: { width, height }, marked = [] }: StageOptions): Uint8Array {
  const out = new Uint8Array(width * height)
  for (const { kind, ...box } of marked) {
    for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y++) {
      for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, box.x + box.width); x++) {
        const away = Math.hypot((x + 0.5 - box.x) / box.width - 0.5, (y + 0.5 - box.y) / box.height - 0.5) * 2
        const value = kind === 'box' ? 1 : kind === 'soft' ? Math.min(1, Math.max(0, (1 - away) / 0.5)) : Math.min(1, Math.max(0, ((1 - away) * box.height) / 2 + 0.5))
        out[y * width + x] = Math.max(out[y * width + x]!, Math.round(255 * value))
      }
    }
  }
  return out
}

function Page({ options }: { options: StageOptions }) {
  const [model] = useState(() => createMaskModel(options.extent, coverageOf(options)))
  const [tools, setTools] = useState<MaskTools>({ ...firstMaskTools(options.extent), ...options.tools })
  const [ratio, setRatio] = useState(1)
  const [, look] = useState(0)
  useEffect(() => model.subscribe(() => { if (!model.painting) look((n) => n + 1) }), [])
  Object.assign(harness, { model, tools, ratio })
  const bounds = options.hatch === 'rest' ? model.rest.bounds : model.bounds
  const plan = bounds && planEdit({ sourceExtent: options.extent, maskBounds: bounds, rule, intent: 'replace', contextRatio: ratio, maskPixels: 1 })
  return (
    <div style={{ padding: '12px 16px', background: 'var(--figma-color-bg)', maxWidth: 420 }}>
      <MaskStage
        preview={{ url: options.url, ...options.preview }} extent={options.extent} model={model} tools={tools} onTools={(change) => setTools((before) => ({ ...before, ...change }))}
        contextBox={plan && !isProblem(plan) ? plan.crop : null} contextRatio={ratio} onContextDrag={setRatio} maskName={options.maskName ?? ''} hatch={options.hatch ?? 'marked'} disabled={options.disabled ?? false}
      />
    </div>
  )
}

let mounted = 0
function mount(options: StageOptions): void {
  const root = document.getElementById('root')!
  render(null, root)
  Object.assign(harness, { said: [], windowKeys: [], longTasks: [] })
  render(<SayContext.Provider value={(text) => harness.said.push(text)}><Page key={mounted++} options={options} /></SayContext.Provider>, root)
}
