// Every scene. A new one adds its file and a name here.
import type { Scene } from './art'
import { hills, mountains } from './landscape'
import { quotedWords } from './lettering'
import { rocket } from './rocket'

/** What is drawn when no word is known. */
export const fallbackScene = hills

const scenes: readonly Scene[] = [rocket, hills, mountains]

/** The scene whose word comes first in the prompt, subjects before settings before styles; hills when no word is known. */
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
