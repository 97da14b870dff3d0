/** A name that is too long keeps its start and its end: "Hero with a ve…te copy 12". Length in characters. */
export const middleCut = (name: string, maxLength: number): string => {
  if (name.length <= maxLength) return name
  const kept = maxLength - 1
  return `${name.slice(0, Math.ceil(kept / 2)).trimEnd()}…${name.slice(name.length - Math.floor(kept / 2)).trimStart()}`
}
