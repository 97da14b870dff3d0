// Patch layers over the picture under edit: with them it is what the designer sees.
import type { SourcePicture } from '../../src/shared/source'
import type { WindowChannel } from '../jobs/context'
import type { EncodedSource, Overlay } from '../pixels/in-place/source'

/** A patch as it was read. */
export type LaidPatch = Overlay & { nodeId: string; imageHash: string }

/** Bottom first. A patch that vanished meanwhile is left out. */
export async function readPatches(channel: WindowChannel, { patches = [] }: SourcePicture, signal: AbortSignal): Promise<LaidPatch[]> {
  const over: LaidPatch[] = []
  for (const { nodeId, imageHash, visible, toSource } of patches) {
    if (!visible) continue
    const read = await channel.ask('source.read', { nodeId, paintIndex: null, haveHash: null }, { signal }).catch((error: unknown) => {
      if (signal.aborted) throw error
      return null // deleted or hidden since: it is no longer seen
    })
    if (read?.bytes) over.push({ nodeId, imageHash, bytes: read.bytes as Uint8Array<ArrayBuffer>, mime: read.source.mime, toSource })
  }
  return over
}

export const encodedOf = ({ imageHash, mime, widthPx, heightPx }: SourcePicture, bytes: Uint8Array<ArrayBuffer>, over: readonly LaidPatch[]): EncodedSource => ({
  key: [imageHash, ...over.map((patch) => patch.imageHash)].join(' '), bytes, mime, extent: { width: widthPx, height: heightPx },
  ...(over.length > 0 ? { over: over.map(({ bytes, mime, toSource }) => ({ bytes, mime, toSource })) } : {}),
})
