// Cut out on this device: what is marked stays, be it painted here, drawn as a shape, or an earlier cut that was corrected.
import { extentOfSource } from '../edit/edit-view'
import { markedCard } from '../models/finish'
import { blockedBy } from '../tools/tool'
import type { FinishMethod } from './finish-method'

export const marked: FinishMethod = {
  way: 'cut-out', card: markedCard, detail: 'paint it, or draw a shape over the picture', repaints: false,
  problem({ edit: { mask, recut } }) {
    if (recut && mask.kind !== 'painted') return blockedBy('mask.missing', 'This is cut out. Paint what should come back, erase what should go.')
    if (mask.state === 'loading') return blockedBy('mask.missing', 'Reading the mask.')
    if (mask.problem) return mask.problem
    return mask.pixels === 0 ? blockedBy('mask.missing', 'Paint what stays, or draw a shape over it.') : mask.rest.pixels === 0 ? blockedBy('mask.covers-everything', 'All of the picture is marked: nothing would be cut out.') : null
  },
  plan: ({ source }) => ({ edit: { kind: 'cut-out', sourceHash: source.imageHash, way: { by: 'marks' } }, extent: extentOfSource(source), prompt: '', notes: [] }),
}
