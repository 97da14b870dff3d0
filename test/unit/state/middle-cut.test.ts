import { expect, it } from 'vitest'
import { cutFurther, middleCut } from '../../../ui/state/middle-cut'

it('cuts the name in a label shorter and shorter, and never the words around it', () => {
  const seen: string[] = []
  for (let label: string | null = `Replace in ${middleCut('A photo of the old harbour', 18)}, 3 ways`; label !== null; label = cutFurther(label)) seen.push(label)
  expect(seen.length).toBeGreaterThan(5)
  expect(seen.every((label, index) => label.startsWith('Replace in A') && label.endsWith(', 3 ways') && (index === 0 || label.length < seen[index - 1]!.length))).toBe(true)
  expect(seen[seen.length - 1]).toMatch(/^Replace in A….{2,3}, 3 ways$/)
  expect(cutFurther('Generate 4 on the canvas')).toBeNull()
})
