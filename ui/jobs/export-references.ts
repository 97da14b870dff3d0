// The pictures that go along with a request: layers are exported when the run starts, once for all of its jobs.
import { PluginError } from '../../src/shared/errors'
import type { DraftReference } from '../state/state'
import type { JobContext } from './context'
import type { ImageInput, Reference } from './request'

/** Models count any larger picture as this or less (openai-images.md 3.3); the longer side, px. */
export const referenceMaxEdgePx = 2048

/** The picture of a layer as a service gets it. Raises what the sandbox reports, naming the layer. */
export async function exportLayer({ channel, pixels }: Pick<JobContext, 'channel' | 'pixels'>, name: string, from: Pick<Extract<DraftReference['from'], { kind: 'layer' }>, 'nodeId' | 'what' | 'leaveOut'>): Promise<ImageInput> {
  const exported = await channel.ask('layer.export', { nodeId: from.nodeId, what: from.what, leaveOut: from.leaveOut, maxEdgePx: referenceMaxEdgePx })
  const { bytes, mime, widthPx, heightPx } = await sendable(pixels, exported)
  return { bytes, mime, widthPx, heightPx, name }
}

/** A picture as services take it: PNG and JPEG stay as they are, anything else becomes PNG. */
export async function sendable(pixels: JobContext['pixels'], image: { bytes: Uint8Array; mime: string; widthPx: number; heightPx: number }): Promise<{ bytes: Uint8Array; mime: string; widthPx: number; heightPx: number }> {
  if (image.mime === 'image/png' || image.mime === 'image/jpeg') return image
  const made = await pixels.toPlaceable(image.bytes)
  if (made.mime !== 'image/png' && made.mime !== 'image/jpeg') throw new PluginError('pixels.decode-failed', 'An animated picture cannot be sent along.', { hint: 'Choose the layer\'s look instead of its fill.' })
  return made
}

/** Keeps the exports of each run; a failed one is tried again by the next job. */
export function createReferenceExports(context: Pick<JobContext, 'channel' | 'pixels'>) {
  const runs = new Map<string, Map<string, Promise<ImageInput>>>()
  const image = (runId: string, { name, from }: DraftReference): Promise<ImageInput> => {
    if (from.kind === 'file') return Promise.resolve(from.image)
    const known = runs.get(runId) ?? new Map<string, Promise<ImageInput>>()
    runs.set(runId, known)
    const key = `${from.nodeId} ${from.what} ${from.leaveOut}`
    const promise = known.get(key) ?? exportLayer(context, name, from)
    known.set(key, promise)
    promise.catch(() => known.delete(key))
    return promise
  }
  return {
    /** In request order. Rejects with what the sandbox reported, naming the layer. */
    of: (runId: string, references: readonly DraftReference[]): Promise<Reference[]> =>
      Promise.all(references.map(async (reference) => ({ role: reference.role, image: await image(runId, reference) }))),
    drop: (runId: string): void => void runs.delete(runId),
  }
}
