// Patch layers over the picture under edit: with them it is what the designer sees.
import type { SourcePicture } from '../../src/shared/source'
import type { WindowChannel } from '../jobs/context'
import type { EncodedSource, Overlay } from '../pixels/in-place/source'

/** Bottom first. A patch that vanished meanwhile is left out. */
export async function readPatches(channel: WindowChannel, { patches = [] }: SourcePicture, signal: AbortSignal): Promise<Overlay[]> {
  const over: Overlay[] = []
  for (const { nodeId, visible, toSource } of patches) {
    if (!visible) continue
    const read = await channel.ask('source.read', { nodeId, paintIndex: null, haveHash: null }, { signal }).catch((error: unknown) => {
      if (signal.aborted) throw error
      return null // deleted or hidden since: it is no longer seen
    })
    if (read?.bytes) over.push({ bytes: read.bytes as Uint8Array<ArrayBuffer>, mime: read.source.mime, toSource })
  }
  return over
}

export const encodedOf = ({ imageHash, mime, widthPx, heightPx, patches = [] }: SourcePicture, bytes: Uint8Array<ArrayBuffer>, over: readonly Overlay[]): EncodedSource => ({
  key: over.length === 0 ? imageHash : [imageHash, ...patches.filter(({ visible }) => visible).map((patch) => patch.imageHash)].join(' '), bytes, mime, extent: { width: widthPx, height: heightPx }, ...(over.length > 0 ? { over } : {}),
})
