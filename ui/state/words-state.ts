// What helps with words: the builder's parts, templates, an improvement on offer, brand kit and series. What is kept of it is this user's; nothing of it names a service.
import * as z from 'zod/mini'
import { recordOf } from '../../src/shared/light-schemas'
import { noKit, type Kit } from '../brand/kit'
import { noParts, rowIds, type Parts } from '../prompts/parts'
import { restoreTemplates, storedTemplates } from '../templates/own-templates'
import type { Template } from '../templates/template'
import type { DraftReference } from './state'

export type TemplateInUse = {
  id: string
  /** By slot id, what the designer wrote; everything else follows the selection. */
  byHand: Readonly<Record<string, string>>
  /** The prompt it gave: another prompt means that the template is out of use. */
  text: string
  /** The prompt before it. */
  before: string
}

export type WordsState = {
  /** The builder's rows behind the prompt of this text. */
  built: { text: string; parts: Parts } | null
  template: TemplateInUse | null
  own: readonly Template[]
  /** Kept with the file, from anyone who works in it. */
  shared: readonly Template[]
  improving: { state: 'asking' } | { state: 'shown'; from: string; to: string; by: string } | null
  kit: Kit
  /** The file was asked. */
  kitRead: boolean
  kitOn: boolean
  /** Ids of kits that this user switched on. */
  kitsOn: readonly string[]
  series: { on: boolean; /** The approved picture. */ picture: DraftReference['from'] | null; /** Of the layer or prompt it came from. */ name: string }
}

export const firstWords: WordsState = { built: null, template: null, own: [], shared: [], improving: null, kit: noKit, kitRead: false, kitOn: false, kitsOn: [], series: { on: false, picture: null, name: '' } }

const maxKits = 50
const text = z.string().check(z.maxLength(200_000))
const values = recordOf(z.string().check(z.maxLength(1000)))
const shape = {
  built: z.nullable(z.object({ text, parts: recordOf(z.array(z.string().check(z.maxLength(10_000)))) })),
  template: z.nullable(z.object({ id: z.string().check(z.maxLength(40)), byHand: values, text, before: text })),
  kitsOn: z.array(z.string().check(z.maxLength(20))),
  seriesOn: z.boolean(),
}

/** What is kept between openings. */
export const storedWords = ({ built, template, own, kitsOn, series }: WordsState): object => ({ built, template, own: storedTemplates(own), kitsOn: kitsOn.slice(0, maxKits), seriesOn: series.on })

/** Field by field, from anything. Never throws. */
export function restoreWords(stored: unknown): WordsState {
  const from = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>
  const built = shape.built.safeParse(from['built']), template = shape.template.safeParse(from['template']), kitsOn = shape.kitsOn.safeParse(from['kitsOn'])
  const parts = (given: Record<string, string[]>): Parts => ({ ...noParts, ...Object.fromEntries(rowIds.flatMap((id) => (given[id] ? [[id, given[id]]] : []))) })
  return {
    ...firstWords,
    built: built.success && built.data ? { text: built.data.text, parts: parts(built.data.parts) } : null,
    template: template.success ? template.data : null,
    own: restoreTemplates(from['own']),
    kitsOn: kitsOn.success ? kitsOn.data.slice(0, maxKits) : [],
    series: { ...firstWords.series, on: from['seriesOn'] === true },
  }
}
