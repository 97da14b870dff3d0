// Words by which a part of a prompt is known. Plain lists: what they miss stays where the designer wrote it.
import type { PartId } from './parts'

export const lightWords = /\b(?:(?:day|sun|moon|flood|back|side|window|candle|lamp|spot|street|rim|key|studio|over)?-?light(?:s|ing|ed)?|lit|sunlit|backlit|glow(?:s|ing)?|shadows?|golden hour|blue hour|sun|sunny|sunrise|sunset|sunshine|dawn|dusk|noon|midday|midnight|morning|afternoon|evening|twilight|night|overcast|neon|candles?|flash|softbox|lamps?|lanterns?)\b/i
const cameraWords = /\b(?:close[- ]?ups?|eye[- ]level|(?:high|low|wide|dutch|three[- ]quarter|side|front|45[- ]degree) (?:angle|view|shot)|overhead|aerial|bird'?s[- ]eye|from (?:above|below|behind|the side|across|directly overhead|an? \w+ angle)|drone|top[- ]down|wide[- ]angle|full[- ]body|head[- ]and[- ]shoulders|macro|seen (?:from|straight|through)|half[- ]length|camera)\b/i
const lensWords = /\b\d{2,3}\s?mm\b|\bf\/\s?\d|\b(?:depth of field|deep focus|shallow focus|bokeh|aperture|lens|telephoto|fish-?eye|tilt[- ]shift|in focus|out of focus|background (?:softly )?blurred|(?:softly )?blurred background)\b/i
const textureWords = /\b(?:grain|grainy|textures?|pores|materials?|wood|wooden|oak|walnut|linen|cotton|wool|velvet|leather|marble|stone|concrete|metal|brass|steel|glass|ceramic|paper|fabric|skin|hair|rough|smooth|matte|gloss|glossy|polished|weathered|worn|dust|dusty|haze|hazy|mist|misty|fog|foggy|smoke|steam|rain|wet|dew|mood|moody|atmosphere|atmospheric|serene|calm|quiet|dramatic|dreamy|nostalgic|cosy|cozy|tense|playful|details?|detailed|crema|rust|reflections?)\b/i
const styleWords = /\b(?:styles?|photographs?|photography|photos?|photo-?realistic|photo-?realism|illustrations?|illustrated|painting|painted|watercolou?r|editorial|cinematic|render|film (?:still|photo|grain|stock)|shot on|kodak|fuji\w*|portra|documentary|hand-drawn|drawn|drawing|sketch|anime|risograph|vintage|retro|minimalist|bauhaus|art deco|impressionist|reportage|polaroid|monochrome|black and white|commercial|advertising|in the manner of|look of)\b/i
export const freeWords = /\b(?:calm|empty|clear|free|negative|copy|blank|uncluttered)(?:,? (?:empty|calm|clear))* (?:space|area|room|sky)\b|\bspace for (?:text|a headline|type)\b/i

export const wordsOfPart: Readonly<Record<Exclude<PartId, 'subject' | 'setting'>, RegExp>> = { light: lightWords, camera: cameraWords, lens: lensWords, texture: textureWords, style: styleWords }

/** A clause that begins so says where. */
export const placeOpening = /^(?:\w+ing )?(?:in|on|at|inside|outside|within|beside|beneath|under|underneath|above|over|near|by|behind|against|along|among|between|around|across|through|atop|amid|before|beyond|next to|in front of|on top of)\s/i
export const placeInside = / (?=(?:in|on|at|inside|outside|beside|beneath|under|above|over|near|by|behind|against|along|among|between|across|through|atop|next to|in front of|on top of) (?!his |her |their )\S)/i
/** These are light wherever they are said to come from: "light from above" is no camera. */
export const lightNouns = /\blight(?:ing)? (?:falls |falling )?from\b|\b(?:side|back|top|overhead|key|rim)[- ]?light/i
/** A clause whose last word is light says how the place is lit, not which it is. */
export const endsInLight = new RegExp(`(?:${lightWords.source}|\\bsky)$`, 'i')
