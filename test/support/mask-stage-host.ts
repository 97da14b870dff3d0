// A browser page with the mask stage on it, in the window's own styles.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import type { StageHarness, StageOptions } from './mask-stage-page.tsx'

const require = createRequire(import.meta.url)
const kit = 'node_modules/@create-figma-plugin/ui'
const read = (path: string): string => readFileSync(path, 'utf8')
const inter = (): string => [400, 500, 600].map((weight) => {
  const bytes = readFileSync(join(dirname(require.resolve('@fontsource/inter/package.json')), `files/inter-latin-${weight}-normal.woff2`))
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${bytes.toString('base64')}) }`
}).join('\n')
const styles = (): string => [read(join(kit, 'lib/css/theme.css')).replaceAll(':root .figma-', ':root.figma-'), inter(), read(join(kit, 'lib/css/base.css')), read('ui/inlay.css'), read('ui/window.css'), read('ui/components/mask-stage/mask-stage.css')].join('\n')

export type StagePage = { page: Page; mount(options: Omit<StageOptions, 'url' | 'preview'> & { photo: string }): Promise<void>; theme(name: 'light' | 'dark'): Promise<void>; ask<T>(question: (harness: StageHarness) => T): Promise<T>; frames(): Promise<void> }

/** The page brings the styles itself. */
const noStyles: Plugin = { name: 'no-styles', setup(made) {
  made.onResolve({ filter: /\.css$/ }, ({ path }) => ({ path, namespace: 'no-styles' }))
  made.onLoad({ filter: /.*/, namespace: 'no-styles' }, () => ({ contents: 'export default {}' }))
} }
let script: Promise<string> | null = null
const bundle = async (): Promise<string> => {
  const made = await build({ entryPoints: ['test/support/mask-stage-page.tsx'], bundle: true, write: false, format: 'iife', target: 'chrome110', jsxFactory: 'h', jsxFragment: 'Fragment', logLevel: 'error', plugins: [noStyles], define: { 'process.env.NODE_ENV': '"production"' } })
  return made.outputFiles[0]!.text
}

export async function openStage(browser: Browser, { width, density = 1 }: { width: number; density?: number }): Promise<StagePage> {
  const context = await browser.newContext({ viewport: { width, height: 480 }, deviceScaleFactor: density, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.setContent(`<!doctype html><html lang="en" class="figma-light"><head><title>Mask stage</title><style>${styles()}</style></head><body><div id="create-figma-plugin"><main id="root"></main></div></body></html>`)
  await page.addScriptTag({ content: await (script ??= bundle()) })
  const frames = (): Promise<void> => page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))
  return {
    page, frames,
    async mount({ photo, ...options }) {
      const bytes = readFileSync(photo), url = `data:image/${photo.endsWith('png') ? 'png' : 'jpeg'};base64,${bytes.toString('base64')}`
      await page.evaluate(async ([all, address]) => {
        const image = new Image()
        image.src = address
        await image.decode()
        // The middle of the photo, in the shape of the source.
        const { width, height } = all.extent, k = Math.min(1, 1024 / Math.max(width, height)), canvas = document.createElement('canvas')
        canvas.width = Math.max(1, Math.round(width * k))
        canvas.height = Math.max(1, Math.round(height * k))
        const cover = Math.max(canvas.width / image.naturalWidth, canvas.height / image.naturalHeight), w = image.naturalWidth * cover, h = image.naturalHeight * cover
        canvas.getContext('2d')!.drawImage(image, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h)
        ;(window as unknown as { harness: StageHarness }).harness.mount({ ...all, url: canvas.toDataURL('image/png'), preview: { width: canvas.width, height: canvas.height } })
      }, [options, url] as const)
      await page.evaluate(() => document.fonts.ready)
      await frames()
    },
    theme: (name) => page.evaluate((theme) => { document.documentElement.className = `figma-${theme}` }, name),
    ask: (question) => page.evaluate(`(${question.toString()})(window.harness)`) as Promise<never>,
  }
}
