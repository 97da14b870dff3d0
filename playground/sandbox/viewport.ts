// The viewport where there is no screen: it keeps what the plugin writes.
import { absoluteBoxOf } from '../model/geometry.ts'
import type { HostDocument } from '../model/document.ts'
import type { SandboxOptions, Viewport } from './sandbox.ts'

const screen = { width: 1280, height: 800 }

export function plainViewport(document: HostDocument): NonNullable<SandboxOptions['viewport']> {
  let center = { x: 0, y: 0 }, zoom = 1
  return {
    get: () => ({ center, zoom, bounds: { x: center.x - screen.width / zoom / 2, y: center.y - screen.height / zoom / 2, width: screen.width / zoom, height: screen.height / zoom } }),
    set: (change) => {
      center = change.center ?? center
      zoom = change.zoom ?? zoom
    },
    show: (ids) => {
      const boxes = ids.flatMap((id) => absoluteBoxOf(document, document.must(id)) ?? [])
      if (!boxes.length) return
      const left = Math.min(...boxes.map((box) => box.x)), top = Math.min(...boxes.map((box) => box.y))
      const width = Math.max(...boxes.map((box) => box.x + box.width)) - left, height = Math.max(...boxes.map((box) => box.y + box.height)) - top
      center = { x: left + width / 2, y: top + height / 2 }
      zoom = Math.min(1, screen.width / Math.max(1, width), screen.height / Math.max(1, height))
    },
  }
}

/** Throws unless the plugin gave a zoom above 0 or a centre of two numbers. */
export function checkViewport(name: string, value: unknown): Partial<Pick<Viewport, 'center' | 'zoom'>> {
  if (name === 'zoom') {
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) throw new Error('in set_zoom: Expected "zoom" to have type number')
    return { zoom: value }
  }
  const { x, y } = (value ?? {}) as { x?: unknown; y?: unknown }
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) throw new Error('in set_center: Expected "center" to have type { x: number, y: number }')
  return { center: { x, y } }
}
