// Style: the look of a reference, of a named style or of words; the content stays.
import { sourceNameOf, ways } from './edit-plan'
import { styleWords } from './styles'
import type { Tool } from './tool'
import { planWhole } from './whole-plan'

export const style: Tool = {
  id: 'style', strip: 'edit', intent: 'style', label: 'Style', needs: 'Select a layer that has a picture.', placeholder: 'The look, as "risograph print in two colours"',
  plan: (input) => planWhole(input, { toolId: 'style', kind: 'style', extra: styleWords(input.editDraft.style), promptWanted: (words, references) => words === '' && references === 0 }),
  button: (input) => `Restyle ${sourceNameOf(input)}${ways(input.draft.count)}`,
}
