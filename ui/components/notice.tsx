// One sentence and its next steps. Never told by colour alone: each tone has its own sign.
import { h, type ComponentChildren } from 'preact'
import { IconAttentionSmall24, IconCheck24, IconClose16, IconInfoSmall24, IconWarningSmall24 } from './icons'

export type Tone = 'bad' | 'warn' | 'ok' | 'info'
const signs: Record<Tone, ComponentChildren> = { bad: <IconAttentionSmall24 />, warn: <IconWarningSmall24 />, ok: <IconCheck24 />, info: <IconInfoSmall24 /> }
const spoken: Record<Tone, string> = { bad: 'Stopped: ', warn: 'Note: ', ok: 'Done: ', info: '' }

/** Speech is the business of the live regions, so that nothing is said twice. */
export const NoticeBox = ({ tone, children, next, onClose }: { tone: Tone; children: ComponentChildren; next?: ComponentChildren; onClose?: (() => void) | undefined }) => (
  <div class={`notice ${tone} ${onClose ? 'closable' : ''}`} role="group" aria-label="Notice">
    <span class="icon" aria-hidden="true">{signs[tone]}</span>
    <span class="says"><span class="unseen">{spoken[tone]}</span>{children}</span>
    {onClose ? <button type="button" class="notice-close" aria-label="Close notice" onClick={onClose}><IconClose16 /></button> : null}
    {next ? <span class="next">{next}</span> : null}
  </div>
)
