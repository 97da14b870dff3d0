// Long pixel work on the window's thread stops now and then, so that the window can draw and hear keys. A worker has nobody to wait for it.

/** Work in one piece, ms: well under a task that a hand would feel (50 ms). */
const pieceMs = 12

/** Called between steps: waits for a turn of the event loop when the piece has become long enough. */
export function createBreather(now: () => number = () => performance.now(), onWindow = typeof document !== 'undefined'): () => Promise<void> | undefined {
  let began = now()
  return () => {
    if (!onWindow || now() - began < pieceMs) return undefined
    return new Promise((done) => setTimeout(() => {
      began = now()
      done()
    }, 0))
  }
}
