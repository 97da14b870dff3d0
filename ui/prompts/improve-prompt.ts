// "Improve prompt" without a service: adds a sentence part for every slot that is missing, suited to what is shown. The designer's own words stay. Pure.
import { strengthOf, type SlotName } from './strength'

type Additions = Readonly<Record<Exclude<SlotName, 'subject'>, string>>

const kinds: readonly { words: RegExp; add: Additions }[] = [
  { words: /\b(?:portrait|(?:wo)?m[ae]n|person|people|girl|boy|face|child|founder|chef|model|athlete|couple|hands?)\b/i, add: { setting: 'in a quiet room with a plain wall', light: 'soft window light from the left', camera: 'close-up at eye level, 85 mm lens at f/1.8', texture: 'visible skin texture and single strands of hair', style: 'photorealistic with fine film grain' } },
  { words: /\b(?:rooms?|kitchen|interior|office|bedroom|loft|hall|lobby|bathroom|café|cafe|shop)\b/i, add: { setting: 'with a window on the left', light: 'warm natural light in late afternoon', camera: 'wide shot at eye level, 35 mm lens', texture: 'real textures of wood and fabric', style: 'architectural photograph' } },
  { words: /\b(?:mountains?|valley|landscape|beach|coast|forest|sea|ocean|lake|hills?|desert|sky|skyline|city|street|field|river|island|rocket)\b/i, add: { setting: 'in a wide open place', light: 'low golden hour light from the side', camera: 'wide shot, 24 mm lens at f/8, deep focus', texture: 'thin haze in the distance', style: 'photorealistic, natural colour' } },
]
const usual: Additions = { setting: 'on a matte stone surface', light: 'soft diffuse light from the left', camera: 'at eye level, 50 mm lens at f/2.8', texture: 'fine material detail', style: 'photorealistic' }

export type Improved = { text: string; added: readonly string[] }

/** The same text when nothing is missing. An empty prompt gives an empty one: nobody guesses the subject. */
export function improvePrompt(prompt: string): Improved {
  const text = prompt.trim().replace(/[\s,;.]+$/, '')
  if (text === '') return { text: '', added: [] }
  const add = kinds.find(({ words }) => words.test(text))?.add ?? usual
  const added = strengthOf(text).missing.flatMap(({ slot }) => (slot === 'subject' ? [] : [add[slot]]))
  return added.length === 0 ? { text: prompt.trim(), added } : { text: `${text}, ${added.join(', ')}`, added }
}
