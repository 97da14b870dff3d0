// Upscale: the same picture with more px, in the same place.
import { firstFinishDraft } from '../finish/finish-draft'
import { upscaleWords } from '../finish/upscale-draft'
import { sourceNameOf } from './edit-plan'
import { planFinish } from './finish-plan'
import type { Tool } from './tool'

export const upscale: Tool = {
  id: 'upscale', strip: 'finish', label: 'Upscale', needs: 'Select a layer that has a picture.', placeholder: null, byMethod: true, promise: 'The original stays under it',
  applies: ({ finishDraft }) => finishDraft.way === 'upscale',
  plan: (input) => planFinish(input, 'upscale', `Upscale ${upscaleWords((input.finish?.draft ?? firstFinishDraft).upscale)}`),
  button: (input) => `Upscale ${sourceNameOf(input, 'finish')} ${upscaleWords((input.finish?.draft ?? firstFinishDraft).upscale)}`,
}
