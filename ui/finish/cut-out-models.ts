// Cut out by models whose card has real transparency, and by services made for it: only the answer's alpha is taken, and the picture's own pixels stay.
import { extentOfSource } from '../edit/edit-view'
import type { ModelCard } from '../models/model-card'
import { planCrop } from '../pixels/in-place/plan-crop'
import { blockedBy } from '../tools/tool'
import type { FinishMethod } from './finish-method'

/** px of a request: an edge is laid on the picture's own pixels, so more would only cost more. */
const mostPixels = 2_097_152

const prompt = 'Remove the background of image 1. Keep only its subject, on a fully transparent background. Keep the subject exactly as it is: same place, size, shape, edges, colours and light. Do not crop, zoom or shift the picture, and add no shadow.'

export const byAnswer = (card: ModelCard, detail: string): FinishMethod => ({
  way: 'cut-out', card, detail, repaints: false,
  problem: ({ source }) => (source.scaleMode === 'TILE' ? blockedBy('selection.unsupported', `${source.name} repeats its picture. Give it another scale mode first.`) : null),
  plan({ source }) {
    const extent = extentOfSource(source), plan = planCrop(extent, { x: 0, y: 0, ...extent }, 0, card.extents, mostPixels)
    if (!plan) return blockedBy('request.extent-illegal', `${card.label} takes no picture of this shape. Choose another model.`)
    return { edit: { kind: 'cut-out', sourceHash: source.imageHash, way: { by: 'answer', plan } }, extent: plan.request, prompt: card.wordless ? '' : prompt, notes: [] }
  },
})

export const cutOutModels = (cards: readonly ModelCard[]): FinishMethod[] =>
  cards.filter((card) => card.backgrounds.includes('transparent') && card.operations.edit && !card.needsMask && !card.successorId).map((card) => byAnswer(card, card.price.kind === 'free' ? 'cuts an oval, to try it' : 'finds the subject'))
