// What changed between two texts, word by word. Pure.

export type DiffPart = { text: string; kind: 'same' | 'added' | 'removed' }

/** Words beyond this are compared as one block: the table grows with the square. */
const mostWords = 800

/** A word, or what stands between words. */
const piece = /[\p{L}\p{N}_@'’/-]+\s*|[^\s\p{L}\p{N}_@'’/-]+\s*|\s+/gu

/** Longest common sequence of words; blanks belong to the word before them. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = before.match(piece) ?? [], b = after.match(piece) ?? []
  if (a.length > mostWords || b.length > mostWords) return before === after ? [{ text: after, kind: 'same' }] : [{ text: before, kind: 'removed' }, { text: after, kind: 'added' }]
  const same = (i: number, j: number): boolean => a[i]!.trim() === b[j]!.trim()
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) for (let j = b.length - 1; j >= 0; j -= 1) lengths[i]![j] = same(i, j) ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const parts: DiffPart[] = []
  const put = (text: string, kind: DiffPart['kind']): void => {
    const last = parts[parts.length - 1]
    if (last?.kind === kind) last.text += text
    else parts.push({ text, kind })
  }
  let i = 0, j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(i, j)) {
      put(b[j]!, 'same')
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) put(a[i++]!, 'removed')
    else put(b[j++]!, 'added')
  }
  return parts
}
