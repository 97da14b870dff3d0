// The channel's transport and clock in the sandbox.
import type { Port, Timers } from '../shared/channel'

export const figmaPort: Port = {
  post(message) {
    figma.ui.postMessage(message)
  },
  onMessage(listener) {
    figma.ui.onmessage = (message: unknown) => listener(message)
    return () => { figma.ui.onmessage = undefined }
  },
}

export const sandboxTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (id) => clearTimeout(id),
}

/** Distinguishes sessions, not a secret: the sandbox has no crypto. */
export const randomPrefix = (): string => `s${Math.random().toString(36).slice(2, 10)}.`
