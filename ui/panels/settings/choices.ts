// What the comboboxes of the settings offer.
import type { Settings } from '../../../src/shared/settings'

type Options<K extends keyof Settings> = { value: Settings[K]; label: string; detail?: string }[]

export const whenReadyChoices: Options<'whenReady'> = [
  { value: 'place', label: 'Put it in place' },
  { value: 'ask', label: 'Ask me first' },
  { value: 'keep', label: 'Keep in Results' },
]
export const keepRecipesChoices: Options<'keepRecipes'> = [
  { value: 'on', label: 'On', detail: 'Prompt, model and size stay on the layer' },
  { value: 'hash', label: 'Hash only', detail: 'Without the words of the prompt' },
  { value: 'off', label: 'Off', detail: 'Nothing is kept in the file' },
]
export const landEditsChoices: Options<'landEdits'> = [
  { value: 'auto', label: 'As suits the picture', detail: 'Into the fill; above large pictures as a layer' },
  { value: 'fill', label: 'Into the fill', detail: 'The whole picture is stored once more' },
  { value: 'patch', label: 'As a layer above', detail: 'Only the changed part is stored' },
]
export const moderationChoices: Options<'moderation'> = [
  { value: 'auto', label: 'Standard' },
  { value: 'low', label: 'Less strict' },
]
