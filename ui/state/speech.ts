// What a screen reader is told: at most one message in five seconds, the newest wins, the end of a run is never dropped (ui.md 6).
import type { Timers } from '../../src/shared/channel'

const speakEveryMs = 5_000

type SpeechOptions = { clock(): number; timers: Timers; speak(text: string): void }

export function createSpeech({ clock, timers, speak }: SpeechOptions) {
  let lastAt = -Infinity
  /** Ends of runs, each told; then the newest of the rest. */
  let ends: string[] = []
  let latest: string | null = null
  let timer: number | null = null
  let stopped = false

  function next(): void {
    timer = null
    const text = ends.shift() ?? latest
    if (text === null) return
    if (text === latest) latest = null
    lastAt = clock()
    speak(text)
    plan()
  }
  function plan(): void {
    if (stopped || timer !== null || (ends.length === 0 && latest === null)) return
    const wait = lastAt + speakEveryMs - clock()
    if (wait <= 0) next()
    else timer = timers.set(next, wait)
  }
  return {
    say(text: string, { end = false }: { end?: boolean } = {}): void {
      // What came before an end is out of date once the end is told.
      if (end) { ends.push(text); latest = null } else latest = text
      plan()
    },
    stop(): void {
      stopped = true
      if (timer !== null) timers.clear(timer)
      timer = null
      ends = []
      latest = null
    },
  }
}
