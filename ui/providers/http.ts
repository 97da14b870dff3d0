// What every provider's requests have in common.

export type Fetch = typeof fetch

/** Neither cookies nor a referrer leave the window; answers are never cached. */
export const quiet: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }

/** Whether the host gives any answer to a request without a key. `no-cors` counts answers that the browser hides from us. Never throws. */
export async function reaches(url: string, mode: 'cors' | 'no-cors', fetchNow: Fetch): Promise<boolean> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), 3000)
  try {
    await fetchNow(url, { ...quiet, mode, signal: controller.signal })
    return true
  } catch {
    return false // that is the answer
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}
