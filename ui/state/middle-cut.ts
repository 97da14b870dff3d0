/** A name that is too long keeps its start and its end: "Hero with a ve…te copy 12". Length in characters. */
export const middleCut = (name: string, maxLength: number): string => {
  if (name.length <= maxLength) return name
  const kept = maxLength - 1
  return `${name.slice(0, Math.ceil(kept / 2)).trimEnd()}…${name.slice(name.length - Math.floor(kept / 2)).trimStart()}`
}

/** What a label keeps of a name before its "…": its first letter, after the word that places it. */
const barest = /\b(?:into|in|of|from|to) \S$/

/** A label with a cut name, cut by one character more on either side of the "…". Null: nothing more can go. */
export function cutFurther(label: string): string | null {
  const at = label.indexOf('…')
  if (at < 1 || barest.test(label.slice(0, at))) return null
  const before = label.slice(0, at - 1).trimEnd(), after = label.slice(at + 1)
  return `${before}…${/^[^\s,]{3}/.test(after) ? after.slice(1) : after}`
}
