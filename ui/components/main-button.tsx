// The one button that runs things. Says what, where, how often and for how much; the price is never cut.
import { Button } from '@create-figma-plugin/ui'
import { h } from 'preact'
import { useId } from 'preact/hooks'

/** `blocked`: why a press would not run. It still can be pressed, to explain itself. */
export function MainButton({ label, price, blocked, onPress }: { label: string; price: string; blocked: string | null; onPress(): void }) {
  const id = useId()
  return (
    <div class="main-button">
      <Button fullWidth data-action="run" aria-disabled={blocked ? 'true' : undefined} aria-describedby={blocked ? id : undefined} onClick={onPress}>
        <span class="label clip">{label}</span>
        {price ? <span class="price num"> · {price}</span> : null}
      </Button>
      {blocked ? <span id={id} class="unseen">{blocked}</span> : null}
    </div>
  )
}
