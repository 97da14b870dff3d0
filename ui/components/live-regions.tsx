// What screen readers are told: one polite region, one assertive. The store spaces what it says out.
import { createContext, h } from 'preact'
import { useContext } from 'preact/hooks'

export const LiveRegions = ({ status, alert }: { status: string; alert: string }) => (
  <div class="unseen">
    <div role="status" aria-label="Messages" aria-live="polite" aria-atomic="true">{status}</div>
    <div role="alert" aria-label="Problems" aria-live="assertive" aria-atomic="true">{alert}</div>
  </div>
)

/** For what a panel itself has to say. */
export const SayContext = createContext<(text: string) => void>(() => undefined)
export const useSay = (): ((text: string) => void) => useContext(SayContext)
