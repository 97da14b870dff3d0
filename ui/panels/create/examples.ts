// Prompts to start from: what is seen, where, in which light.
export const examples: readonly { label: string; prompt: string }[] = [
  { label: 'Espresso on oak', prompt: 'An espresso in a red ceramic cup on a worn oak table, soft warm side light in late afternoon, from a high angle, crema and wood grain visible' },
  { label: 'Deep field', prompt: 'A deep field of distant galaxies on black, spirals and ellipses in amber and blue, fine star dust, telescope photograph' },
  { label: 'Tabby cat', prompt: 'A tabby cat close up, green eyes looking past the camera, whiskers sharp, soft window light, warm blurred background' },
]
