// Cut out: the background goes, the subject's own pixels stay.
import { sourceNameOf } from './edit-plan'
import { planFinish } from './finish-plan'
import type { Tool } from './tool'

export const cutOut: Tool = {
  id: 'cut-out', strip: 'finish', label: 'Cut out', needs: 'Select a layer that has a picture.', placeholder: null, byMethod: true, promise: 'The original stays under it',
  applies: ({ finishDraft }) => finishDraft.way === 'cut-out',
  plan: (input) => planFinish(input, 'cut-out', 'Cut out'),
  button: (input) => `Cut out ${sourceNameOf(input, 'finish')}`,
}
