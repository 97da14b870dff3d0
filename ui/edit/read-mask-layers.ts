// The selected shapes as one coverage picture in source px.
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { SourcePicture } from '../../src/shared/source'
import type { WindowChannel } from '../jobs/context'
import type { EncodedMask } from '../pixels/in-place/work-order'
import { extentOfSource } from './edit-view'
import type { EditWork } from './edit-work'

/** Longer side of an exported shape, px: Figma gives no more. */
const maxEdgePx = 4096

type Wish = { channel: WindowChannel; work: Pick<EditWork, 'coverageOf'>; source: SourcePicture; layers: readonly LayerSnapshot[]; signal: AbortSignal }

/** One byte a source px, 255 = change. Rejects with what the sandbox said of the first shape that cannot be read. */
export async function readMaskLayers({ channel, work, source, layers, signal }: Wish): Promise<Uint8Array> {
  const masks: EncodedMask[] = []
  for (const layer of layers) {
    const { mask, bytes } = await channel.ask('mask.read', { nodeId: layer.id, sourceId: source.nodeId, paintIndex: source.paintIndex, maxEdgePx }, { signal })
    masks.push({ bytes: bytes as Uint8Array<ArrayBuffer>, toSource: mask.toSource })
  }
  return work.coverageOf(masks, extentOfSource(source), source.scaleMode === 'TILE', { signal })
}
