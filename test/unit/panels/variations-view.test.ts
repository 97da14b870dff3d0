import { expect, it } from 'vitest'
import { addsText, flattenText } from '../../../ui/panels/results/variations-view'

it('says what the variations add to the file, as far as it is known', () => {
  expect(addsText(4, 5_200_000)).toBe("All 4 stay in this layer's fill and add 5.2 MB to the file. Keep takes the others off.")
  expect(addsText(2, 12_400_000)).toBe("Both stay in this layer's fill and add 12 MB to the file. Keep takes the other off.")
  expect(addsText(3, null)).toBe("All 3 stay in this layer's fill. Keep takes the others off.")
  expect(addsText(2, 900)).toContain('0.1 MB')
})

it.each([
  [3, true, 'The original picture and the 3 other variations leave the layer. Undo in Figma brings them back.'],
  [1, true, 'The original picture and the other variation leave the layer. Undo in Figma brings them back.'],
  [0, true, 'The original picture leaves the layer. Undo in Figma brings it back.'],
  [3, false, 'The 3 other variations leave the layer. Undo in Figma brings them back.'],
  [1, false, 'The other variation leaves the layer. Undo in Figma brings it back.'],
  [0, false, 'Variation 2 is the only picture on the layer already.'],
])('says what flattening takes off: %i others, original %s', (others, original, sentence) => {
  expect(flattenText(2, others, original)).toBe(sentence)
})
