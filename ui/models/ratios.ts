// The aspect ratios that the window offers (article.md). A scenario chooses them by the first word of the label.

export type RatioPreset = {
  id: string
  label: string
  /** Width over height; null where the frame or the designer says it. */
  ratio: number | null
  /** What it is for, as the menu's second line. */
  purpose: string
}

export const ratioPresets: readonly RatioPreset[] = [
  { id: 'match', label: 'Match frame', ratio: null, purpose: 'The shape of each frame' },
  { id: '1:1', label: '1:1 social', ratio: 1, purpose: 'Square posts, avatars' },
  { id: '4:5', label: '4:5 feed', ratio: 4 / 5, purpose: 'Tall posts in a feed' },
  { id: '4:3', label: '4:3', ratio: 4 / 3, purpose: 'Slides, tablets' },
  { id: '3:4', label: '3:4', ratio: 3 / 4, purpose: 'Portraits, product cards' },
  { id: '3:2', label: '3:2', ratio: 3 / 2, purpose: 'Photographs' },
  { id: '2:3', label: '2:3', ratio: 2 / 3, purpose: 'Posters, tall photographs' },
  { id: '16:9', label: '16:9 landscape', ratio: 16 / 9, purpose: 'Hero images, video, slides' },
  { id: '9:16', label: '9:16 stories', ratio: 9 / 16, purpose: 'Stories, reels, phone screens' },
  { id: '21:9', label: '21:9', ratio: 21 / 9, purpose: 'Wide banners' },
  { id: 'custom', label: 'Custom', ratio: null, purpose: 'Your own width and height' },
]

/** Null for an id that is not offered. */
export const ratioPresetById = (id: string): RatioPreset | null => ratioPresets.find((preset) => preset.id === id) ?? null

const spoken = [...ratioPresets.flatMap(({ id, ratio }) => (ratio ? [{ id, ratio }] : [])), { id: '3:1', ratio: 3 }, { id: '1:3', ratio: 1 / 3 }]

/** A ratio as a designer says it: "16:9", "7:1", "1:3.8". */
export function ratioText(ratio: number): string {
  const named = spoken.find((preset) => Math.abs(preset.ratio / ratio - 1) < 0.005)
  if (named) return named.id
  const many = String(Math.round(Math.max(ratio, 1 / ratio) * 10) / 10)
  return ratio >= 1 ? `${many}:1` : `1:${many}`
}
