// Small pieces shared by the panels.
import { Button as KitButton, IconButton as KitIconButton } from '@create-figma-plugin/ui'
import { h, type ComponentChildren } from 'preact'

type Press = { onPress(): void; action?: string | undefined; disabled?: boolean; children: ComponentChildren }

/** A press that looks like a link. `name` when the visible words are too short to be told apart: "Show Hero". */
export const Act = ({ onPress, action, disabled, children, name, expanded }: Press & { name?: string | undefined; expanded?: boolean }) => (
  <button type="button" class="link act" aria-label={name} aria-expanded={expanded} data-action={action} disabled={disabled} onClick={onPress}>
    {children}
  </button>
)

/** `busy` keeps it focusable while it does nothing. */
export const Button = ({ onPress, action, disabled, children, secondary, danger, name, busy }: Press & { secondary?: boolean; danger?: boolean; name?: string; busy?: boolean }) => (
  <KitButton fullWidth aria-label={name} data-action={action} aria-disabled={busy ? 'true' : undefined} disabled={disabled ?? false} secondary={secondary ?? false} danger={danger ?? false} onClick={() => { if (!busy) onPress() }}>
    {children}
  </KitButton>
)

/** `pressed` makes it a switch that stays in. */
export const IconPress = ({ name, onPress, action, pressed, title, children }: { name: string; onPress(): void; action?: string; pressed?: boolean; title?: string; children: ComponentChildren }) => (
  <KitIconButton aria-label={name} aria-pressed={pressed} title={title ?? name} data-action={action} onClick={onPress}>
    {children}
  </KitIconButton>
)

/** Label above a control. The control carries its own name; the label is for the eye. */
export const Field = ({ label, side, children }: { label: ComponentChildren; side?: ComponentChildren; children: ComponentChildren }) => (
  <div class="field">
    <div class="name" aria-hidden="true">
      <span>{label}</span>
      {side ? <span class="num clip">{side}</span> : null}
    </div>
    {children}
  </div>
)

export const Key = ({ children }: { children: ComponentChildren }) => <kbd class="key">{children}</kbd>

export const Section = ({ title, side }: { title: ComponentChildren; side?: ComponentChildren }) => (
  <div class="section">
    <h2 class="clip">{title}</h2>
    {side ? <span class="quiet num">{side}</span> : null}
  </div>
)

/** `value` 0 to 100; null while nothing can be said. */
export const Progress = ({ name, value }: { name: string; value: number | null }) => (
  <span class="bar" role="progressbar" aria-label={name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={value === null ? undefined : Math.round(value)}>
    <i style={{ transform: `scaleX(${(value ?? 0) / 100})` }} />
  </span>
)
