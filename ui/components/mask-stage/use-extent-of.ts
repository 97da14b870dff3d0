// The size of an element in CSS px, and how many screen px to draw for each of them.
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { areaOf, type Extent } from '../../../src/shared/geometry'

/** Screen px that are drawn at most: beyond, the mask is drawn coarser. */
const mostPixels = 1_000_000

export function useExtentOf(element: RefObject<HTMLElement>): Extent {
  const [extent, setExtent] = useState<Extent>({ width: 1, height: 1 })
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = (): void => {
      const { width, height } = target.getBoundingClientRect()
      setExtent((before) => (before.width === width && before.height === height ? before : { width: Math.max(1, width), height: Math.max(1, height) }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [])
  return extent
}

export function useDensity(stage: Extent): number {
  const [ratio, setRatio] = useState(window.devicePixelRatio)
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${ratio}dppx)`)
    const changed = (): void => setRatio(window.devicePixelRatio)
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }, [ratio])
  return Math.min(Math.max(1, ratio), Math.sqrt(mostPixels / areaOf(stage)))
}
