// Pixel work of edits in the browser: everything that takes long goes to the pixel worker.
import { PluginError } from '../../src/shared/errors'
import { encodePng } from '../pixels/codec'
import { openPixelWork } from '../pixels/in-place/open-pixel-work'
import type { PixelWork } from '../pixels/in-place/pixel-work'
import { gainsOf } from '../pixels/in-place/tone'
import type { EncodedPicture } from '../jobs/composite'
import type { AreaWork, EditWork, SourceInput } from './edit-work'

const unchanged = (): PluginError => new PluginError('provider.bad-response', 'The model left the marked part as it was.', { hint: 'Say more clearly what should be there.' })
const reframed = (): PluginError => new PluginError('pixels.extent-mismatch', 'The model reframed the picture, so nothing was changed.')

export function createBrowserEditWork(open: () => PixelWork = openPixelWork): EditWork {
  let work: PixelWork | null = null
  const worker = (): PixelWork => (work ??= open())
  const behindOf = ({ behind }: SourceInput) => (behind ? { behind } : {})
  const area = ({ source, coverage, plan }: AreaWork) => ({ source, mask: coverage, drawn: true, plan })
  const encoded = ({ bytes, mime }: EncodedPicture) => ({ bytes: bytes as Uint8Array<ArrayBuffer>, mime })
  return {
    async coverageOf(masks, extent, tiled, { signal }) {
      return (await worker().coverageOf({ masks, extent, tiled }, { signal })).coverage
    },
    async previewOf(source, longestPx, { signal }) {
      const { preview } = await worker().preview({ source, longestPx }, { signal })
      return { bytes: await encodePng(preview), mime: 'image/png', widthPx: preview.width, heightPx: preview.height }
    },
    async pixelsOf(source, longestPx, { signal }) {
      return (await worker().preview({ source, longestPx }, { signal })).preview
    },
    async prepareArea(wish, { signal }) {
      const { image, requestMask } = await worker().prepare({ ...area(wish), options: behindOf(wish.source) }, { signal })
      return { source: image, mask: requestMask, markup: null }
    },
    async finishArea(wish, answer, { signal, form }) {
      const { matchTone, keepUnchanged, source } = wish
      const { picture, changed, report, differences } = await worker().finish({ ...area(wish), answer: encoded(answer), options: { matchTone, keepUnchanged, form, ...behindOf(source) } }, { signal })
      if (report.reframed) throw reframed()
      if (!picture) throw unchanged()
      const { dx, dy, scale, rotation } = report.alignment
      return {
        form, picture, difference: differences,
        report: { changedOutside: report.changedOutside, alignment: { dx, dy, scale, rotation }, tone: gainsOf(report.tone), seam: report.seam, changed, warnings: [...report.warnings] },
      }
    },
    async prepareWhole({ source, plan, hints }, { signal }) {
      const { image, markup } = await worker().prepareWhole({ source, plan, ...behindOf(source), ...(hints ? { hints } : {}) }, { signal })
      return { source: image, mask: null, markup }
    },
    async finishWhole({ source, plan }, answer, { signal }) {
      const { picture, alignment } = await worker().finishWhole({ source, plan, answer: encoded(answer), ...behindOf(source) }, { signal })
      return {
        form: 'whole', picture, difference: null,
        report: { changedOutside: null, alignment, tone: [], seam: null, changed: { x: 0, y: 0, width: picture.widthPx, height: picture.heightPx }, warnings: [] },
      }
    },
    async prepareExpand({ source, plan }, { signal }) {
      const { image, requestMask } = await worker().prepareExpand({ source, plan, options: behindOf(source) }, { signal })
      return { source: image, mask: requestMask, markup: null }
    },
    async finishExpand({ source, plan, strict, matchTone }, answer, { signal, form }) {
      const { picture, report } = await worker().finishExpand({ source, plan, answer: encoded(answer), options: { strict, matchTone, ...behindOf(source) } }, { signal })
      if (!picture) throw reframed()
      const { dx, dy, scale, rotation } = report.alignment
      return {
        form, picture, difference: null,
        report: { changedOutside: report.changedOutside, alignment: { dx, dy, scale, rotation }, tone: gainsOf(report.tone), seam: report.seam, changed: plan.expanded, warnings: [...report.warnings] },
      }
    },
    async upscale(source, scaling, part, { signal }) {
      return (await worker().upscale({ source, scaling, ...(part ? { part } : {}) }, { signal })).upscaled
    },
    groundOf: async (source, { signal }) => (await worker().groundOf({ source }, { signal })).ground,
    alphaOf: async (source, { signal }) => (await worker().alphaOf({ source }, { signal })).coverage,
    async cutOut({ source, way, marks }, answer, { signal, form }) {
      const { picture, cut } = await worker().cutOut({ source, way, form, ...behindOf(source), ...(marks ? { marks } : {}), ...(answer ? { answer: encoded(answer) } : {}) }, { signal })
      return { form, picture, difference: null, report: { changedOutside: cut.changedWhole, kept: cut.kept, alignment: cut.alignment, tone: [], seam: null, changed: cut.box, warnings: [] } }
    },
    close() {
      work?.close()
      work = null
    },
  }
}
