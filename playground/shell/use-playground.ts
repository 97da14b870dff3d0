// Draws a part of the page again when the playground says so.
import { useEffect, useState } from 'preact/hooks'
import type { Playground } from './playground.ts'

export function usePlayground(playground: Playground): void {
  const [, again] = useState(0)
  useEffect(() => {
    let asked = false
    return playground.onChange(() => {
      if (asked) return
      asked = true
      queueMicrotask(() => {
        asked = false
        again((count) => count + 1)
      })
    })
  }, [playground])
}
