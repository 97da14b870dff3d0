// Measures how well the text layers of a filled frame can be read on each of its pictures.
import type { EditWork } from '../edit/edit-work'
import { pictureOf, type JobResult } from '../jobs/job'
import { contrastOf, textsOver } from '../words/readability'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { AppState } from './state'
import type { Store } from './store'

/** Longer side of what is measured, px. */
const measuredPx = 384

export type Readability = ReturnType<typeof createReadability>

export function createReadability({ store, work }: { store: Store<AppState>; work: Pick<EditWork, 'pixelsOf'> }) {
  const controller = new AbortController()
  let running = 0

  const put = (key: string, contrast: AppState['contrasts'][string]): void => store.set(({ contrasts }) => ({ contrasts: { ...contrasts, [key]: contrast } }))

  async function measure(result: JobResult, layer: LayerSnapshot): Promise<void> {
    const { bytes, mime } = pictureOf(result)
    running += 1
    put(result.key, null)
    try {
      const pixels = await work.pixelsOf({ key: `contrast ${result.key}`, bytes: bytes as Uint8Array<ArrayBuffer>, mime }, measuredPx, { signal: controller.signal })
      put(result.key, contrastOf(pixels, layer, textsOver(layer)))
    } catch {
      // Not measured: no badge says anything of it.
    } finally {
      running -= 1
    }
  }

  return {
    follow(): void {
      const { jobs, snapshot, contrasts } = store.get()
      for (const layer of snapshot?.layers ?? []) {
        if (!layer.textLayers?.some(({ colour }) => colour)) continue
        for (const job of Object.values(jobs)) {
          if (job.placements[0]?.targetId !== layer.id || job.placements[0].edit) continue
          for (const result of job.results) if (contrasts[result.key] === undefined) void measure(result, layer)
        }
      }
    },
    idle: (): boolean => running === 0,
    stop: (): void => controller.abort(),
  }
}
