// A checkbox of the browser's own: rows of hundreds need one that is cheap.
import { h, type ComponentChildren } from 'preact'

export const CheckBox = ({ name, value, mixed = false, onChange, children }: { name: string; value: boolean; /** Some of what it stands for is on. */ mixed?: boolean; onChange(value: boolean): void; children?: ComponentChildren }) => (
  <label class="check">
    <input ref={(input) => { if (input) input.indeterminate = mixed }} type="checkbox" aria-label={name} checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
    {children ? <span aria-hidden="true">{children}</span> : null}
  </label>
)
