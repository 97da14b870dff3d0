// A service may echo the key it was given, in a form that no pattern knows. It is taken out before the error goes anywhere.
import { isAbort } from '../../src/shared/channel'
import { fromErrorReport, toErrorReport } from '../../src/shared/errors'

/** Runs `work`; an error of it comes back as a PluginError without `key` in any of its texts. Aborts pass as they are. */
export async function withoutKey<T>(key: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isAbort(error) || key === null) throw error
    const written = JSON.stringify(key).slice(1, -1)
    throw fromErrorReport(JSON.parse(JSON.stringify(toErrorReport(error)).split(written).join('[key removed]')) as ReturnType<typeof toErrorReport>)
  }
}
