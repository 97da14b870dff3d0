// The window's end of Figma's message pair. Only messages of the parent frame count: other frames can post to us too.
import type { Port } from '../src/shared/channel'

/** `own` is this window; tests bring a stand-in. */
export function uiPort(own: Window): Port {
  return {
    post(message) {
      own.parent.postMessage({ pluginMessage: message }, '*') // '*': the frame has a null origin, and Figma's own page is the only parent
    },
    onMessage(listener) {
      const hear = (event: MessageEvent): void => {
        const data: unknown = event.data
        if (event.source !== own.parent || typeof data !== 'object' || data === null || !('pluginMessage' in data)) return
        listener(data.pluginMessage)
      }
      own.addEventListener('message', hear)
      return () => own.removeEventListener('message', hear)
    },
  }
}
