// What screen readers are told: one polite region, one assertive. The same text said again is said again.
import { createContext, h } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'

const quietMs = 1200

/** Polite text waits until the last one had time to be heard; only the newest survives. */
export function LiveRegions({ status, alert }: { status: string; alert: string }) {
  const [polite, setPolite] = useState('')
  const last = useRef(0)
  useEffect(() => {
    if (status === polite) return
    const wait = Math.max(0, last.current + quietMs - Date.now())
    const timer = setTimeout(() => {
      last.current = Date.now()
      setPolite(status)
    }, wait)
    return () => clearTimeout(timer)
  }, [status])
  return (
    <div class="unseen">
      <div role="status" aria-live="polite" aria-atomic="true">{polite}</div>
      <div role="alert" aria-live="assertive" aria-atomic="true">{alert}</div>
    </div>
  )
}

/** For what a panel itself has to say: "Comes with the next version". */
export const SayContext = createContext<(text: string) => void>(() => undefined)
export const useSay = (): ((text: string) => void) => useContext(SayContext)
