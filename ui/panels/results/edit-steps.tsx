// The chain of in-place edits of one layer; a press goes back to that step.
import { h } from 'preact'
import { Section } from '../../components/basics'
import { IconCheck16 } from '../../components/icons'
import { listed, names } from '../../components/names'
import type { LayerSnapshot } from '../../../src/shared/snapshot'
import type { EditStep } from '../../../src/shared/source'
import { useActions } from '../../state/store'
import { toolById } from '../../tools/index'

export type NumberedStep = EditStep & { /** Edits from the original on; several ways of one edit share it. */ number: number }

/** Steps with their place in the chain, oldest first. */
export function numberSteps(steps: readonly EditStep[]): NumberedStep[] {
  const depth = new Map<string, number>()
  return steps.map((step) => {
    const number = (depth.get(step.from) ?? 0) + 1
    depth.set(step.imageHash, number)
    return { ...step, number }
  })
}

export function EditSteps({ layer, shown }: { layer: LayerSnapshot; shown: string | null }) {
  const actions = useActions()
  const steps = numberSteps(layer.steps ?? [])
  if (steps.length < 2) return null
  return (
    <div class="stack tight">
      <Section title={names.editSteps} />
      <ol class="steps" aria-label={names.editSteps}>
        {steps.map((step) => {
          const label = toolById(step.toolId)?.label ?? 'Edit', here = step.imageHash === shown
          return (
            <li key={step.imageHash}>
              <button type="button" class={`step ${here ? 'on' : ''}`} aria-current={here ? 'step' : undefined} aria-label={listed(`Step ${step.number}`, label, step.prompt)} onClick={() => actions.showVariation(layer.id, step.imageHash)}>
                <span class="num quiet step-number" data-number={step.number} />
                <span class="clip"><span class="strong-name">{label}</span>{step.prompt ? <span class="quiet"> {step.prompt}</span> : null}</span>
                {here ? <IconCheck16 /> : null}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
