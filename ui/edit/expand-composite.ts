// A frozen expansion as the job pipeline runs it.
import type { Composite, EncodedPicture } from '../jobs/composite'
import type { ImageInput } from '../jobs/request'
import type { PlannedEdit } from '../tools/tool'
import type { EditWork, Prepared, SourceInput } from './edit-work'

const sent = (name: string, picture: Prepared['source']): ImageInput => ({ name, ...picture })

/** The picture of a step before has no hash: it is known by itself. */
const keys = new WeakMap<Uint8Array, string>()
let known = 0
function keyOf({ bytes }: EncodedPicture): string {
  const key = keys.get(bytes) ?? `step ${(known += 1)}`
  keys.set(bytes, key)
  return key
}

/** A larger picture is always whole: it goes into a fill, or is a layer of its own where nothing may be resized. */
export function expandCompositeOf({ plan, strict, matchTone, sendsMask, asLayer, ring }: Extract<PlannedEdit, { kind: 'expand' }>, input: () => Promise<SourceInput>, work: EditWork): Composite {
  const form = asLayer ? 'patch' : 'whole'
  const from = async (before: EncodedPicture | null | undefined): Promise<SourceInput> => (before ? { key: keyOf(before), bytes: before.bytes as Uint8Array<ArrayBuffer>, mime: before.mime, behind: (await input()).behind } : input())
  return {
    masks: sendsMask, patches: false, usualForm: form,
    async prepare({ signal, before }) {
      const made = await work.prepareExpand({ source: await from(before), plan, strict, matchTone }, { signal })
      return { source: sent('picture', made.source), mask: sendsMask && made.mask ? sent('mask', made.mask) : null }
    },
    async finish(answer, { signal, before }) {
      const made = await work.finishExpand({ source: await from(before), plan, strict, matchTone }, answer, { signal, form })
      return ring ? { ...made, report: { ...made.report, changed: ring } } : made
    },
  }
}
