// Every scene. A new one adds its file and a name here.
import { abstract } from './abstract'
import type { Scene } from './art'
import { bottle } from './bottle'
import { cat } from './cat'
import { coffee } from './coffee'
import { flower } from './flower'
import { galaxy, planet, starrySky } from './galaxy'
import { interior } from './interior'
import { hills, mountains } from './landscape'
import { quotedWords } from '../../prompts/quoted-words'
import { city, desert, forest, sea } from './places'
import { portrait } from './portrait'
import { rocket } from './rocket'

/** What is drawn when no word is known. */
export const fallbackScene = hills

const scenes: readonly Scene[] = [rocket, coffee, cat, flower, bottle, interior, portrait, galaxy, planet, sea, forest, desert, city, mountains, hills, starrySky, abstract]

/** The scene whose word comes first in the prompt, subjects before settings before styles. */
export function chooseScene(prompt: string): Scene {
  const text = quotedWords(prompt).reduce((rest, quoted) => rest.split(quoted).join(' '), prompt)
  let best: { scene: Scene; order: number } | null = null
  for (const scene of scenes) {
    const at = text.search(scene.words)
    if (at < 0) continue
    const order = scene.rank * 1e6 + at
    if (!best || order < best.order) best = { scene, order }
  }
  return best?.scene ?? fallbackScene
}
