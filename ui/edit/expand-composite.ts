// A frozen expansion as the job pipeline runs it.
import type { Composite } from '../jobs/composite'
import type { ImageInput } from '../jobs/request'
import type { PlannedEdit } from '../tools/tool'
import type { EditWork, Prepared, SourceInput } from './edit-work'

const sent = (name: string, picture: Prepared['source']): ImageInput => ({ name, ...picture })

/** A larger picture is always whole: it goes into a fill, or is a layer of its own where nothing may be resized. */
export function expandCompositeOf({ plan, strict, matchTone, sendsMask, asLayer }: Extract<PlannedEdit, { kind: 'expand' }>, input: () => Promise<SourceInput>, work: EditWork): Composite {
  const form = asLayer ? 'patch' : 'whole'
  return {
    masks: sendsMask, patches: false, usualForm: form,
    async prepare(options) {
      const made = await work.prepareExpand({ source: await input(), plan, strict, matchTone }, options)
      return { source: sent('picture', made.source), mask: sendsMask && made.mask ? sent('mask', made.mask) : null }
    },
    finish: async (answer, { signal }) => work.finishExpand({ source: await input(), plan, strict, matchTone }, answer, { signal, form }),
  }
}
