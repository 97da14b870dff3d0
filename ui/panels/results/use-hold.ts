// Something that lasts while a key or the pointer is held, wherever it is let go.
import { useEffect, useRef, useState } from 'preact/hooks'

/** A press this long is no click and no drag any more, ms. */
const pressMs = 220

/** `letter` counts outside text boxes only. Gives whether it is held, and what the element to press needs. */
export function useHold(letter: string, onHold: (held: boolean) => void): { held: boolean; press: { onPointerDown(event: PointerEvent): void } } {
  const [held, setHeld] = useState(false)
  const now = useRef({ held: false, timer: 0, onHold })
  now.current.onHold = onHold
  const set = (on: boolean): void => {
    clearTimeout(now.current.timer)
    if (now.current.held === on) return
    now.current.held = on
    setHeld(on)
    now.current.onHold(on)
  }
  useEffect(() => {
    const isOurs = (event: KeyboardEvent): boolean => event.key.toLowerCase() === letter && !(event.target instanceof Element && event.target.matches("textarea, input:not([type='radio'], [type='range'], [type='checkbox'])"))
    const down = (event: KeyboardEvent): void => {
      if (isOurs(event) && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented) set(true)
    }
    const up = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === letter) set(false)
    }
    const end = (): void => set(false)
    const ends = ['pointerup', 'pointercancel', 'dragstart', 'blur'] as const
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    for (const type of ends) window.addEventListener(type, end)
    return () => {
      end()
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      for (const type of ends) window.removeEventListener(type, end)
    }
  }, [letter])
  return {
    held,
    press: {
      onPointerDown(event) {
        if (event.button === 0) now.current.timer = window.setTimeout(() => set(true), pressMs)
      },
    },
  }
}
