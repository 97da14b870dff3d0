// The brand kit of a file: lines of words and moodboards, read from its variables and styles and edited by people. Pure; what comes from the file is untrusted text.
import * as z from 'zod/mini'
import { cleanText } from '../../src/shared/snapshot'

export type Kit = {
  /** Random, made with the kit: each user switches the kit of each file on for themselves. */
  id: string
  /** As people left it. */
  text: string
  /** The file's own lines when `text` was last brought up to date. */
  read: string
  moodboards: readonly { id: string; name: string }[]
  /** The approved picture of the series, where it stands in the document; null: none yet. */
  series: { nodeId: string; imageHash: string; name: string } | null
}

export const noKit: Kit = { id: '', text: '', read: '', moodboards: [], series: null }

/** Characters of all lines, and of one. */
export const maxKitText = 3000
const maxLine = 160
const maxLines = 60
export const maxMoodboards = 4

/** Lines that are safe to show and to send; whatever is beyond the limits is cut. */
export function cleanKitText(text: string): string {
  const lines = cleanText(text, maxKitText * 4).split('\n').map((line) => cleanText(line.replace(/\s+/g, ' ').trim(), maxLine)).filter((line) => line !== '').slice(0, maxLines)
  while (lines.join('\n').length > maxKitText) lines.pop()
  return lines.join('\n')
}

const stored = z.object({
  version: z.literal(1), id: z.string().check(z.regex(/^[a-z0-9]{4,20}$/)), text: z.string(), read: z.string(),
  moodboards: z.array(z.object({ id: z.string().check(z.maxLength(60)), name: z.string() })),
  series: z.optional(z.nullable(z.object({ nodeId: z.string().check(z.maxLength(60)), imageHash: z.string().check(z.regex(/^[\w-]{4,100}$/)), name: z.string() }))),
})

/** Null when there is none, or when it is no kit. */
export function restoreKit(json: string): Kit | null {
  if (json === '' || json.length > 100_000) return null
  try {
    const parsed = stored.safeParse(JSON.parse(json))
    if (!parsed.success) return null
    const { id, text, read, moodboards, series = null } = parsed.data
    return { id, text: cleanKitText(text), read: cleanKitText(read), moodboards: moodboards.slice(0, maxMoodboards).map((board) => ({ id: board.id, name: cleanText(board.name, 200) })), series: series && { ...series, name: cleanText(series.name, 200) } }
  } catch {
    return null // not JSON: somebody else's data under our key
  }
}

export const storedKit = ({ id, text, read, moodboards, series }: Kit): string => JSON.stringify({ version: 1, id, text, read, moodboards, ...(series ? { series } : {}) })

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean)
const nameOf = (line: string): string => line.slice(0, Math.max(0, line.lastIndexOf(':')))

/** Brings `text` up to what the file says now: a line that people changed or took away stays so, every other one follows the file. */
export function mergeKitText(text: string, read: string, now: readonly string[]): string {
  const before = new Set(linesOf(read)), after = new Set(now)
  const known = new Set([...before].map(nameOf))
  const left = now.filter((line) => !before.has(line))
  const merged = linesOf(text).flatMap((line) => {
    if (!before.has(line) || after.has(line)) return [line]
    const at = left.findIndex((other) => nameOf(other) === nameOf(line))
    return at < 0 ? [] : left.splice(at, 1)
  })
  return cleanKitText([...merged, ...left.filter((line) => !known.has(nameOf(line)))].join('\n'))
}

/** What the request says of it, after the designer's words. */
export const kitParagraph = (text: string): string => (text === '' ? '' : `Brand, for whatever the words above leave open:\n${text.replace(/@/g, '')}`)

/** "Night #101C3A" for blanks that ask for colours. */
export const kitColours = (text: string): string[] => linesOf(text).flatMap((line) => {
  const match = /^Colour (.+): (#[0-9A-F]{6})$/i.exec(line)
  return match ? [`${match[1]!.split('/').pop()!.trim()} ${match[2]!.toUpperCase()}`] : []
})
