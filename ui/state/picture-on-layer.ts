// A picture that a layer carries, by its hash.
import { PluginError } from '../../src/shared/errors'
import type { SourcePicture } from '../../src/shared/source'
import type { WindowChannel } from '../jobs/context'

/** On top or below. Raises selection.changed when the layer does not carry it any more, and what reading the layer raises. */
export async function pictureOnLayer(channel: WindowChannel, nodeId: string, imageHash: string): Promise<{ source: SourcePicture; bytes: Uint8Array<ArrayBuffer> }> {
  const top = await channel.ask('source.read', { nodeId, paintIndex: null, haveHash: null })
  const other = top.source.imageHash === imageHash ? null : top.source.pictures.find((picture) => picture.imageHash === imageHash)
  const read = other ? await channel.ask('source.read', { nodeId, paintIndex: other.paintIndex, haveHash: null }) : top
  if (read.source.imageHash !== imageHash || !read.bytes) throw new PluginError('selection.changed', `The picture of ${top.source.name} was changed meanwhile.`, { hint: 'Nothing was sent.' })
  return { source: read.source, bytes: read.bytes as Uint8Array<ArrayBuffer> }
}
