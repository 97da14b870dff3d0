// "@name" in a prompt: how references are called, found and renamed in it. Pure.

/** Characters of a reference's name. */
const longestName = 60

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Matches every "@name" of these, longest names first, and never the beginning of a longer word; null without names. One group: the name. */
export function mentionPattern(names: readonly string[]): RegExp | null {
  const called = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length)
  return called.length === 0 ? null : new RegExp(`@(${called.map(escape).join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
}

/** A layer's name as it is called in the prompt: one line, without @, and unlike those that are taken: "Photo 2". */
export function callName(name: string, taken: readonly string[]): string {
  const plain = name.replace(/@/g, '').replace(/\s+/g, ' ').trim().slice(0, longestName).trim() || 'Layer'
  let called = plain
  for (let number = 2; taken.includes(called); number += 1) called = `${plain} ${number}`
  return called
}

export function renameMention(prompt: string, from: string, to: string): string {
  const pattern = mentionPattern([from])
  return pattern ? prompt.replace(pattern, () => `@${to}`) : prompt
}

/** Without the mention and the blank before it. `others`: names of the references that stay. */
export function removeMention(prompt: string, name: string, others: readonly string[]): string {
  const pattern = mentionPattern([name, ...others])
  return pattern ? prompt.replace(new RegExp(` ?${pattern.source}`, 'gu'), (match, called: string) => (called === name ? '' : match)) : prompt
}

/** What stands after each "@" that no reference answers to, as far as the line goes. */
export function openMentions(prompt: string, names: readonly string[]): string[] {
  const pattern = mentionPattern(names), rest = pattern ? prompt.replace(pattern, ' ') : prompt
  return [...rest.matchAll(/(?<=^|[\s(])@(?=\S)([^\n@]{1,60})/gu)].map(([, text]) => text!)
}

/** The layer whose name is the longest beginning of `text`; among equals the first. Null: none is called so. */
export function layerCalled<T extends { name: string }>(text: string, layers: readonly T[]): T | null {
  let best: T | null = null
  for (const layer of layers) {
    const name = callName(layer.name, [])
    if (new RegExp(`^${escape(name)}(?![\\p{L}\\p{N}_])`, 'u').test(text) && name.length > (best ? callName(best.name, []).length : 0)) best = layer
  }
  return best
}
