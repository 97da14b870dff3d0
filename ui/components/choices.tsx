// Sets of radios and switches of the kit, wrapped: the kit spreads extra props onto every input, so the name belongs on a group around them.
import { RadioButtons, SegmentedControl, Tabs, Text, Toggle } from '@create-figma-plugin/ui'
import { h, type ComponentChildren } from 'preact'

type Option = { value: string; label: string; /** Why it cannot be chosen. */ reason?: string }
type SetProps = { name: string; value: string; options: readonly Option[]; onChoose(value: string): void }

/** A shared `name` makes arrow keys move inside the kit's radio sets; its types do not list it. */
const radioName = (name: string): object => ({ name })

export const TabSet = ({ name, value, options, onChoose }: SetProps) => (
  <div role="radiogroup" aria-label={name}>
    <Tabs
      {...radioName(name)} value={options.find((option) => option.value === value)?.label ?? ''} options={options.map(({ label }) => ({ value: label, children: null }))}
      onValueChange={(label: string) => {
        const option = options.find((candidate) => candidate.label === label)
        if (option) onChoose(option.value)
      }}
    />
  </div>
)

export const Segments = ({ name, value, options, onChoose }: SetProps) => (
  <div class="seg" role="radiogroup" aria-label={name} title={options.find((option) => option.reason)?.reason}>
    <SegmentedControl {...radioName(name)} value={value} onValueChange={onChoose} options={options.map((option) => ({ value: option.value, children: option.label, ...(option.reason === undefined ? {} : { disabled: true }) }))} />
  </div>
)

export const RadioRow = ({ name, value, options, onChoose }: SetProps) => (
  <div class="field" role="radiogroup" aria-label={name}>
    <div class="name" aria-hidden="true">{name}</div>
    <RadioButtons {...radioName(name)} value={value} onValueChange={onChoose} direction="horizontal" options={options.map((option) => ({ value: option.value, children: <Text>{option.label}</Text> }))} />
  </div>
)

export const Switch = ({ name, value, onChange, children }: { name: string; value: boolean; onChange(value: boolean): void; children?: ComponentChildren }) => (
  <Toggle role="switch" aria-label={name} aria-checked={value} value={value} onValueChange={onChange}>
    <Text>{children ?? name}</Text>
  </Toggle>
)
