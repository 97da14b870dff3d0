// Lets go first what has come meanwhile: answers of services above all. Never a timer, which would stand still where time does.

type Scheduler = { postTask(work: () => void, options: { priority: 'background' }): Promise<void> }

/** Not in Safari. */
const scheduler = (globalThis as { scheduler?: Scheduler }).scheduler

/** Resolves when nothing of more weight is there to be done; where the browser knows no such order, after what is there already. */
export const turn = (): Promise<void> => scheduler ? scheduler.postTask(() => undefined, { priority: 'background' }) : new Promise((done) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => { port1.close(); done() }
  port2.postMessage(null)
})
