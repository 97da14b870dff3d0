// A frozen cut-out as the job pipeline runs it: made on this device, or from the alpha of a model's answer.
import { PluginError } from '../../src/shared/errors'
import type { Composed, ComposedForm, Composite, EncodedPicture } from '../jobs/composite'
import type { PlannedEdit } from '../tools/tool'
import type { EditWork, SourceInput } from './edit-work'

export function cutOutCompositeOf({ way }: Extract<PlannedEdit, { kind: 'cut-out' }>, input: () => Promise<SourceInput>, coverage: () => Uint8Array<ArrayBuffer>, work: EditWork): Composite {
  const cut = async (answer: EncodedPicture | null, { signal, form }: { signal: AbortSignal; form: ComposedForm }): Promise<Composed> =>
    work.cutOut({ source: await input(), way, marks: way.by === 'marks' ? coverage() : null }, answer, { signal, form })
  if (way.by === 'answer') {
    const { plan } = way
    return {
      patches: true, usualForm: 'whole',
      async prepare(options) {
        const { source } = await work.prepareWhole({ source: await input(), plan, hints: null }, options)
        return { source: { name: 'picture', ...source }, mask: null }
      },
      finish: cut,
    }
  }
  let made: Composed | null = null
  return {
    patches: true, usualForm: 'whole',
    prepare: () => Promise.reject(new PluginError('internal', 'Something in Inlay went wrong.', { hint: 'a cut-out on this device asks nobody' })),
    async make(options) {
      made = await cut(null, options)
      return made.picture
    },
    finish: async (answer, options) => (made && made.form === options.form && made.picture.bytes === answer.bytes ? made : cut(null, options)),
  }
}
