// How much of the picture will change, for the eye and in words; told at most once a frame.
import { useEffect, useState } from 'preact/hooks'
import { areaOf } from '../../../src/shared/geometry'
import type { MaskModel } from '../../pixels/mask/mask-model'

export type Share = {
  /** Whole percent; 0 only when nothing changes, 100 only when all does. */
  percent: number
  /** It is more than nothing and less than one percent. */
  slight: boolean
  marked: boolean
  canUndo: boolean
  canRedo: boolean
}

/** `inverted`: what is not marked changes. */
export function shareOf(model: MaskModel, inverted: boolean): Share {
  const marked = model.pixels, changing = inverted ? model.rest.pixels : marked, all = areaOf(model.extent)
  const exact = (100 * changing) / all
  const percent = changing === 0 ? 0 : changing === all ? 100 : Math.min(99, Math.max(1, Math.round(exact)))
  return { percent, slight: changing > 0 && exact < 1, marked: marked > 0, canUndo: model.canUndo, canRedo: model.canRedo }
}

/** "44 percent of the picture will change" */
export const spokenShare = ({ percent, slight }: Share): string =>
  percent === 0 ? 'nothing is marked' : `${slight ? 'less than 1' : percent} percent of the picture will change`

export function useShare(model: MaskModel, inverted: boolean): Share {
  const [share, setShare] = useState(() => shareOf(model, inverted))
  useEffect(() => {
    let frame = 0
    const look = (): void => {
      frame = 0
      const next = shareOf(model, inverted)
      setShare((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    look()
    const stop = model.subscribe(() => { frame ||= requestAnimationFrame(look) })
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [model, inverted])
  return share
}
