// A frozen upscale as the job pipeline runs it: made on this device, or a model's answer fitted to the larger copy, whose alpha stays.
import type { Composed, ComposedForm, Composite, EncodedPicture } from '../jobs/composite'
import type { PlannedEdit } from '../tools/tool'
import { tileInPicture } from '../pixels/upscale/plan-upscale'
import type { EditWork, SourceInput } from './edit-work'

export function upscaleCompositeOf({ scaling, part, way }: Extract<PlannedEdit, { kind: 'upscale' }>, input: () => Promise<SourceInput>, work: EditWork, patches: boolean): Composite {
  const { box, extent } = scaling
  const larger = async (): Promise<SourceInput> => {
    const source = await input()
    return { ...source, key: `${source.key} at ${extent.width} x ${extent.height}`, enlarged: scaling }
  }
  const composed = (picture: EncodedPicture, form: ComposedForm): Composed => ({ form, picture, difference: null, report: { changedOutside: null, alignment: null, tone: [], seam: null, resampled: true, changed: part ? tileInPicture(scaling, part) : box, warnings: [] } })
  // A tile is a layer, whatever the setting says.
  const common = { patches: patches && part === null, usualForm: part ? 'patch' as const : 'whole' as const }
  if (way.by === 'answer') {
    const { plan, sends } = way
    return {
      ...common,
      async prepare(options) {
        const asked = sends === 'larger' ? { source: await larger(), plan } : { source: await input(), plan: { crop: { x: 0, y: 0, ...plan.request }, request: plan.request, scale: 1 } }
        return { source: { name: 'picture', ...(await work.prepareWhole({ ...asked, hints: null }, options)).source }, mask: null }
      },
      async finish(answer, { signal, form }) {
        const made = await work.finishWhole({ source: await larger(), plan, hints: null }, answer, { signal })
        return { ...made, form, report: { ...made.report, changed: box } }
      },
    }
  }
  return {
    ...common,
    prepare: () => Promise.reject(new Error('an upscale on this device asks nobody')),
    make: async ({ signal, form }) => work.upscale(await input(), scaling, part ?? (form === 'patch' ? { x: 0, y: 0, ...extent } : null), { signal }),
    finish: async (answer, { form }) => composed(answer, part ? 'patch' : form),
  }
}
