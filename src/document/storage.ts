// This user's storage: 5 MB a plugin on this machine (figma-platform 3.3). Settings, small states and the last jobs; keys are in secrets.ts.
import { PluginError } from '../shared/errors'
import type { JobRecord } from '../shared/protocol'
import { restoreSettings, type Settings } from '../shared/settings'

const settingsKey = 'inlay/settings'
const jobsKey = 'inlay/jobs'
const maxJobs = 50
const passing = ['preparing', 'compositing', 'placing']

export const loadSettings = async (): Promise<Settings> => restoreSettings(await figma.clientStorage.getAsync(settingsKey))
export const saveSettings = (settings: Settings): Promise<void> => store(settingsKey, restoreSettings(settings))

/** Raises storage.full. Whatever Figma's reason is, the value was plain data, so only room can be missing. */
export async function store(key: string, value: unknown): Promise<void> {
  try {
    await figma.clientStorage.setAsync(key, value)
  } catch (error) {
    throw new PluginError('storage.full', 'Figma has no room left for what Inlay keeps on this computer.', { hint: 'Nothing on the canvas was lost. Clear the history in Inlay to make room.', cause: error })
  }
}

const stateKey = (name: string): string => {
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(name)) throw new PluginError('request.invalid', 'Something in Inlay went wrong.', { hint: 'The name of a kept state may hold letters, digits and hyphens.' })
  return name === 'jobs' ? jobsKey : `inlay/state/${name}`
}

/** Null when nothing was kept. `jobs` gives the last job records. */
export async function loadState(name: string): Promise<unknown> {
  const value: unknown = await figma.clientStorage.getAsync(stateKey(name))
  return value === undefined ? null : value
}
export const saveState = (name: string, value: unknown): Promise<void> => store(stateKey(name), value)

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
