// Starts a worker from its text, by whichever way the page allows.

export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener' | 'removeEventListener'>

/** Gives the worker's text. */
export type WorkerCode = () => Promise<string>

export type WorkHost = {
  /** Starts a worker from a URL; raises or fires `error` where the page's policy refuses it. */
  startWorker(url: string): WorkerLike
  /** Null where blobs have no URLs. */
  blobUrl(code: string): string | null
  revoke(url: string): void
  /** Runs the code on the window's thread. */
  startHere(code: string): WorkerLike
}

/** The worker of `text` says any message once it runs. `here`: the page refuses workers, so the code runs on its thread and messages are not copied. */
export async function openWorker(text: WorkerCode, host: WorkHost): Promise<{ worker: WorkerLike; here: boolean }> {
  const code = await text()
  const blob = host.blobUrl(code)
  for (const url of [blob, `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`]) {
    const open = url && (await greeted(url, host))
    if (url && url === blob) host.revoke(url)
    if (open) return { worker: open, here: false }
  }
  return { worker: host.startHere(code), here: true }
}

/** Null when the page refuses the worker. */
function greeted(url: string, host: WorkHost): Promise<WorkerLike | null> {
  return new Promise((resolve) => {
    let open: WorkerLike
    try {
      open = host.startWorker(url)
    } catch {
      resolve(null)
      return
    }
    const settle = (result: WorkerLike | null): void => {
      open.removeEventListener('message', ready)
      open.removeEventListener('error', refused)
      if (!result) open.terminate()
      resolve(result)
    }
    const ready = (): void => settle(open)
    const refused = (event: Event): void => {
      event.preventDefault()
      settle(null)
    }
    open.addEventListener('message', ready)
    open.addEventListener('error', refused)
  })
}
