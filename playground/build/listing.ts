// Icon and cover of the Community page: `npm run listing [-- DIR]`. The cover shows the built plugin and what it made: docs/listing/cover.scenario.json is played,
// and its window and frames are laid on the cover.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createRequire } from 'node:module'
import { chromium, type Browser } from 'playwright-core'
import { runScenario } from '../scenario/run-scenario.ts'
import { startPlayground } from '../serve.ts'
import { browserFlags, requireBrowser } from './browser.ts'

const root = join(import.meta.dirname, '../..'), listing = join(root, 'docs/listing')
/** px; what Figma's publishing form asks for. */
const extents = { icon: { width: 128, height: 128 }, cover: { width: 1920, height: 1080 } }

const dataUrl = (bytes: Buffer, mime: string): string => `data:${mime};base64,${bytes.toString('base64')}`
const folderOf = (name: string): string => join(createRequire(import.meta.url).resolve(`${name}/package.json`), '..')
const faces = [400, 500, 600].map((weight) => `@font-face { font-family: Inter; font-weight: ${weight}; src: url(${dataUrl(readFileSync(join(folderOf('@fontsource/inter'), `files/inter-latin-${weight}-normal.woff2`)), 'font/woff2')}) }`).join('\n')

/** A piece let into a surface. `edge`: of the square, px. */
const mark = (edge: number, radius: number): string => `<svg width="${edge}" height="${edge}" viewBox="0 0 16 16"><rect width="16" height="16" rx="${radius}" fill="#17181c"/><path d="M8 2.6 13.4 8 8 13.4 2.6 8z" fill="#f5a524"/><path d="M8 5.4 10.6 8 8 10.6 5.4 8z" fill="#17181c"/></svg>`

const icon = `<style>body { margin: 0; background: transparent } svg { display: block }</style>${mark(128, 0)}`

type Made = { window: string; hero: string; post: string; phone: string }

/** Rings as in the scene's own frames. */
const rings = [980, 790, 610, 440, 290].map((radius) => `<circle cx="1500" cy="700" r="${radius}"/>`).join('')

const cover = ({ window, hero, post, phone }: Made): string => `<style>${faces}
  * { box-sizing: border-box }
  body { margin: 0; width: 1920px; height: 1080px; position: relative; overflow: hidden; font-family: Inter; color: #fff; background: radial-gradient(1200px 900px at 1480px 640px, #24408f 0%, #14224f 46%, #0b1330 100%) }
  .rings { position: absolute; inset: 0; fill: none; stroke: #7f9dff; stroke-width: 1.5; opacity: 0.22 }
  .words { position: absolute; left: 104px; top: 176px; width: 640px }
  .name { display: flex; align-items: center; gap: 22px; font-size: 40px; font-weight: 600; letter-spacing: -0.6px }
  .name svg { border-radius: 18px; box-shadow: 0 0 0 1px #ffffff24 }
  h1 { margin: 60px 0 0; font-size: 88px; line-height: 94px; font-weight: 600; letter-spacing: -3.2px }
  p { margin: 40px 0 0; font-size: 29px; line-height: 42px; color: #cdd8ff; letter-spacing: -0.3px }
  ul { margin: 52px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 12px; width: 560px }
  li { padding: 10px 20px; border-radius: 22px; font-size: 21px; font-weight: 500; color: #eaf0ff; background: #ffffff14; box-shadow: inset 0 0 0 1px #ffffff24 }
  .piece { position: absolute; overflow: hidden; border-radius: 10px; box-shadow: 0 30px 80px #0009, 0 4px 16px #0006 }
  .piece img { display: block; width: 100%; height: 100%; object-fit: cover }
  .label { position: absolute; font-size: 17px; font-weight: 500; color: #8fb4ff }
  .selected { position: absolute; border: 2px solid #4c8dff }
  .selected i { position: absolute; width: 10px; height: 10px; background: #fff; border: 2px solid #4c8dff }
  .window { border-radius: 14px; background: #fff }
</style>
<svg class="rings" width="1920" height="1080">${rings}</svg>
<div class="words">
  <div class="name">${mark(76, 3.6)}Inlay</div>
  <h1>Pictures, set into your design</h1>
  <p>Select frames, say what you want, press once. Change a part: no other pixel moves.</p>
  <ul><li>Generate</li><li>Edit in place</li><li>Expand</li><li>Words that are read back</li><li>Every format</li><li>Your own key</li></ul>
</div>
<div class="label" style="left:800px;top:92px">Hero</div>
<div class="piece" style="left:800px;top:122px;width:748px;height:532px;border-radius:0"><img src="${hero}"></div>
<div class="label" style="left:800px;top:694px">Phone</div>
<div class="piece" style="left:800px;top:724px;width:198px;height:428px;border-radius:0"><img src="${phone}"></div>
<div class="label" style="left:1042px;top:694px">Post</div>
<div class="piece" style="left:1042px;top:724px;width:428px;height:428px;border-radius:0"><img src="${post}"></div>
<div class="selected" style="left:799px;top:121px;width:750px;height:534px"><i style="left:-6px;top:-6px"></i><i style="right:-6px;top:-6px"></i><i style="left:-6px;bottom:-6px"></i><i style="right:-6px;bottom:-6px"></i></div>
<div class="piece window" style="left:1408px;top:232px;width:432px;height:${Math.round((432 * 600) / 360)}px"><img src="${window}"></div>`

async function played(browser: Browser, pageURL: string): Promise<Made> {
  const outDir = mkdtempSync(join(tmpdir(), 'inlay-listing-'))
  try {
    const report = await runScenario({ text: readFileSync(join(listing, 'cover.scenario.json'), 'utf8'), baseDir: listing, outDir, browser, pageURL, scale: 2 })
    if (report.failed) throw new Error(`the scenario failed: ${report.failed.why}`)
    const nodes: { file: string; name: string }[] = JSON.parse(readFileSync(join(outDir, 'nodes.json'), 'utf8'))
    const picture = (file: string): string => dataUrl(readFileSync(join(outDir, file)), 'image/png'), node = (name: string): string => picture(nodes.find((one) => one.name === name)!.file)
    return { window: picture('shots/1-window.png'), hero: node('Hero'), post: node('Post'), phone: node('Phone') }
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

async function shoot(browser: Browser, html: string, viewport: { width: number; height: number }, file: string): Promise<void> {
  const page = await browser.newPage({ viewport })
  await page.setContent(`<!doctype html><meta charset="utf-8">${html}`)
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map((image) => image.decode()))
  })
  writeFileSync(file, await page.screenshot({ omitBackground: true }))
  await page.close()
}

const folder = resolve(process.argv[2] ?? listing)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: requireBrowser(), args: browserFlags })
const host = await startPlayground({ port: 0, openBrowser: false })
await shoot(browser, icon, extents.icon, join(folder, 'icon.png'))
await shoot(browser, cover(await played(browser, host.url)), extents.cover, join(folder, 'cover.png'))
await browser.close()
await host.close()
process.exit(0)
