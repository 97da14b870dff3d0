// Which of a layer's pictures belong together. Pure. Pictures that Inlay generated share one slot; every picture of the designer that was
// edited in place has a slot of its own, with all that was made from it. One picture of a slot shows at a time.
import type { RecipeVariation } from '../shared/recipe'
import type { EditStep } from '../shared/source'

export type EditChain = {
  /** What Inlay made and is there, oldest first. `edit.from` is the nearest source that is still there. */
  made: RecipeVariation[]
  /** The same without edits whose source is gone: those have become the layer's own pictures. */
  ours: RecipeVariation[]
  isOurs(imageHash: string): boolean
  /** '' for generated pictures and what was made from them, else the hash of the slot's original; null for a picture that has to do with neither. */
  slotOf(imageHash: string): string | null
  /** The original of the newest edit. */
  original: string | null
}

/** The edits of a chain, as the window lists them. */
export const stepsOf = ({ ours }: Pick<EditChain, 'ours'>): EditStep[] => ours.reduce<EditStep[]>((all, { imageHash, edit }) => (edit ? [...all, { imageHash, ...edit }] : all), [])

/** `known` may name pictures that are gone: they still tell what was made from what. `present` are the hashes on the layer. */
export function editChain(known: readonly RecipeVariation[], present: readonly (string | null)[]): EditChain {
  const byHash = new Map(known.map((variation) => [variation.imageHash, variation]))
  const isHere = (hash: string): boolean => present.indexOf(hash) >= 0

  /** Walks from picture to source; ends where the walk would come round. */
  const walk = (hash: string, stop: (source: string) => boolean): string | null => {
    const seen = new Set([hash])
    for (let at = byHash.get(hash)?.edit?.from; at !== undefined && !seen.has(at); at = byHash.get(at)?.edit?.from) {
      if (stop(at)) return at
      seen.add(at)
    }
    return null
  }
  const rootOf = (hash: string): string => {
    let root = hash
    walk(hash, (source) => { if (isHere(source)) root = source; return false })
    return root
  }

  const made = known.filter(({ imageHash }) => isHere(imageHash)).map((variation): RecipeVariation => {
    const from = variation.edit && walk(variation.imageHash, isHere)
    return variation.edit && from ? { ...variation, edit: { ...variation.edit, from } } : variation
  })
  const ours = made.filter(({ edit }) => !edit || isHere(edit.from))
  const isOurs = (hash: string): boolean => ours.some((variation) => variation.imageHash === hash)
  const slots = new Map<string, string>()
  for (const { imageHash, edit } of ours) {
    const root = edit ? rootOf(imageHash) : imageHash, slot = isOurs(root) ? '' : root
    slots.set(imageHash, slot)
    if (slot !== '') slots.set(root, slot)
  }
  const edits = ours.filter(({ edit, imageHash }) => edit && slots.get(imageHash) !== '')
  const newest = edits[edits.length - 1]
  return { made, ours, isOurs, slotOf: (hash) => slots.get(hash) ?? null, original: newest ? slots.get(newest.imageHash)! : null }
}
