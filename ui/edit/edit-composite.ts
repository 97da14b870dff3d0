// A frozen edit as the job pipeline runs it.
import { areaOf } from '../../src/shared/geometry'
import type { SourcePicture } from '../../src/shared/source'
import type { Composite } from '../jobs/composite'
import type { ImageInput } from '../jobs/request'
import type { EncodedSource } from '../pixels/in-place/source'
import type { PlannedEdit } from '../tools/tool'
import type { EditWork, Prepared, SourceInput } from './edit-work'
import { cutOutCompositeOf } from './cut-out-composite'
import { extentOfSource } from './edit-view'
import { expandCompositeOf } from './expand-composite'
import { upscaleCompositeOf } from './upscale-composite'

export type FrozenEdit = {
  edit: PlannedEdit
  source: SourcePicture
  /** The picture as it is seen; read when the job starts. */
  from(): Promise<EncodedSource>
  /** One byte a source px, as it was drawn; a new array each time. */
  coverage(): Uint8Array<ArrayBuffer>
  work: EditWork
}

/** Beyond this the whole picture once more would bloat the file (design D0.6). */
const largeEdit = { pixels: 8e6, bytes: 12 * 1024 * 1024 }

const sent = (name: string, picture: Prepared['source']): ImageInput => ({ name, ...picture })

export function compositeOf({ edit, source, from, coverage, work }: FrozenEdit): Composite {
  let read: Promise<SourceInput> | null = null
  const input = (): Promise<SourceInput> => (read ??= from().then((encoded) => ({ ...encoded, behind: source.behind })))
  if (edit.kind === 'whole') {
    const { plan } = edit
    return {
      patches: false, usualForm: 'whole',
      async prepare(options) {
        const made = await work.prepareWhole({ source: await input(), plan, hints: edit.sendsMarkup ? coverage() : null }, options)
        return { source: sent('picture', made.source), mask: null, ...(made.markup ? { markup: sent('hints', made.markup) } : {}) }
      },
      finish: async (answer, options) => work.finishWhole({ source: await input(), plan, hints: null }, answer, options),
    }
  }
  if (edit.kind === 'cut-out') return cutOutCompositeOf(edit, input, coverage, work)
  if (edit.kind === 'upscale') return upscaleCompositeOf(edit, input, work, source.scaleMode !== 'TILE')
  if (edit.kind === 'expand') return expandCompositeOf(edit, input, work)
  const { plan, matchTone, keepUnchanged, sendsMask } = edit
  return {
    // A tile repeats; a patch covers one place.
    masks: sendsMask, patches: source.scaleMode !== 'TILE', usualForm: areaOf(extentOfSource(source)) > largeEdit.pixels ? 'patch' : 'whole',
    async prepare(options) {
      const made = await work.prepareArea({ source: await input(), coverage: coverage(), plan, matchTone, keepUnchanged }, options)
      return { source: sent('picture', made.source), mask: sendsMask && made.mask ? sent('mask', made.mask) : null }
    },
    finish: async (answer, options) => work.finishArea({ source: await input(), coverage: coverage(), plan, matchTone, keepUnchanged }, answer, options),
  }
}
