// The key of a service for the rows of one run: asked for at its start, kept nowhere else, gone with the end of the run and with any change of the keys.
import type { JobContext } from './context'

type Known = { keys: unknown; read: Map<string, string> }

export function createRunKeys({ store, channel }: Pick<JobContext, 'store' | 'channel'>) {
  const runs = new Map<string, Known>()
  return {
    /** Null when there is none for this origin. Rows that start before the first answer ask by themselves, so that they leave one after the other. */
    async of(runId: string, providerId: string, origin: string): Promise<string | null> {
      const { keys } = store.get(), before = runs.get(runId), known = before?.keys === keys ? before : { keys, read: new Map<string, string>() }
      runs.set(runId, known)
      const name = `${providerId} ${origin}`, key = known.read.get(name) ?? (await channel.ask('secret.read', { providerId, origin })).key
      if (key !== null) known.read.set(name, key)
      return key
    },
    drop: (runId: string): void => void runs.delete(runId),
  }
}

export type RunKeys = ReturnType<typeof createRunKeys>
