// Larger copies of a picture: resampled on this device, enlarged by a service made for it, or drawn anew by a model that makes that many px.
import { lanczosCard, falUpscaleCards } from '../models/finish'
import type { ModelCard } from '../models/model-card'
import { planCrop } from '../pixels/in-place/plan-crop'
import { isUpscaleProblem, planUpscale, tileInPicture, type UpscalePlan } from '../pixels/upscale/plan-upscale'
import { blockedBy } from '../tools/tool'
import { extentOfSource } from '../edit/edit-view'
import type { SourcePicture } from '../../src/shared/source'
import type { FinishInput, FinishMethod } from './finish-method'
import { wishOf } from './upscale-draft'

const redraw = 'Draw image 1 once more, as it is, at a higher resolution: the same picture with the same framing, shapes, places, colours and light, and finer detail. Change nothing, add nothing, do not crop, zoom or shift it. Keep all words exactly as they are written.'

export const lyingOf = (source: SourcePicture) => ({ picture: extentOfSource(source), layer: { width: source.layerWidth, height: source.layerHeight }, scaleMode: source.scaleMode, fromLayer: source.fromLayer })

export const upscalePlanOf = ({ source, draft }: Pick<FinishInput, 'source' | 'draft'>) => planUpscale(lyingOf(source), wishOf(draft.upscale), draft.upscale.beyond)

const sizeText = ({ width, height }: { width: number; height: number }): string => `${width} x ${height} px`

/** One note: the foot shows the first. */
function notesOf({ beyond, wanted, extent, tiles }: UpscalePlan, source: SourcePicture): string[] {
  if (beyond === 'largest') return [`${sizeText(wanted)} is more than Figma takes in one picture: ${sizeText(extent)} is made, the largest possible.`]
  if (beyond === 'tiles') return [`${sizeText(wanted)} becomes ${tiles.length} layers in a group above ${source.name}, edge to edge. The picture under them stays.`]
  return []
}

/** `sends`: what a service gets; null: nothing is asked. */
function method(card: ModelCard, detail: string, repaints: boolean, sends: 'picture' | 'larger' | null): FinishMethod {
  return {
    way: 'upscale', card, detail, repaints,
    problem(input) {
      const planned = upscalePlanOf(input)
      if (isUpscaleProblem(planned)) return blockedBy(planned.problem, planned.message)
      return sends && planned.beyond === 'tiles' ? blockedBy('request.unsupported-by-model', `${card.label} makes one picture. Choose the largest possible, or Lanczos for tiles.`) : null
    },
    plan(input) {
      const { source } = input, planned = upscalePlanOf(input)
      if (isUpscaleProblem(planned)) return blockedBy(planned.problem, planned.message)
      const { extent } = planned, whole = { x: 0, y: 0, ...extent }, picture = extentOfSource(source)
      const crop = sends === 'picture' ? { crop: whole, request: picture, scale: picture.width / extent.width } : sends ? planCrop(extent, whole, 0, card.extents) : null
      if (sends && !crop) return blockedBy('request.extent-illegal', `${card.label} takes no picture of this shape. Choose another way.`)
      const scaling = { box: planned.box, extent }, larger = planned.factor
      const notes = [...notesOf(planned, source), ...(repaints ? [`${card.label} draws the picture anew: details will differ.`] : [])]
      return {
        edit: { kind: 'upscale', sourceHash: source.imageHash, scaling, larger, part: null, way: crop ? { by: 'answer', plan: crop, sends: sends! } : { by: 'device' } },
        extent: sends === 'larger' ? crop!.request : extent, prompt: repaints ? redraw : '', notes: notes.length > 0 ? [notes.join(' ')] : [],
        ...(planned.tiles.length > 0 ? { tiles: planned.tiles.map((part) => ({ part, inPicture: tileInPicture(scaling, part) })), group: `${source.name}, ${sizeText(extent)}` } : {}),
      }
    },
  }
}

/** On this device and at services that enlarge. */
export const enlargers: readonly FinishMethod[] = [method(lanczosCard, 'resamples; draws nothing', false, null), ...falUpscaleCards.map((card) => method(card, card.goodAt, false, 'picture'))]

/** Models that edit whole pictures by instruction, at 4 MP or more: one of fewer px would come out softer than what it was given. */
export const redrawers = (cards: readonly ModelCard[]): FinishMethod[] =>
  cards.filter(({ operations, extents, needsMask, wordless, successorId, price }) => operations.edit && !needsMask && !wordless && !successorId && price.kind !== 'free' && extents.kind === 'free' && extents.maxPixels > 4_000_000).map((card) => method(card, card.goodAt, true, 'larger'))
