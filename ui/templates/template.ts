// A prompt with named blanks, as data. Built-in templates are one file each; own ones come from storage and files and are restored as untrusted text.

/** Where a blank gets its words from: the subject reference, the target's name, the text layers, the section around, the file's colour variables. */
export type SlotSource = 'subject' | 'layer' | 'texts' | 'section' | 'colours'

export type SlotChoice = { label: string; /** As the prompt says it. */ words: string }

export type TemplateSlot = {
  /** Letters only; `{id}` in the lines stands for it. */
  id: string
  label: string
  /** `words` are letters to be drawn exactly, one line of text a line; `choice` takes free text as well. */
  kind: 'text' | 'words' | 'choice'
  choices?: readonly SlotChoice[]
  /** What an empty blank says; it is shown in the empty field. Empty only for `words`. */
  usual: string
  from?: SlotSource
}

/** One sentence of the prompt. With `with`, only when that blank has words of the designer or the selection; else `without`, if anything. */
export type TemplateLine = string | { with: string; say: string; without?: string }

export type TemplateKind = 'photo' | 'text' | 'marketing' | 'mine'

export type Template = {
  id: string
  label: string
  kinds: readonly TemplateKind[]
  slots: readonly TemplateSlot[]
  lines: readonly TemplateLine[]
  /** The blank that a product, person or thing fills, and what must stay of it when a layer shows it. */
  subject?: { slot: string; keep: string }
  /** Of new frames; the id of a ratio preset. */
  ratio?: string
  /** What the Demo model draws on the template's card. */
  preview: string
}

/** Characters of one blank. */
export const maxSlotLength = { text: 300, words: 500, choice: 120 }
