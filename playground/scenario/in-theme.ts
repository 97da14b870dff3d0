import type { Frame } from 'playwright-core'

/** Figma, too, only changes the class when the designer changes the theme: one run serves both. Resolves when nothing fades and no picture or font is still to come. */
export async function inTheme(frame: Frame, theme: 'light' | 'dark'): Promise<void> {
  await frame.evaluate(async (name) => {
    document.documentElement.className = `figma-${name}`
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await Promise.all([document.fonts.ready, ...[...document.images].filter((image) => image.src !== '').map((image) => image.decode().catch(() => undefined))])
    await Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity).map((animation) => animation.finished.catch(() => undefined)))
  }, theme)
}
