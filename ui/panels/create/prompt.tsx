// What to make, in words; "@" sends a layer along.
import { Fragment, h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconWand16 } from '../../components/icons'
import { names } from '../../components/names'
import { PromptBox } from '../../components/prompt-box'
import { useActions, useAppState } from '../../state/store'
import { examples } from './examples'
import { Improvement } from '../words/improvement'
import { KitLine } from '../words/kit-line'
import { StrengthLine } from '../words/strength-line'
import { TemplateFields } from '../words/template-fields'
import { templateInUse } from '../../state/template-in-use'
import { LayerPicker, type FoundLayer } from './layer-picker'

export function Prompt({ placeholder }: { placeholder: string }) {
  const actions = useActions()
  const prompt = useAppState((state) => state.draft.prompt)
  const references = useAppState((state) => state.draft.references)
  const focusPrompt = useAppState((state) => state.focusPrompt)
  const generating = useAppState((state) => state.tool === 'generate')
  const template = useAppState((state) => templateInUse(state)?.template.id ?? null)
  const firstRun = useAppState((state) => state.runs.length === 0 && state.tool === 'generate' && !state.settings.hintsDone && state.keys.length === 0)
  const box = useRef<HTMLTextAreaElement>(null)
  const pill = useRef<HTMLButtonElement>(null)
  const [picking, setPicking] = useState<{ from: number; to: number } | null>(null)
  const asked = useRef(focusPrompt)
  useEffect(() => {
    const opening = document.activeElement === null || document.activeElement === document.body
    if (!opening && asked.current === focusPrompt) return
    box.current?.focus()
    if (opening) box.current?.select()
    asked.current = focusPrompt
  }, [focusPrompt])

  const pick = (): void => {
    const at = box.current?.selectionEnd ?? prompt.length
    setPicking({ from: at, to: at })
  }
  const close = (): void => {
    setPicking(null)
    box.current?.focus()
  }
  const choose = (layer: FoundLayer): void => {
    const { from, to } = picking ?? { from: prompt.length, to: prompt.length }
    const before = prompt.slice(0, from), after = prompt.slice(to)
    const lead = before === '' || /\s$/.test(before) ? '' : ' ', tail = /^[\s,.;:]/.test(after) ? '' : ' '
    const caret = (before + lead + `@${layer.name}` + tail).length
    actions.addReferenceLayers([layer.id], [layer])
    actions.editDraft({ prompt: `${before}${lead}@${layer.name}${tail}${after}` })
    close()
    requestAnimationFrame(() => box.current?.setSelectionRange(caret, caret))
  }
  const removeMention = (mention: string): void => {
    const reference = references.find((candidate) => `@${candidate.name}` === mention)
    if (reference) actions.removeReference(reference.id)
  }
  if (template) return <div class="stack"><TemplateFields /><KitLine /></div>
  return (
    <div class="stack">
      <PromptBox
        name={names.prompt} value={prompt} placeholder={placeholder} mentions={references.filter((reference) => reference.name !== '').map((reference) => `@${reference.name}`)} boxRef={box}
        onInput={actions.writePrompt} onAt={(caret) => setPicking({ from: caret - 1, to: caret })} onMentionRemoved={removeMention} onRecall={actions.recallPrompt}
      >
        <button ref={pill} type="button" class="pill plain" aria-haspopup="dialog" aria-expanded={picking !== null} onClick={() => (picking ? close() : pick())}>{names.addMention}</button>
        {generating ? (
          <Fragment>
            <button type="button" class="pill plain" onClick={() => actions.openSub('builder')}>{names.builder}</button>
            <button type="button" class="pill plain" onClick={() => actions.openSub('templates')}>{names.templates}</button>
            <span class="grow" />
            <button type="button" class="pill icon" aria-label={names.improvePrompt} title={names.improvePrompt} onClick={actions.improvePrompt}><IconWand16 /></button>
          </Fragment>
        ) : null}
      </PromptBox>
      {picking ? <LayerPicker anchor={pill} onClose={close} onChoose={choose} /> : null}
      {generating ? <Fragment><StrengthLine /><Improvement /><KitLine /></Fragment> : null}
      {firstRun ? (
        <div class="row wrap try" role="group" aria-label={names.examples}>
          <span class="quiet" aria-hidden="true">Try</span>
          {examples.map((example) => (
            <Fragment key={example.label}>
              <button type="button" class="chip" onClick={() => actions.editDraft({ prompt: example.prompt })}>{example.label}</button>
            </Fragment>
          ))}
        </div>
      ) : null}
    </div>
  )
}
