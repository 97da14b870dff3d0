// The parts of a prompt: the six slots of the brief to a photographer (article.md), as rows of the builder with their chips.

/** Segments of the strength bar; camera and lens are one slot of the brief in two rows. */
export const partIds = ['subject', 'setting', 'light', 'camera', 'lens', 'texture', 'style'] as const
export type PartId = (typeof partIds)[number]

export const rowIds = ['subject', 'setting', 'lightFrom', 'lightIs', 'time', 'camera', 'lens', 'texture', 'style', 'free'] as const
export type RowId = (typeof rowIds)[number]

export type PartChip = { label: string; /** As the prompt says it. */ words: string }
export type PartRow = {
  id: RowId
  label: string
  /** Null: says something beyond the six slots. */
  part: PartId | null
  placeholder: string
  /** Empty: free text only. */
  chips: readonly PartChip[]
  /** Several chips at once. */
  many: boolean
}

export const partRows: readonly PartRow[] = [
  { id: 'subject', label: 'Subject', part: 'subject', placeholder: 'An espresso in a red ceramic cup', chips: [], many: false },
  { id: 'setting', label: 'Setting', part: 'setting', placeholder: 'on a worn oak table', chips: [], many: false },
  { id: 'lightFrom', label: 'Light from', part: 'light', placeholder: 'light through a skylight', many: false, chips: [{ label: 'Left', words: 'light from the left' }, { label: 'Side', words: 'side light' }, { label: 'Behind', words: 'backlight' }, { label: 'Above', words: 'light from above' }] },
  { id: 'lightIs', label: 'Light is', part: 'light', placeholder: 'dramatic', many: true, chips: [{ label: 'Soft', words: 'soft' }, { label: 'Hard', words: 'hard' }, { label: 'Warm', words: 'warm' }, { label: 'Cool', words: 'cool' }] },
  { id: 'time', label: 'Time', part: 'light', placeholder: 'at midnight', many: false, chips: [{ label: 'Morning', words: 'in the morning' }, { label: 'Late afternoon', words: 'in late afternoon' }, { label: 'Golden hour', words: 'at golden hour' }, { label: 'Blue hour', words: 'at blue hour' }] },
  { id: 'camera', label: 'Camera', part: 'camera', placeholder: 'seen through a window', many: true, chips: [{ label: 'Eye level', words: 'at eye level' }, { label: 'High angle', words: 'from a high angle' }, { label: 'Low angle', words: 'from a low angle' }, { label: 'Aerial', words: 'aerial view' }, { label: 'Close up', words: 'close-up' }, { label: 'Wide', words: 'wide shot' }] },
  { id: 'lens', label: 'Lens', part: 'lens', placeholder: '35 mm lens, deep focus', many: false, chips: [{ label: '24 mm f/8', words: '24 mm lens at f/8' }, { label: '50 mm f/1.8', words: '50 mm lens at f/1.8' }, { label: '85 mm f/1.8', words: '85 mm lens at f/1.8' }] },
  { id: 'texture', label: 'Texture', part: 'texture', placeholder: 'crema and wood grain visible', chips: [], many: false },
  { id: 'style', label: 'Style', part: 'style', placeholder: 'risograph print in two colours', many: true, chips: [{ label: 'Photo', words: 'photorealistic' }, { label: 'Film grain', words: 'shot on film with fine grain' }, { label: 'Editorial', words: 'editorial photograph' }, { label: 'Drawn', words: 'hand-drawn illustration' }] },
  { id: 'free', label: 'Keep free', part: null, placeholder: 'calm empty space in the middle', many: false, chips: [{ label: 'Top', words: 'calm empty space at the top' }, { label: 'Left', words: 'calm empty space on the left' }, { label: 'Right', words: 'calm empty space on the right' }, { label: 'Where text lies', words: 'calm empty space where the text lies' }] },
]

/** Words by row; chips first, then what was written by hand. Rows without chips hold at most one text. */
export type Parts = Readonly<Record<RowId, readonly string[]>>

export const noParts: Parts = { subject: [], setting: [], lightFrom: [], lightIs: [], time: [], camera: [], lens: [], texture: [], style: [], free: [] }

export const rowOf = (id: RowId): PartRow => partRows.find((row) => row.id === id)!
