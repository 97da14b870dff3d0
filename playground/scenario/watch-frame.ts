// Runs in every frame before its own scripts: notes what a script outside cannot see, without a hook in the product.

/** Longer timers are time-outs and notices that go by themselves; shorter ones are debounces that a rest must wait for. */
declare global {
  interface Window { inlayWatch?: { pendingTimers(): number; blobs(from: number): Promise<{ mime: string; base64: string }[]> } }
}

/** Self-contained: it is sent to the browser as text. */
export function watchFrame(): void {
  const debounceMaxMs = 900
  const pending = new Set<number>()
  const set = window.setTimeout.bind(window), clear = window.clearTimeout.bind(window)
  // A timer that sets itself again is a clock on the screen, not work that is still to come.
  let running: TimerHandler | null = null
  window.setTimeout = ((run: TimerHandler, ms?: number, ...rest: unknown[]) => {
    const ticks = running === run
    const id = set((...args: unknown[]) => {
      pending.delete(id)
      running = run
      try {
        if (typeof run === 'function') run(...args)
      } finally {
        running = null
      }
    }, ms, ...rest)
    if ((ms ?? 0) <= debounceMaxMs && !ticks) pending.add(id)
    return id
  }) as typeof window.setTimeout
  window.clearTimeout = ((id?: number) => {
    if (id !== undefined) pending.delete(id)
    clear(id)
  }) as typeof window.clearTimeout
  const kept: Blob[] = []
  const create = URL.createObjectURL.bind(URL)
  URL.createObjectURL = (object: Blob | MediaSource) => {
    if (object instanceof Blob && object.type.startsWith('image/')) kept.push(object)
    return create(object)
  }
  window.inlayWatch = {
    pendingTimers: () => pending.size,
    /** Those made since there were `from`. */
    blobs: (from) => Promise.all(kept.slice(from).map(async (blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer())
      let text = ''
      for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
      return { mime: blob.type, base64: btoa(text) }
    })),
  }
}
