// The window's extent, remembered for this user. The corner may be dragged many times a second: written when it rests.
import type { Timers } from '../shared/channel'
import { clamp, type Extent } from '../shared/geometry'
import type { Settings } from '../shared/settings'
import { loadSettings, saveSettings } from './storage'

const restMs = 300
/** What is left of the window while it is collapsed. */
const strip: Extent = { width: 320, height: 56 }

export function createWindowSize(timers: Timers, onProblem: (error: unknown) => void) {
  let dragged: Extent | null = null, collapsed = false, timer: number | null = null
  const withDragged = (settings: Settings): Settings => (dragged ? { ...settings, windowWidth: dragged.width, windowHeight: dragged.height } : settings)

  return {
    async collapse(on: boolean): Promise<void> {
      collapsed = on
      const { windowWidth: width, windowHeight: height } = withDragged(await loadSettings())
      const to = collapsed ? strip : { width, height }
      figma.ui.resize(to.width, to.height)
    },
    resize({ width, height }: Extent): void {
      if (collapsed) return
      dragged = { width: clamp(Math.round(width), 320, 4000), height: clamp(Math.round(height), 420, 4000) }
      figma.ui.resize(dragged.width, dragged.height)
      if (timer !== null) timers.clear(timer)
      timer = timers.set(() => {
        timer = null
        loadSettings().then((settings) => saveSettings(withDragged(settings))).catch(onProblem)
      }, restMs)
    },
    /** Settings that the window sends may hold the extent it was opened with. */
    withDragged,
    stop(): void {
      if (timer !== null) timers.clear(timer)
    },
  }
}
