// Counted words in sentences. Pure.
export const pictures = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`
export const layers = (count: number): string => `${count} ${count === 1 ? 'layer' : 'layers'}`
/** "Hero", "Hero and Card", "Hero, Card and 3 more". */
export const listOf = (names: readonly string[]): string => {
  if (names.length <= 2) return names.join(' and ')
  return `${names[0]}, ${names[1]} and ${names.length - 2} more`
}
