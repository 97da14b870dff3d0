// Pixel work of edits without pixels: what was asked is kept, answers are named after what they were made of.
import { PluginError } from '../../src/shared/errors'
import type { Composed, ComposedForm, EncodedPicture } from '../../ui/jobs/composite'
import type { Ground } from '../../ui/pixels/cut-out/cut-out-order'
import { makePixels } from '../../ui/pixels/in-place/pixels'
import type { AreaWork, CutOutWork, EditWork, ExpandWork, WholeWork } from '../../ui/edit/edit-work'

const encoder = new TextEncoder()
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const picture = (text: string): EncodedPicture => ({ bytes: encoder.encode(text), mime: 'image/png', widthPx: 64, heightPx: 48 })
const composed = (text: string, form: ComposedForm): Composed => ({
  form, picture: form === 'patch' ? picture(`patch of ${text}`) : { ...picture(text), widthPx: 400, heightPx: 300 }, difference: null,
  report: { changedOutside: 0, alignment: { dx: 3, dy: 0, scale: 1, rotation: 0 }, tone: [1, 1, 1], seam: 0.05, changed: { x: 10, y: 20, width: 30, height: 40 }, warnings: [] },
})

export type FakeEditWork = EditWork & { areas: AreaWork[]; wholes: WholeWork[]; expands: ExpandWork[]; cuts: CutOutWork[]; /** Of every picture. */ ground: Ground; /** The next answer is refused as reframed. */ reframes: number }

/** Every mask covers the first 100 x 100 px of its source. */
export function createFakeEditWork(): FakeEditWork {
  const work: FakeEditWork = {
    areas: [], wholes: [], expands: [], cuts: [], ground: 'plain', reframes: 0,
    async coverageOf(_masks, { width, height }) {
      const coverage = new Uint8Array(width * height)
      for (let y = 0; y < Math.min(100, height); y++) coverage.fill(255, y * width, y * width + Math.min(100, width))
      return coverage
    },
    previewOf: async (source) => picture(`preview of ${source.key}`),
    pixelsOf: async () => makePixels(64, 48),
    async prepareArea(area) {
      work.areas.push(area)
      return { source: picture(`crop of ${area.source.key}`), mask: picture('mask'), markup: null }
    },
    async finishArea(area, answer, { form }) {
      if (work.reframes > 0) {
        work.reframes -= 1
        throw new PluginError('pixels.extent-mismatch', 'The model reframed the picture, so nothing was changed.')
      }
      return composed(`${area.source.key} with ${answer.bytes.length} bytes`, form)
    },
    async prepareWhole(whole) {
      work.wholes.push(whole)
      return { source: picture(`all of ${whole.source.key}`), mask: null, markup: whole.hints ? picture('hints') : null }
    },
    finishWhole: async (whole) => composed(`${whole.source.key} edited`, 'whole'),
    async prepareExpand(expand) {
      work.expands.push(expand)
      return { source: picture(`surroundings of ${expand.source.key}`), mask: picture('mask'), markup: null }
    },
    async finishExpand({ source, plan }, _answer, { form }) {
      const made = composed(`${source.key} made larger`, form)
      return { ...made, report: { ...made.report, changed: plan.expanded } }
    },
    upscale: async (source, { extent }, part) => ({ ...picture(`${source.key} at ${extent.width} x ${extent.height}${part ? `, from ${part.x}, ${part.y}` : ''}`), widthPx: part?.width ?? extent.width, heightPx: part?.height ?? extent.height }),
    groundOf: async () => work.ground,
    alphaOf: async ({ extent }) => new Uint8Array((extent?.width ?? 0) * (extent?.height ?? 0)).fill(255, 0, 50),
    async cutOut(cut, answer, { form }) {
      work.cuts.push(cut)
      const made = composed(`${cut.source.key} cut by ${cut.way.by}${answer ? ` with ${answer.bytes.length} bytes` : ''}`, form)
      return { ...made, report: { ...made.report, alignment: null, tone: [], seam: null, kept: 0.4 } }
    },
    close: () => undefined,
  }
  return work
}
