// Named looks for Style: words that a model reads, one line each.
export const styles = [
  { id: 'watercolour', label: 'Watercolour', words: 'loose watercolour on rough paper, soft edges, visible washes' },
  { id: 'ink', label: 'Ink drawing', words: 'black ink line drawing with cross-hatching on white paper' },
  { id: 'oil', label: 'Oil painting', words: 'oil painting with thick visible brush strokes and warm light' },
  { id: 'flat', label: 'Flat illustration', words: 'flat vector illustration, few solid colours, clean simple shapes, no gradients' },
  { id: 'clay', label: 'Clay', words: 'soft matte clay render, rounded shapes, studio light, gentle shadows' },
  { id: 'pixel', label: 'Pixel art', words: 'pixel art with a limited palette and crisp square pixels' },
  { id: 'film', label: 'Film photo', words: '35 mm film photograph, gentle grain, slightly faded warm colours' },
  { id: 'mono', label: 'Black and white', words: 'black and white photograph with rich mid-tones' },
] as const

export const styleWords = (id: string): string => styles.find((style) => style.id === id)?.words ?? ''
