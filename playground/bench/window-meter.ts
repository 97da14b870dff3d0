// What a plugin's window itself can tell: sent into its frame as text.

export type FrameTimes = {
  /** ms since 1970: when the frame's document began, first drew anything, and first had a text box with the focus. Null: not yet. */
  began: number; painted: number | null; typable: number | null
  /** Tasks of this frame of more than 50 ms. */
  longTasks: { atMs: number; ms: number }[]
  /** Time from frame to frame, ms. */
  frames: number[]
  /** Input events: time until the page was ready to handle it, and until what it changed was drawn (steps of 8 ms). */
  inputs: { kind: string; delayMs: number; drawnMs: number }[]
}
declare global {
  interface Window { inlayMeter?: { times: FrameTimes; reset(): void } }
}

/** Self-contained. A second call does nothing. */
export function meterFrame(): void {
  if (window.inlayMeter) return
  const times: FrameTimes = { began: performance.timeOrigin, painted: null, typable: null, longTasks: [], frames: [], inputs: [] }
  const since = (at: number): number => performance.timeOrigin + at
  const watch = (type: string, more: object, take: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more })
  watch('paint', {}, (entry) => { if (entry.name === 'first-contentful-paint') times.painted = since(entry.startTime) })
  watch('longtask', {}, (entry) => { if (entry.name === 'self') times.longTasks.push({ atMs: entry.startTime, ms: entry.duration }) })
  watch('event', { durationThreshold: 16 }, (entry) => {
    const event = entry as PerformanceEventTiming
    times.inputs.push({ kind: event.name, delayMs: event.processingStart - event.startTime, drawnMs: event.duration })
  })
  addEventListener('focusin', (event) => {
    if (times.typable === null && (event.target as Element).matches('textarea, input')) times.typable = since(performance.now())
  }, true)
  let last = performance.now()
  const frame = (now: number): void => {
    times.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  window.inlayMeter = {
    times,
    reset() {
      times.longTasks.length = times.frames.length = times.inputs.length = 0
      last = performance.now()
    },
  }
}
