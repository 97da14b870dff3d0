// What is to be written where: the words of a mockup, its scene and its lettering, as the designer set them.
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import { cleanText } from '../../src/shared/snapshot'
import { wordLines } from '../templates/fill-template'

/** Words that a picture is to show; `nodeId`: the text layer they came from. */
export type ExpectedText = { text: string; nodeId: string | null }

export type TextDraft = {
  /** Of a template that draws words. */
  sceneId: string
  /** As the template's blank takes it; '' is the template's own. */
  lettering: string
  /** One text a line; null: those of the selected text layers. */
  typed: string | null
  /** Each text gets a mockup of its own: the first is generated, the others are edits of it. */
  each: boolean
}

export const firstTextDraft: TextDraft = { sceneId: 'storefront-sign', lettering: '', typed: null, each: false }

/** More than a picture can hold. */
export const maxTexts = 6, maxTextLength = 200

/** Texts of the selection, in reading order, each once. Words of a layer that is filled are not for the picture. */
export function textsOfSelection(snapshot: SelectionSnapshot | null): ExpectedText[] {
  const found = (snapshot?.layers ?? []).flatMap((layer): ExpectedText[] => layer.texts.map((text, index) => ({ text: oneLine(text), nodeId: layer.type === 'TEXT' ? layer.id : layer.textLayers?.[index]?.id ?? null })))
  return found.filter(({ text }, index) => text !== '' && found.findIndex((other) => other.text === text) === index)
}

const oneLine = (text: string): string => cleanText(text, maxTextLength).replace(/\s+/g, ' ').trim()

/** What is to be written; typed words that equal a text layer's belong to it. */
export function textsFor(snapshot: SelectionSnapshot | null, { typed }: Pick<TextDraft, 'typed'>): ExpectedText[] {
  const own = textsOfSelection(snapshot)
  if (typed === null) return own.slice(0, maxTexts)
  return wordLines(typed).map(oneLine).slice(0, maxTexts).map((text) => own.find((other) => other.text === text) ?? { text, nodeId: null })
}

/** Lends its words: it gets no picture. */
export const lendsWords = ({ type, texts }: Pick<LayerSnapshot, 'type' | 'texts'>): boolean => type === 'TEXT' || texts.length > 0

export type Advice = { tone: 'info' | 'warn'; message: string }

/** Short lines come out right, long ones do not (facts/article.md). Null: nothing to say. */
export function wordAdvice(texts: readonly ExpectedText[]): Advice | null {
  const counts = texts.map(({ text }) => text.split(' ').length), words = counts.reduce((sum, count) => sum + count, 0)
  const longest = Math.max(0, ...texts.map(({ text }) => text.length))
  if (words > 10 || longest > 40) return { tone: 'warn', message: words > 10 ? `${words} words are more than models spell reliably. Ten at most, or lay the rest over the picture as live text.` : 'A line this long rarely comes out letter for letter. Break it, or keep it as live text.' }
  return words > 4 ? { tone: 'info', message: 'Short lines read best: one to four words come out right nearly always.' } : null
}
