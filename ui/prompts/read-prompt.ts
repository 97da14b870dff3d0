// A typed prompt read into the builder's rows, as far as it can be: every word lands in exactly one row. Pure.
import { endsInLight, freeWords, lightNouns, placeInside, placeOpening, wordsOfPart } from './part-words'
import { noParts, partRows, rowOf, type Parts, type RowId } from './parts'

type Draft = Record<RowId, string[]>

const timePhrase = /(?:^|\s)((?:in|at|during|on) (?:the |an? )?(?:early |late |mid-?)?(?:morning|afternoon|evening|dawn|dusk|noon|midday|midnight|night|sunrise|sunset|twilight|golden hour|blue hour))$/i
const isWord = /^(soft|hard|warm|cool)(?:,? and |, | (?=\S)|$)/i
/** Quoted words are never taken apart. */
const quotes = /“[^”]*”|"[^"]*"|«[^»]*»/g

const plain = (text: string): string => text.toLowerCase().replace(/[\s-]+/g, ' ').trim()

/** At commas, semicolons, line ends and full stops, but not inside quotation marks or numbers. */
function clausesOf(prompt: string): string[] {
  const kept: string[] = []
  const hidden = prompt.replace(quotes, (words) => `\u0001${kept.push(words) - 1}\u0001`)
  return hidden.split(/\s*[,;]\s+|\s*\.(?:\s+|$)|\s*[!?](?:\s+|$)|\s*\n\s*/).map((clause) => clause.replace(/\u0001(\d+)\u0001/g, (_, index: string) => kept[Number(index)] ?? '').replace(/^and\s+(?=\S)/i, '').trim()).filter(Boolean)
}

const chipOf = (clause: string): { row: RowId; words: string } | null => {
  for (const { id, chips } of partRows) for (const { words } of chips) if (plain(words) === plain(clause)) return { row: id, words }
  return null
}

function readLight(clause: string, into: Draft): void {
  let rest = clause.trim()
  for (let match = isWord.exec(rest); match; match = isWord.exec(rest)) {
    into.lightIs.push(match[1]!.toLowerCase())
    rest = rest.slice(match[0].length)
  }
  const time = timePhrase.exec(rest)
  if (time) {
    into.time.push(chipOf(time[1]!)?.words ?? time[1]!)
    rest = rest.slice(0, time.index).trim()
  }
  if (rest !== '' && plain(rest) !== 'light') into.lightFrom.push(chipOf(rest)?.words ?? rest)
}

const isOnlyLight = (clause: string): boolean => clause.split(/\s+(?:and\s+)?/).every((word) => /^(soft|hard|warm|cool)$/i.test(word))

/** Null: only its place in the prompt can tell. */
function rowFor(clause: string): RowId | 'light' | null {
  const chip = chipOf(clause)
  if (chip) return rowOf(chip.row).part === 'light' ? 'light' : chip.row
  if (freeWords.test(clause)) return 'free'
  if (wordsOfPart.lens.test(clause)) return 'lens'
  if (lightNouns.test(clause)) return 'light'
  if (placeOpening.test(clause) && !endsInLight.test(clause)) return wordsOfPart.camera.test(clause) ? 'camera' : 'setting'
  if (wordsOfPart.camera.test(clause)) return 'camera'
  if (isOnlyLight(clause) || wordsOfPart.light.test(clause)) return 'light'
  if (wordsOfPart.style.test(clause)) return 'style'
  if (wordsOfPart.texture.test(clause)) return 'texture'
  return null
}

export function readPrompt(prompt: string): Parts {
  const into = Object.fromEntries(Object.keys(noParts).map((id) => [id, [] as string[]])) as Draft
  const clauses = clausesOf(prompt.trim())
  let placeTold = false
  const put = (row: RowId, clause: string): void => void into[row].push(chipOf(clause)?.words ?? clause)
  /** The words before a time of day at the end of a clause; the time goes to its own row. */
  const withoutTime = (clause: string): string => {
    const time = timePhrase.exec(clause), before = time ? clause.slice(0, time.index).trim() : ''
    if (!time || before === '') return clause
    into.time.push(chipOf(time[1]!)?.words ?? time[1]!)
    return before
  }
  clauses.forEach((clause, index) => {
    if (index === 0 && !chipOf(clause)) return put('subject', withoutTime(clause))
    const before = timePhrase.test(clause) ? clause.replace(timePhrase, '').trim() : clause
    const row = before !== '' && before !== clause && rowFor(before) === 'setting' ? 'setting' : rowFor(clause)
    if (row === 'light') return readLight(clause, into)
    placeTold ||= row === 'setting'
    put(row ?? (into.subject.length === 0 ? 'subject' : 'setting'), row === 'setting' ? withoutTime(clause) : clause)
  })
  const [first] = into.subject
  // "A rocket on its launch pad": the place is part of the first clause unless a later one tells it.
  const at = !placeTold && first ? first.search(placeInside) : -1
  if (first && at > 0) {
    into.subject[0] = first.slice(0, at)
    into.setting.unshift(first.slice(at + 1))
  }
  for (const row of ['subject', 'setting', 'texture'] as const) if (into[row].length > 1) into[row] = [into[row].join(', ')]
  return into
}
