// The window's surroundings for createApp: the real clock, pixels, network state and services.
import { createBrowserEditWork } from '../edit/browser-edit-work'
import { modelCards } from '../models/index'
import { openReader } from '../on-device/reading/open-reader'
import { readImageHeader } from '../pixels/image-header'
import { sha256Hex } from '../pixels/sha256'
import { thumbnail } from '../pixels/thumbnail'
import { toPlaceable } from '../pixels/transcode'
import { providers } from '../providers/index'
import { uiPort } from '../ui-port'
import { browserPage } from './browser-page'
import { turn } from './turn'
import type { AppDeps } from './app-deps'

export const browserDeps = (): AppDeps => ({
  port: uiPort(window),
  providers,
  cards: modelCards,
  clock: Date.now,
  timers: { set: (run, ms) => window.setTimeout(run, ms), clear: (id) => window.clearTimeout(id) },
  random: Math.random,
  pixels: { toPlaceable, thumbnail, readImageHeader, sha256Hex: (bytes) => sha256Hex(bytes as Uint8Array<ArrayBuffer>) },
  urls: { create: (bytes, mime) => URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime })), revoke: (url) => URL.revokeObjectURL(url) },
  online: {
    now: () => navigator.onLine,
    onChange(listener) {
      const tell = (): void => listener(navigator.onLine)
      window.addEventListener('online', tell)
      window.addEventListener('offline', tell)
      return () => {
        window.removeEventListener('online', tell)
        window.removeEventListener('offline', tell)
      }
    },
  },
  page: browserPage,
  editWork: createBrowserEditWork(),
  reader: openReader(),
  turn,
  hidden: () => document.hidden,
})
