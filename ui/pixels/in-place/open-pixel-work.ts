// The plugin's pixel worker. Apart, because only the bundler can read `?worker`.
import { startPixelWork, type PixelWork } from './pixel-work'
import code from './worker.ts?worker'

export const openPixelWork = (): PixelWork => startPixelWork(code)
