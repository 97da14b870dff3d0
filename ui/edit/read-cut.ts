// A picture that was cut out before, for correcting the cut: the whole picture that it was cut from, and what stayed of it.
import type { SourcePicture } from '../../src/shared/source'
import type { WindowChannel } from '../jobs/context'
import type { EditWork } from './edit-work'
import { encodedOf } from './read-patches'

type Wish = { channel: WindowChannel; work: Pick<EditWork, 'alphaOf'>; source: SourcePicture; bytes: Uint8Array<ArrayBuffer>; signal: AbortSignal }

/** Null when the picture that shows is no cut, or what it was cut from is no longer on the layer. */
export async function readCut({ channel, work, source, bytes, signal }: Wish): Promise<{ source: SourcePicture; bytes: Uint8Array<ArrayBuffer>; alpha: Uint8Array } | null> {
  const step = source.steps.find(({ imageHash, toolId }) => imageHash === source.imageHash && toolId === 'cut-out')
  const whole = step && source.pictures.find(({ imageHash }) => imageHash === step.from)
  if (!whole) return null
  const under = await channel.ask('source.read', { nodeId: source.nodeId, paintIndex: whole.paintIndex, haveHash: null }, { signal })
  if (!under.bytes || under.source.widthPx !== source.widthPx || under.source.heightPx !== source.heightPx) return null
  return { source: under.source, bytes: under.bytes as Uint8Array<ArrayBuffer>, alpha: await work.alphaOf(encodedOf(source, bytes, []), { signal }) }
}
