// The mask stage alone in a real browser: pointer, pen, keys, every tool, and how it looks to assistive technology.
import axe from 'axe-core'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser } from '../support/browser'
import { openStage, type StagePage } from '../support/mask-stage-host'

const coffee = { photo: 'playground/scenes/photos/coffee.png', extent: { width: 600, height: 400 } }
const ellipse = [{ kind: 'ellipse' as const, x: 74, y: 53, width: 408, height: 338 }]
const shots = resolve('test/results/mask-stage')
let browser: Browser, stage: StagePage
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  browser = await sharedBrowser()
  stage = await openStage(browser, { width: 360 })
})
afterAll(() => stage?.page.context().close())

const picture = (): Locator => stage.page.getByRole('application')
const button = (name: string): Locator => stage.page.getByRole('button', { name, exact: true })
const coverage = async (x: number, y: number): Promise<number> => (await stage.page.evaluate(([px, py]) => (window as unknown as { harness: { model: { coverage: Uint8Array; extent: { width: number } } } }).harness.model.coverage[py! * 600 + px!]!, [x, y]))
const pixels = (): Promise<number> => stage.ask((harness) => harness.model.pixels)
/** Points in source px of the coffee picture at fit. */
async function onScreen(x: number, y: number): Promise<[number, number]> {
  const box = (await picture().boundingBox())!
  return [box.x + (x / 600) * box.width, box.y + (y / 400) * box.height]
}
async function drag(points: readonly (readonly [number, number])[], keys: readonly string[] = []): Promise<void> {
  const { mouse, keyboard } = stage.page
  for (const key of keys) await keyboard.down(key)
  const [first, ...rest] = await Promise.all(points.map(([x, y]) => onScreen(x, y)))
  await mouse.move(...first!)
  await mouse.down()
  for (const point of rest) await mouse.move(...point, { steps: 4 })
  await mouse.up()
  for (const key of keys) await keyboard.up(key)
  await stage.frames()
}
/** Alpha of the drawn mask at a source point, 0 to 255: the most around it, as stripes are far apart. */
const drawn = async (x: number, y: number): Promise<number> => stage.page.locator('canvas').evaluate((canvas: HTMLCanvasElement, [u, v]) => {
  const data = canvas.getContext('2d')!.getImageData(Math.round(u! * canvas.width) - 5, Math.round(v! * canvas.height) - 5, 10, 10).data
  return data.reduce((most, value, i) => (i % 4 === 3 ? Math.max(most, value) : most), 0)
}, [x / 600, y / 400])

describe('pointer', () => {
  it('paints at once, erases, and takes strokes back and again', async () => {
    await stage.mount(coffee)
    expect(await picture().getAttribute('aria-label')).toBe('Mask preview, nothing is marked')
    await drag([[100, 100], [300, 100]])
    expect([await coverage(200, 100), await coverage(200, 130)]).toEqual([255, 0])
    expect([await drawn(200, 100) > 100, await drawn(200, 200)]).toEqual([true, 0])
    expect(await picture().getAttribute('aria-label')).toBe('Mask preview, 4 percent of the picture will change')
    await drag([[200, 60], [200, 140]], ['Alt'])
    expect([await coverage(200, 100), await coverage(120, 100)]).toEqual([0, 255])
    await button('Undo stroke').click()
    expect(await coverage(200, 100)).toBe(255)
    await button('Redo stroke').click()
    expect(await coverage(200, 100)).toBe(0)
    await button('Eraser').click()
    await drag([[80, 100], [320, 100]])
    expect(await pixels()).toBe(0)
    await button('Clear mask').click({ force: true })
    expect(await stage.ask((harness) => harness.said)).toContain('Nothing is marked.')
    // Shift goes straight on from the last point.
    await button('Brush').click()
    await drag([[100, 300]])
    await drag([[400, 300]], ['Shift'])
    expect(await coverage(250, 300)).toBe(255)
  })
  it('lets a drag that begins on the bar or on the empty card through to the picture, and a press press', async () => {
    await stage.mount(coffee)
    await drag([[300, 170], [420, 190]])
    expect(await coverage(300, 170)).toBe(255)
    const bar = (await button('Invert mask').boundingBox())!, { mouse } = stage.page
    await mouse.move(bar.x + 12, bar.y + 12)
    await mouse.down()
    await mouse.move(bar.x + 12, bar.y - 60, { steps: 6 })
    await mouse.up()
    const before = await pixels()
    expect(before).toBeGreaterThan(5000)
    expect(before).toBeLessThan(60_000)
    await button('Invert mask').click()
    expect(await pixels()).toBeGreaterThan(180_000)
  })
  it('sets size and softness, and follows the pressure of a pen', async () => {
    await stage.mount(coffee)
    await stage.page.getByRole('slider', { name: 'Brush size' }).fill('80')
    await stage.page.getByRole('slider', { name: 'Brush softness' }).fill('100')
    await drag([[150, 200], [151, 200]])
    expect(await coverage(150, 200)).toBeGreaterThan(240)
    expect(await coverage(175, 200)).toBeGreaterThan(60)
    expect(await coverage(175, 200)).toBeLessThan(180)
    await stage.page.getByRole('slider', { name: 'Brush softness' }).fill('0')
    const [x, y] = await onScreen(450, 200)
    await picture().evaluate((element, [clientX, clientY]) => {
      element.setPointerCapture = () => undefined
      const tell = (kind: string, pressure: number): boolean => element.dispatchEvent(new PointerEvent(kind, { pointerId: 7, pointerType: 'pen', pressure, clientX: clientX!, clientY: clientY!, button: 0, buttons: 1, bubbles: true, cancelable: true }))
      tell('pointerdown', 0.2)
      tell('pointerup', 0)
    }, [x, y])
    expect([await coverage(450, 200), await coverage(465, 200)]).toEqual([255, 0])
  })
  it('draws with the lasso freehand and by corners, and finds colour regions', async () => {
    await stage.mount(coffee)
    await button('Lasso').click()
    await drag([[100, 100], [300, 100], [300, 250], [100, 250], [100, 110]])
    expect([await coverage(200, 180), await coverage(90, 180)]).toEqual([255, 0])
    await button('Clear mask').click()
    for (const [x, y] of [[400, 60], [560, 60], [560, 200], [400, 60]] as const) await drag([[x, y]])
    expect([await coverage(520, 90), await coverage(420, 180)]).toEqual([255, 0])
    await button('Clear mask').click()
    await button('Colour region').click()
    await drag([[440, 250]])
    const narrow = await pixels()
    expect(narrow).toBeGreaterThan(1000)
    // The last region follows the slider, as one step.
    await stage.page.getByRole('slider', { name: 'Tolerance' }).fill('35')
    await stage.frames()
    expect(await pixels()).toBeGreaterThan(narrow * 1.2)
    await button('Undo stroke').click()
    expect(await pixels()).toBe(0)
  })
  it('drags the sides of what the model sees by their grips, and paints along the line', async () => {
    await stage.mount({ ...coffee, marked: [{ kind: 'box', x: 250, y: 160, width: 60, height: 60 }] })
    const before = await stage.ask((harness) => [harness.ratio, harness.model.version])
    const { side, y } = await stage.page.locator('.mask-context rect.over').evaluate((rect: SVGRectElement) => {
      const box = rect.getBoundingClientRect()
      return { side: box.x, y: box.y + box.height / 2 }
    })
    const { mouse } = stage.page
    await mouse.move(side + 1, y)
    expect(await picture().evaluate((element) => element.style.cursor)).toBe('ew-resize')
    await mouse.down()
    await mouse.move(side - 20, y, { steps: 3 })
    await mouse.up()
    const [ratio, version] = await stage.ask((harness) => [harness.ratio, harness.model.version])
    expect(ratio).toBeGreaterThan(before[0]!)
    expect(version).toBe(before[1])
    await mouse.move(side + 1, y - 40)
    await mouse.down()
    await mouse.up()
    expect(await stage.ask((harness) => harness.model.version)).toBeGreaterThan(version!)
  })
  it('zooms with the wheel, pans with the space bar, and paints where the pointer is', async () => {
    await stage.mount({ ...coffee, tools: { sizePx: 20 } })
    const { mouse, keyboard } = stage.page, [x, y] = await onScreen(120, 260)
    await mouse.move(x, y)
    await keyboard.down('Control')
    for (let i = 0; i < 3; i++) await mouse.wheel(0, -200)
    await keyboard.up('Control')
    await stage.frames()
    await mouse.down()
    await mouse.up()
    expect([await coverage(120, 260), await coverage(135, 260)]).toEqual([255, 0])
    await keyboard.down('Space')
    await mouse.down()
    await mouse.move(x + 60, y, { steps: 2 })
    await mouse.up()
    await keyboard.up('Space')
    await stage.frames()
    await mouse.move(x, y)
    await mouse.down()
    await mouse.up()
    expect(await stage.ask((harness) => harness.model.bounds!.x < 105 && harness.model.bounds!.width > 25)).toBe(true)
    expect(await stage.ask((harness) => harness.windowKeys)).toEqual(['Control'])
    await button('Fit picture').click()
    await stage.frames()
    expect(await button('Fit picture').count()).toBe(0)
    await button('Zoom to mask').click()
    expect(await button('Fit picture').count()).toBe(1)
    await keyboard.press('0')
    await stage.frames()
    expect(await button('Fit picture').count()).toBe(0)
  })
})

describe('keyboard alone', () => {
  it('paints, erases, changes tools and sizes, and keeps its keys from the window', async () => {
    await stage.mount(coffee)
    const { keyboard } = stage.page
    await picture().focus()
    await keyboard.press('Enter')
    expect(await coverage(300, 200)).toBe(255)
    for (const key of [']', ']', 'Shift+]', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Space']) await keyboard.press(key)
    expect(await stage.ask((harness) => [harness.tools.sizePx, harness.tools.softness])).toEqual([58, 10])
    expect(await stage.ask((harness) => harness.model.bounds!.x + harness.model.bounds!.width > 420)).toBe(true)
    const two = await pixels()
    await keyboard.down('Space')
    for (let i = 0; i < 4; i++) await keyboard.press('Shift+ArrowUp')
    await keyboard.up('Space')
    const line = await pixels()
    expect(line).toBeGreaterThan(two * 1.5)
    await keyboard.press('Control+z')
    expect(await pixels()).toBe(two)
    await keyboard.press('Shift+Control+z')
    expect(await pixels()).toBe(line)
    await keyboard.press('e')
    await keyboard.press('Enter')
    expect(await pixels()).toBeLessThan(line)
    await keyboard.press('i')
    expect(await stage.ask((harness) => harness.said.at(-1))).toMatch(/^\d+ percent of the picture will change$/)
    await keyboard.press('m')
    expect([await drawn(50, 50), await button('Show mask').getAttribute('aria-pressed')]).toEqual([0, 'false'])
    for (const key of ['m', 'l', 'Space', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Space', 'Enter']) await keyboard.press(key)
    expect(await stage.page.locator('.mask-marks polyline').first().isVisible()).toBe(false)
    expect(await stage.ask((harness) => harness.said.filter((text) => text.startsWith('Corner')))).toEqual(['Corner 1', 'Corner 2', 'Corner 3'])
    for (let i = 0; i < 8; i++) await keyboard.press('Control+z')
    expect(await stage.ask((harness) => [harness.model.pixels, harness.said.at(-1)])).toEqual([0, 'There is no stroke to take back.'])
    expect(await stage.ask((harness) => harness.windowKeys.filter((key) => !['Shift', 'Control'].includes(key)))).toEqual([])
    await keyboard.press('Escape')
    await keyboard.press('Control+Enter')
    expect(await stage.ask((harness) => harness.windowKeys.slice(-3))).toEqual(['Escape', 'Control', 'Enter'])
  })
  it('reaches every tool in one bar with one Tab stop', async () => {
    await stage.mount({ ...coffee, marked: ellipse })
    const { keyboard } = stage.page, focused = (): Promise<string | null> => stage.page.evaluate(() => document.activeElement!.getAttribute('aria-label'))
    await picture().focus()
    await keyboard.press('Tab')
    const met = [await focused()]
    for (let i = 0; i < 9; i++) {
      await keyboard.press('ArrowRight')
      met.push(await focused())
    }
    expect(met).toEqual(['Brush', 'Eraser', 'Lasso', 'Colour region', 'Invert mask', 'Show mask', 'Clear mask', 'Undo stroke', 'Redo stroke', 'Zoom to mask'])
    await keyboard.press('Tab')
    expect(await focused()).toBe('Brush size')
    await keyboard.press('ArrowRight')
    expect(await stage.ask((harness) => harness.tools.sizePx)).toBe(41)
  })
})

describe('looks', () => {
  const states = [
    ['empty', coffee], ['marked', { ...coffee, marked: ellipse, maskName: 'Ellipse 3' }],
    ['tall', { photo: 'playground/scenes/photos/rocket.jpg', extent: { width: 900, height: 1600 }, marked: [{ kind: 'soft' as const, x: 200, y: 500, width: 500, height: 700 }], tools: { tool: 'region' as const }, maskName: 'A layer with a very long name indeed' }],
    ['wide', { photo: 'playground/scenes/photos/rocket.jpg', extent: { width: 1600, height: 80 }, tools: { tool: 'lasso' as const } }], ['rest', { ...coffee, marked: ellipse, hatch: 'rest' as const, disabled: true }],
  ] as const
  it('has no accessibility violation in any state and shape, light and dark', async () => {
    await stage.page.evaluate(`${axe.source}; 0`)
    for (const [name, options] of states) {
      await stage.mount(options as Parameters<StagePage['mount']>[0])
      for (const theme of ['dark', 'light'] as const) {
        await stage.theme(theme)
        // Names and roles do not depend on the theme.
        const runOnly = theme === 'dark' ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        const found = await stage.page.evaluate((rules) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: rules, rules: { 'page-has-heading-one': { enabled: false } } }), runOnly)
        expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.failureSummary]), `${name} ${theme}`).toEqual([])
        await stage.page.screenshot({ path: `${shots}/${name}-360-${theme}.png` })
      }
    }
  })
  it.each([[320, 2], [900, 1]])('fits a window of %s px', async (width, density) => {
    const own = await openStage(browser, { width, density })
    for (const [name, options] of states.slice(1, 4)) {
      await own.mount(options as Parameters<StagePage['mount']>[0])
      expect(await own.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBeLessThanOrEqual(0)
      const [bar, frame] = await Promise.all(['.mask-bar', '.mask-frame'].map((part) => own.page.locator(part).boundingBox()))
      expect(bar!.x >= frame!.x && bar!.x + bar!.width <= frame!.x + frame!.width, name).toBe(true)
      await own.page.screenshot({ path: `${shots}/${name}-${width}.png` })
    }
    await own.page.context().close()
  })
  it('stays quick on a mask of 4096 x 4096 px', async () => {
    await stage.mount({ photo: coffee.photo, extent: { width: 4096, height: 4096 }, tools: { sizePx: 400 } })
    const box = (await picture().boundingBox())!, { mouse } = stage.page
    await mouse.move(box.x + 40, box.y + 40)
    await mouse.down()
    for (let i = 0; i < 20; i++) await mouse.move(box.x + 40 + i * 11, box.y + 60 + 40 * Math.sin(i))
    await mouse.up()
    await stage.frames()
    expect(await stage.ask((harness) => harness.model.pixels)).toBeGreaterThan(1_000_000)
    const slowest = await stage.page.evaluate(() => {
      const { model } = (window as unknown as { harness: { model: { begin(stroke: object): void; extend(x: number, y: number): void; end(): void } } }).harness
      const times: number[] = []
      model.begin({ erase: false, radiusPx: 200, softness: 0.25 })
      for (let i = 0; i < 60; i++) {
        const before = performance.now()
        model.extend(600 + i * 50, 2000 + 300 * Math.sin(i / 9))
        times.push(performance.now() - before)
      }
      model.end()
      return times.sort((a, b) => a - b)[30]!
    })
    // 4 ms a move; the machine may be busy.
    expect(slowest).toBeLessThan(8)
  })
})
