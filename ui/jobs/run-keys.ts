// The key of a service for the rows of one run: asked for once, kept nowhere else, gone with the end of the run and with any change of the keys.
import type { JobContext } from './context'

type Known = { keys: unknown; asked: Map<string, Promise<string | null>> }

export function createRunKeys({ store, channel }: Pick<JobContext, 'store' | 'channel'>) {
  const runs = new Map<string, Known>()
  return {
    /** Null when there is none for this origin; then, and after a failure, the next row asks again. */
    of(runId: string, providerId: string, origin: string): Promise<string | null> {
      const { keys } = store.get(), before = runs.get(runId), known = before?.keys === keys ? before : { keys, asked: new Map<string, Promise<string | null>>() }
      runs.set(runId, known)
      const name = `${providerId} ${origin}`, asked = known.asked.get(name) ?? channel.ask('secret.read', { providerId, origin }).then(({ key }) => key)
      known.asked.set(name, asked)
      const forget = (): void => void known.asked.delete(name)
      asked.then((key) => { if (key === null) forget() }, forget)
      return asked
    },
    drop: (runId: string): void => void runs.delete(runId),
  }
}

export type RunKeys = ReturnType<typeof createRunKeys>
