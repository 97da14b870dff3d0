// This user's storage: 5 MB a plugin on this machine (figma-platform 3.3). Settings, small states and the last jobs; keys are in secrets.ts.
import { PluginError } from '../shared/errors'
import type { JobRecord } from '../shared/protocol'
import { restoreSettings, type Settings } from '../shared/settings'
import { lockFor } from './lock'

const settingsKey = 'inlay/settings'
const jobsKey = 'inlay/jobs'
const maxJobs = 50
const passing = ['preparing', 'compositing', 'placing']

export const loadSettings = async (): Promise<Settings> => restoreSettings(await figma.clientStorage.getAsync(settingsKey))
export const saveSettings = (settings: Settings): Promise<void> => store(settingsKey, restoreSettings(settings))

/** Makes room where it is needed: the oldest thumbnails of History go first, then its oldest entries. Raises storage.full. Whatever Figma's reason is, the value was plain data, so only room can be missing. */
export async function store(key: string, value: unknown): Promise<void> {
  for (;;) {
    try {
      return await figma.clientStorage.setAsync(key, value)
    } catch (error) {
      if (!(await makeRoom(key))) throw new PluginError('storage.full', 'Figma has no room left for what Inlay keeps on this computer.', { hint: 'Nothing on the canvas was lost. Clear the history in Inlay to make room.', cause: error })
    }
  }
}

const statePrefix = 'inlay/state/', thumbPrefix = `${statePrefix}thumb-`, historyKey = `${statePrefix}history`
let told = false

/** False when nothing is left that may go, or it is what wants to be stored. Names of thumbnails begin with their time. */
async function makeRoom(forKey: string): Promise<boolean> {
  const { clientStorage } = figma, oldest = (await clientStorage.keysAsync()).filter((key) => key.indexOf(thumbPrefix) === 0 && key !== forKey).sort().slice(0, 8)
  for (const key of oldest) await clientStorage.deleteAsync(key)
  const entries: unknown = oldest.length > 0 || forKey === historyKey ? null : await clientStorage.getAsync(historyKey)
  const listed = Array.isArray(entries) ? entries : []
  if (listed.length > 0) await clientStorage.setAsync(historyKey, listed.slice(Math.ceil(listed.length / 2)))
  const made = oldest.length + listed.length > 0
  if (made && !told) figma.notify("The oldest pictures left Inlay's History to make room.")
  told = told || made
  return made
}

const stateKey = (name: string): string => {
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(name)) throw new PluginError('request.invalid', 'Something in Inlay went wrong.', { hint: 'The name of a kept state may hold letters, digits and hyphens.' })
  return name === 'jobs' ? jobsKey : statePrefix + name
}

/** Null when nothing was kept. `jobs` gives the last job records. */
export async function loadState(name: string): Promise<unknown> {
  const value: unknown = await figma.clientStorage.getAsync(stateKey(name))
  return value === undefined ? null : value
}
export const saveState = (name: string, value: unknown): Promise<void> => (value === null ? figma.clientStorage.deleteAsync(stateKey(name)) : store(stateKey(name), value))

/** As `lockFor`, in this user's storage. Raises storage.full. */
export const lockState = (owner: string, wanted: boolean): Promise<boolean> => lockFor(figma.clientStorage, store, owner, wanted)

/** Keeps the newest job records for after a crash. Writes one at a time, and only the latest of what piled up. */
export function createJobLog() {
  let jobs: JobRecord[] | null = null, writing = false, dirty = false

  async function write(): Promise<void> {
    if (writing) return
    writing = true
    try {
      while (dirty) {
        dirty = false
        await store(jobsKey, jobs)
      }
    } finally {
      writing = false
    }
  }

  return {
    /** Raises storage.full. */
    async note(job: JobRecord): Promise<void> {
      if (!jobs) {
        const kept = await loadState('jobs')
        jobs = jobs ?? (Array.isArray(kept) ? (kept as JobRecord[]) : [])
      }
      const at = jobs.map((known) => known.id).indexOf(job.id)
      if (at >= 0) jobs[at] = job
      else jobs.push(job)
      jobs = jobs.slice(-maxJobs)
      // Steps on the way change nothing for a recovery: they are written along with the next that does.
      if (passing.indexOf(job.state) >= 0) return
      dirty = true
      await write()
    },
  }
}
