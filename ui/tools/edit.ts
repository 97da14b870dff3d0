// Edit: the whole picture by instruction.
import { sourceNameOf, ways } from './edit-plan'
import type { Tool } from './tool'
import { planWhole } from './whole-plan'

export const edit: Tool = {
  id: 'edit', strip: 'edit', intent: 'whole', label: 'Whole', needs: 'Select a layer that has a picture.', placeholder: 'What should change, as "make it evening"',
  plan: (input) => planWhole(input, { toolId: 'edit', kind: 'whole', takesMarkup: true, promptWanted: (words) => words === '' }),
  button: (input) => `Edit ${sourceNameOf(input)}${ways(input.draft.count)}`,
}
