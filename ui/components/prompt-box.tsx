// The text box of the prompt: 3 to 10 lines, then it scrolls. Words that stand for a reference are coloured by a mirror under the text.
import { h, type ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { mentionPattern } from '../prompts/mentions'

type Props = {
  name: string
  value: string
  placeholder: string
  /** Whole words to colour: "@Moodboard". */
  mentions: readonly string[]
  onInput(value: string): void
  /** `@` was typed; the character is in the text, before `caret`. */
  onAt(caret: number): void
  onMentionRemoved(mention: string): void
  onRecall(step: -1 | 1): void
  boxRef: { current: HTMLTextAreaElement | null }
  children: ComponentChildren
}

/** Splits the text at its mentions; odd parts are mentions. */
export function splitMentions(text: string, mentions: readonly string[]): string[] {
  const pattern = mentionPattern(mentions.map((mention) => mention.slice(1)))
  return pattern ? text.split(new RegExp(`(${pattern.source.replace('@(', '@(?:')})`, 'u')) : [text]
}

export function PromptBox({ name, value, placeholder, mentions, onInput, onAt, onMentionRemoved, onRecall, boxRef, children }: Props) {
  const caret = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (caret.current !== null) boxRef.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  }, [value])
  const onKeyDown = (event: KeyboardEvent): void => {
    const box = boxRef.current
    if (!box || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { selectionStart: start, selectionEnd: end } = box
    if (event.key === 'ArrowUp' && start === 0 && end === 0) {
      event.preventDefault()
      caret.current = 0
      onRecall(-1)
    } else if (event.key === 'ArrowDown' && start === end && end === value.length) {
      event.preventDefault()
      onRecall(1)
    } else if (event.key === 'Backspace' && start === end) {
      const mention = mentions.find((word) => value.slice(0, start).endsWith(word))
      if (!mention) return
      event.preventDefault()
      const from = start - mention.length
      const rest = value.slice(start)
      const joins = rest.startsWith(' ') && (from === 0 || value[from - 1] === ' ')
      caret.current = from
      onInput(value.slice(0, from) + (joins ? rest.slice(1) : rest))
      onMentionRemoved(mention)
    }
  }
  const parts = splitMentions(value, mentions)
  return (
    <div class="prompt">
      <section class="prompt-scroll">
        <div class="prompt-grow">
          <div class="prompt-mirror" aria-hidden="true">
            {parts.map((part, index) => (index % 2 === 1 ? <span key={index} class="mention">{part}</span> : part))}{' '}
          </div>
          <textarea
            ref={boxRef} aria-label={name} rows={3} value={value} placeholder={placeholder} spellcheck={false} onKeyDown={onKeyDown}
            onInput={(event) => {
              const box = event.currentTarget, before = value
              onInput(box.value)
              if (event.inputType === 'insertText' && event.data === '@') onAt(box.selectionStart)
              if (event.inputType.startsWith('delete') && box.value !== '') {
                for (const mention of mentions) if (before.includes(mention) && !box.value.includes(mention)) onMentionRemoved(mention)
              }
            }}
          />
        </div>
      </section>
      <div class="prompt-bar">{children}</div>
    </div>
  )
}
