// The canvas as a place to work (issue 3, point 3): drawn on, turned, grouped and themed by mouse and keys, as a person does.
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlaygroundHost } from '../../playground/serve'
import type { InlayPlayground } from '../../playground/shell/hooks'
import { sharedBrowser, sharedPlayground } from '../support/browser'

declare global {
  interface Window { inlayPlayground: InlayPlayground }
}
const mainSource = `
  figma.showUI(__html__, { width: 300, height: 200 })
  figma.ui.onmessage = (message) => {
    if (message === 'notify') figma.notify('Placed', { timeout: 20000, button: { text: 'Show', action: () => { figma.ui.resize(420, 260) } } })
    if (message === 'relaunch') figma.currentPage.selection[0].setRelaunchData({ again: 'Once more' })
  }
  globalThis.command = figma.command`
const manifest = { id: 'fake', name: 'Fake', api: '1.0.0', main: 'build/main.js', ui: 'build/ui.js', editorType: ['figma'], documentAccess: 'dynamic-page', networkAccess: { allowedDomains: ['none'] }, menu: [{ name: 'First', command: 'first' }, { separator: true }, { name: 'Second', command: 'second' }], relaunchButtons: [{ command: 'again', name: 'Make again' }] }

let browser: Browser, host: PlaygroundHost, page: Page
const problems: string[] = []
beforeAll(async () => {
  ;[browser, host] = await Promise.all([sharedBrowser(), sharedPlayground()])
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('pageerror', ({ message }) => problems.push(message))
  const files: Record<string, string> = { '/plugin/build/main.js': mainSource, '/plugin/build/ui.js': '<p>Fake</p>', '/plugin/manifest.json': JSON.stringify(manifest) }
  for (const [path, body] of Object.entries(files)) await page.route(`**${path}`, (route) => route.fulfill({ body, contentType: path.endsWith('json') ? 'application/json' : 'text/plain' }))
  await page.goto(`${host.url}/?scene=empty&open=0&theme=light`)
  await page.evaluate(() => window.inlayPlayground.ready)
})
afterAll(() => page?.context().close())

type Layer = { name: string; type: string; width: number; height: number; relativeTransform: number[][]; props: Record<string, unknown>; childIds: string[] }
const layers = (): Promise<Layer[]> => page.evaluate(() => {
  const { document } = window.inlayPlayground
  return document.children(document.currentPageId).map(({ name, type, width, height, relativeTransform, props, childIds }) => ({ name, type, width, height, relativeTransform, props, childIds }))
})
const names = async (): Promise<string[]> => (await layers()).map(({ name }) => name)
const layer = async (name: string): Promise<Layer> => (await layers()).find((one) => one.name === name)!
const undoDepth = (): Promise<number> => page.evaluate(() => window.inlayPlayground.document.undoDepth)
const select = (...wanted: string[]): Promise<void> => page.evaluate((list) => window.inlayPlayground.select(list), wanted)
const key = (chord: string): Promise<void> => page.keyboard.press(chord)
type Point = readonly [x: number, y: number]
async function drag(from: Point, to: Point): Promise<void> {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
  await page.mouse.move(...to)
  await page.mouse.up()
}
/** Colour of the screen at a point of the page. */
const colourAt = async (x: number, y: number): Promise<number[]> => {
  const shot = await page.screenshot({ clip: { x, y, width: 1, height: 1 } })
  return page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob()), context = new OffscreenCanvas(1, 1).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }, shot.toString('base64'))
}

describe('the canvas', () => {
  it('is drawn on: rectangle, ellipse, freehand, text, a picture that is dropped', async () => {
    await page.getByLabel('Canvas', { exact: true }).focus()
    await key('r')
    await drag([400, 300], [600, 400])
    await key('o')
    await drag([550, 350], [700, 450])
    await key('p')
    await drag([800, 300], [900, 380])
    await key('t')
    await page.mouse.click(420, 600)
    await page.keyboard.type('Two tones')
    await key('Escape')
    const picture = readFileSync('test/fixtures/scenarios/coffee.png').toString('base64')
    await page.evaluate((base64) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], 'coffee.png', { type: 'image/png' }))
      document.querySelector('.canvas')!.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, clientX: 900, clientY: 700 }))
    }, picture)
    await page.waitForFunction(() => window.inlayPlayground.document.named('coffee').length === 1)
    expect((await layers()).map(({ name, type }) => [name, type])).toEqual([['Rectangle 1', 'RECTANGLE'], ['Ellipse 1', 'ELLIPSE'], ['Drawing 1', 'VECTOR'], ['Text', 'TEXT'], ['coffee', 'RECTANGLE']])
    expect(await layer('Rectangle 1')).toMatchObject({ width: 200, height: 100 })
    expect((await layer('Text')).props['characters']).toBe('Two tones')
    await key('Control+z')
    expect(await names()).not.toContain('coffee')
    await key('Control+Shift+z')
    expect(await names()).toContain('coffee')
  })

  it('turns, flips, stacks, groups and combines, by mouse and by Figma\'s keys', async () => {
    await select('Rectangle 1')
    const depth = await undoDepth()
    await page.keyboard.down('Shift')
    await drag([391, 291], [391, 409]) // from outside the top left corner to outside the bottom left
    await page.keyboard.up('Shift')
    const turned = (await layer('Rectangle 1')).relativeTransform
    expect(Math.round((Math.acos(turned[0]![0]!) * 180) / Math.PI) % 15).toBe(0)
    expect(turned[1]![0]).toBeLessThan(0)
    await key('Control+z')
    await key('Shift+H')
    expect((await layer('Rectangle 1')).relativeTransform[0]![0]).toBe(-1)
    await key(']')
    expect((await names()).at(-1)).toBe('Rectangle 1')
    await key('Control+[')
    expect((await names()).at(-2)).toBe('Rectangle 1')
    await key('[')
    expect((await names())[0]).toBe('Rectangle 1')
    expect(await undoDepth()).toBe(depth + 4)
    await select('Rectangle 1', 'Ellipse 1')
    await key('Control+g')
    expect(await layer('Group')).toMatchObject({ type: 'GROUP', childIds: { length: 2 } })
    await key('Control+Shift+g')
    await key('Alt+Shift+S')
    expect(await layer('Subtract')).toMatchObject({ type: 'BOOLEAN_OPERATION', width: 300, height: 150 })
    await page.mouse.move(1200, 800)
    await page.evaluate(() => { window.inlayPlayground.document.select([]) })
    const [ground] = await colourAt(650, 430), [rest] = await colourAt(450, 350)
    expect([ground, rest]).toEqual([233, 217])
    await page.getByRole('button', { name: 'Layer', exact: true }).click()
    expect(await page.getByRole('menuitem', { name: /^Union/ }).getAttribute('aria-disabled')).toBe('true')
    await key('Escape')
  })

  it('masks and shows pictures in every way', async () => {
    await select('coffee')
    for (const mode of ['Fit', 'Crop', 'Tile', 'Fill']) {
      await page.getByRole('button', { name: 'Layer', exact: true }).click()
      await page.getByRole('menuitem', { name: `Picture: ${mode}` }).click()
      expect(await page.evaluate(() => { const { fills } = window.inlayPlayground.document.named('coffee')[0]!; return Array.isArray(fills) ? (fills[0] as { scaleMode?: string }).scaleMode : null })).toBe(mode.toUpperCase())
    }
    await select('Subtract', 'coffee')
    await page.getByLabel('Canvas', { exact: true }).focus()
    await key('Control+Alt+m')
    expect((await layer('Mask group')).childIds).toHaveLength(2)
  })
})

describe('the plugin beside it', () => {
  it('is opened from its menu, by its relaunch button; its notes act, its window is resized and moved', async () => {
    await page.getByRole('button', { name: 'Plugin menu' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['First', 'Second'])
    await page.getByRole('menuitem', { name: 'Second' }).click()
    const frame = page.locator('iframe[data-plugin-window]')
    await frame.waitFor()
    expect(await page.evaluate(() => window.inlayPlayground.sandbox!.evaluate('return command'))).toBe('second')
    await page.frames()[1]!.waitForURL('about:srcdoc')
    await page.frames()[1]!.waitForLoadState()
    const say = (text: string): Promise<void> => page.frames()[1]!.evaluate((pluginMessage) => parent.postMessage({ pluginMessage }, '*'), text)
    await say('notify')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.waitForFunction(() => document.querySelector('iframe')!.width === '420')
    expect(await page.getByText('Placed', { exact: true }).count()).toBe(0)
    const bar = await page.locator('.window-bar').boundingBox()
    await drag([bar!.x + 80, bar!.y + 20], [bar!.x - 20, bar!.y + 80])
    expect((await page.locator('.window-bar').boundingBox())!.x).toBe(bar!.x - 100)
    await select('Text')
    await say('relaunch')
    await page.getByRole('button', { name: 'Make again' }).click()
    await page.waitForFunction(async () => (await window.inlayPlayground.sandbox?.evaluate('return command')) === 'again')
  })

  it('follows the theme, and the canvas with it', async () => {
    await page.evaluate(() => window.inlayPlayground.document.select([]))
    await page.getByRole('button', { name: 'Theme' }).click()
    expect(await colourAt(300, 800)).toEqual([30, 30, 30])
    expect(await page.evaluate(() => document.documentElement.className)).toBe('figma-dark')
    expect(problems).toEqual([])
  })
})
