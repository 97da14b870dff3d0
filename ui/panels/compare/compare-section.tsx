// What the model, quality and prompt in use are compared with.
import { h } from 'preact'
import { Act, Field, IconPress, Section } from '../../components/basics'
import { IconClose16 } from '../../components/icons'
import { useSay } from '../../components/live-regions'
import { listed, names } from '../../components/names'
import { ToggleChips } from '../../components/toggle-chips'
import { compareLimits, promptLetter } from '../../batch/compare-draft'
import { useActions, useAppState } from '../../state/store'
import { pictures } from '../../state/words'
import { axesOf } from '../../tools/compare'
import { comparisonOf } from '../../state/check-run'
import { draftCard, useModelMenu } from '../create/choose-model'

const toggled = (list: readonly string[], value: string, on: boolean): string[] => (on ? [...list, value] : list.filter((other) => other !== value))

export function CompareSection() {
  const actions = useActions(), say = useSay()
  const compare = useAppState((state) => state.compare), draft = useAppState((state) => state.draft), card = useAppState(draftCard)
  const models = useModelMenu({ recentFirst: false }).filter((choice) => choice.value !== draft.modelKey)
  const cards = useAppState((state) => comparisonOf(state, draftCard(state)).cards)
  const { models: columns, qualities: [own], prompts } = axesOf(draft, compare, card, cards)
  const labels = [...new Set(columns.flatMap((column) => column.qualities.map(({ label }) => label)))].filter((label) => label !== own)
  const setPrompt = (index: number, text: string): void => actions.editCompare({ prompts: compare.prompts.map((old, at) => (at === index ? text : old)) })
  return (
    <div class="stack roomy" role="group" aria-label={names.compareModels}>
      <Section title="Compare with" side={pictures(prompts.length * columns.length * (compare.qualities.length + 1))} />
      <Field label="Models">
        <ToggleChips
          name={names.modelsToCompare} chosen={compare.models} onRefused={say} onToggle={(key, on) => actions.editCompare({ models: toggled(compare.models, key, on) })}
          chips={models.map(({ value, label, detail, disabled }) => ({ value, label, title: detail, reason: disabled || detail?.endsWith('needs a key') ? `${label}: ${detail}` : null }))}
        />
      </Field>
      {labels.length > 0 ? (
        <Field label="Qualities">
          <ToggleChips name={names.qualitiesToCompare} chosen={compare.qualities} chips={labels.map((label) => ({ value: label, label }))} onToggle={(label, on) => actions.editCompare({ qualities: toggled(compare.qualities, label, on) })} />
        </Field>
      ) : null}
      <Field label="Prompts">
        <div class="stack">
          {compare.prompts.map((text, index) => (
            <div key={index} class="compare-prompt">
              <textarea aria-label={`${names.prompt} ${promptLetter(index + 1)}`} rows={2} value={text} placeholder={`${promptLetter(index + 1)}: another way to say it`} onInput={(event) => setPrompt(index, event.currentTarget.value)} />
              <IconPress name={listed('Remove', `prompt ${promptLetter(index + 1)}`)} onPress={() => actions.editCompare({ prompts: compare.prompts.filter((_, at) => at !== index) })}><IconClose16 /></IconPress>
            </div>
          ))}
          {compare.prompts.length < compareLimits.prompts ? <Act onPress={() => actions.editCompare({ prompts: [...compare.prompts, ''] })}>{names.addPrompt}</Act> : null}
        </div>
      </Field>
    </div>
  )
}
