// A worker's text run on the window's own thread: the last resort where a page refuses workers. The code is in the bundle only once that way.
import { PluginError } from '../../../src/shared/errors'
import { createBreather } from '../breather'
import type { WorkerLike } from './open-worker'
import type { WorkEnd } from './serve-work'

type Serve = (self: WorkEnd) => void

/** The text as a function, by way of an inline script: the window itself is one, while eval may be refused. */
export function scriptToFunction(code: string): Serve {
  const name = '__inlayPixelWork', page = window as unknown as Record<string, Serve | undefined>, script = document.createElement('script')
  script.text = `window.${name}=function(self){${code}\n}`
  document.head.append(script)
  script.remove()
  const serve = page[name]
  delete page[name]
  if (!serve) throw new PluginError('internal', 'This window refuses Inlay’s own pixel code.', { hint: 'Nothing was changed. Reopen Inlay, or try the desktop app.' })
  return serve
}

/** Messages are not copied: what is posted must not be changed afterwards. `pause` lets the window draw. */
export function startOnThread(serve: Serve, pause: () => Promise<void> | undefined = createBreather()): WorkerLike {
  const outside = new EventTarget(), inside = new EventTarget()
  let ended = false
  serve({
    postMessage: (data) => void (ended || outside.dispatchEvent(new MessageEvent('message', { data }))),
    addEventListener: (type, listener) => inside.addEventListener(type, listener as (event: Event) => void),
    async pause() {
      await pause()
      if (ended) throw new Error('The work was ended.')
    },
  })
  return {
    postMessage: (data: unknown) => void queueMicrotask(() => inside.dispatchEvent(new MessageEvent('message', { data }))),
    addEventListener: outside.addEventListener.bind(outside),
    removeEventListener: outside.removeEventListener.bind(outside),
    terminate: () => void (ended = true),
  }
}
