// Cut out on this device: a plain background is measured at the picture's border and taken away, soft edges and all.
import { blockedBy } from '../tools/tool'
import { keyingCard } from '../models/finish'
import { extentOfSource } from '../edit/edit-view'
import type { FinishMethod } from './finish-method'

const notPlain = 'The background is not plain enough to cut out on this device.'

export const keying: FinishMethod = {
  way: 'cut-out', card: keyingCard, detail: 'takes away one colour or a soft gradient', repaints: false, asksHoles: true,
  problem({ edit, source }) {
    if (edit.ground === 'plain') return null
    if (edit.ground === 'clear') return blockedBy('request.invalid', `${source.name} is cut out already: its border is transparent.`)
    return edit.ground === 'busy' ? blockedBy('request.invalid', `${notPlain} Choose a model, or mark what stays.`) : blockedBy('selection.empty', `Looking at the background of ${source.name}.`)
  },
  plan: ({ source, draft }) => ({ edit: { kind: 'cut-out', sourceHash: source.imageHash, way: { by: 'key', holes: draft.holes } }, extent: extentOfSource(source), prompt: '', notes: [] }),
}
