// Keeps the drawn mask on its canvas: all of it when the view changes, only what changed while painting, once a frame.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { createMaskLook, type MaskLook, type Placing } from '../../pixels/mask/mask-look'
import type { MaskModel } from '../../pixels/mask/mask-model'
import { unite } from '../../pixels/mask/tiles'

type Overlay = { canvas: RefObject<HTMLCanvasElement>; model: MaskModel; view: Placing; stage: Extent; density: number; shown: boolean; inverted: boolean }

export function useOverlay({ canvas, model, view, stage, density, shown, inverted }: Overlay): void {
  const width = Math.round(stage.width * density), height = Math.round(stage.height * density)
  const look = useRef<{ look: MaskLook; image: ImageData } | null>(null)
  const state = useRef({ model, view, density, shown })
  state.current = { model, view, density, shown }

  const put = (box: Bounds): void => {
    const context = canvas.current?.getContext('2d'), made = look.current
    if (context && made) context.putImageData(made.image, 0, 0, box.x, box.y, box.width, box.height)
  }
  const paint = (dirty: Bounds): void => {
    const now = state.current
    if (!now.shown || !look.current) return
    const placing = { scale: now.view.scale * now.density, x: now.view.x * now.density, y: now.view.y * now.density }
    const box = look.current.look.paint(now.model.coverage, now.model.extent, placing, dirty)
    if (box) put(box)
  }
  useLayoutEffect(() => {
    if (width < 1 || height < 1 || !canvas.current) return
    canvas.current.width = width
    canvas.current.height = height
    const made = createMaskLook({ width, height }, { density, inverted })
    look.current = { look: made, image: new ImageData(made.data, width, height) }
  }, [width, height, density, inverted])
  useLayoutEffect(() => {
    if (!look.current) return
    look.current.look.clear()
    put({ x: 0, y: 0, width, height })
    paint({ x: 0, y: 0, ...model.extent })
  }, [model, view.scale, view.x, view.y, width, height, density, shown, inverted])
  useEffect(() => {
    let dirty: Bounds | null = null, frame = 0
    const stop = model.subscribe((box) => {
      dirty = unite(dirty, box)
      frame ||= requestAnimationFrame(() => {
        frame = 0
        const changed = dirty
        dirty = null
        if (changed) paint(changed)
      })
    })
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [model])
}
