// The window under a person's hands in a real browser: where the focus goes, what the keys and the clipboard do, what is shown is what is sent.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { runScenario, type RunReport } from '../../playground/scenario/run-scenario'
import { policy, results, useScenarios } from '../support/scenario'

const { browser, pageURL } = useScenarios('by hand')
const photos = resolve('playground/scenes/photos'), key = { openai: { key: 'sk-test-4242424242424242' } }
const night = [{ type: 'SOLID', color: { r: 0.07, g: 0.11, b: 0.23 } }]
const frameOf = (id: string, name: string, x: number, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width: 480, height: 360, fills: night, ...more })
const picture = (id: string, name: string, x: number, file: string) => ({ type: 'RECTANGLE', id, name, x, y: 400, width: 300, height: 200, fills: [{ type: 'IMAGE', image: resolve(photos, file), scaleMode: 'FILL' }] })
const scene = {
  nodes: [
    frameOf('1:1', 'Hero', 0), frameOf('1:2', 'Post', 500), picture('1:3', 'Coffee', 0, 'coffee.png'), picture('1:4', 'Cat', 320, 'chelsea.png'),
    { type: 'ELLIPSE', id: '1:5', name: 'Ring', x: 60, y: 440, width: 120, height: 100, fills: night },
  ],
}
const idle = { await: 'idle' }, run = { ui: 'click', action: 'run' }
const fill = (value: string) => ({ ui: 'fill', name: 'Prompt', value }), go = (name: string) => ({ ui: 'click', name })

/** `y` grows down the whole window, the body scrolled out. A tile and the mask's frame count as one place each. */
type Stop = { name: string; x: number; y: number; height: number; place: string }
type Moments = Record<string, (frame: Frame, page: Page) => Promise<void>>
/** Plays a scenario; at each shot the hand of that name moves. */
async function play(name: string, scenario: object, moments: Moments): Promise<{ report: RunReport; sent: string[] }> {
  const outDir = resolve(results, 'by-hand', name)
  const report = await runScenario({
    text: JSON.stringify({ version: 1, policy, scene, settings: { recipesTold: true, hintsDone: true }, ...scenario }), baseDir: resolve('test/fixtures'), outDir, browser: browser(), pageURL: pageURL(), picturesNodes: false,
    onShot: async (shot, frame) => { await moments[shot]?.(frame!, frame!.page()) },
  })
  const requests = readFileSync(resolve(outDir, 'requests.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { files: { sha256: string }[] })
  return { report, sent: requests.flatMap(({ files }) => files.map(({ sha256 }) => sha256)) }
}
/** Waits until the thing of that name, or of that text, has the focus. */
const focusOn = async (frame: Frame, name: string): Promise<void> => {
  await frame.waitForFunction((wanted) => [document.activeElement?.getAttribute('aria-label'), document.activeElement?.textContent].includes(wanted), name, { timeout: 3000 }).catch(async () => {
    expect(await frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)).toBe(name)
  })
}
/** Puts the focus on the first thing of the window, from wherever it is: the last Tab may have left the page. */
const focusFirst = (frame: Frame): Promise<void> => expect.poll(async () => {
  await frame.page().bringToFront()
  await frame.page().locator('.window-bar').click({ position: { x: 60, y: 10 } })
  await (await frame.frameElement()).focus()
  return frame.evaluate(() => {
    (document.querySelector('.head input:checked, .sub-head button') as HTMLElement).focus()
    return document.hasFocus() && document.activeElement !== document.body
  })
}, { timeout: 5000 }).toBe(true)
/** From the first on to where the window is left. */
async function tabStops(frame: Frame): Promise<Stop[]> {
  const stops: Stop[] = []
  await focusFirst(frame)
  for (;;) {
    const stop = await frame.evaluate(() => {
      const element = document.activeElement
      if (!document.hasFocus() || !element || element === document.body) return null
      const place = element.closest('.tile, .mask-frame'), box = (place ?? element.closest('label') ?? element).getBoundingClientRect(), body = element.closest('.body')
      const top = body ? body.scrollTop + box.top : box.top, below = element.closest('.foot') ? 100_000 : element.matches('.grip-button') ? 200_000 : 0
      return { name: element.getAttribute('aria-label') ?? element.textContent ?? '', x: box.left + box.width / 2, y: top + below, height: box.height, place: place ? `${Math.round(box.left)} ${Math.round(top)}` : '' }
    })
    if (!stop || stops.length > 80 || (stops.length > 1 && stop.name === stops[0]!.name && stop.y === stops[0]!.y)) return stops
    stops.push(stop)
    await frame.page().keyboard.press('Tab')
  }
}
/** Pairs of stops of which the second lies above the first, or beside it to the left. */
const backward = (stops: Stop[]): string[] => stops.slice(1).flatMap((next, index) => {
  const before = stops[index]!
  if (next.place !== '' && next.place === before.place) return []
  const shared = Math.min(before.y + before.height, next.y + next.height) - Math.max(before.y, next.y)
  const sameLine = shared > Math.min(before.height, next.height) / 2
  return (sameLine ? next.x < before.x : next.y < before.y) ? [`${before.name} -> ${next.name}`] : []
})
const shownBytes = (frame: Frame): Promise<string> => frame.getByRole('dialog', { name: 'What is sent' }).locator('img').evaluate(async (image) => {
  const bytes = new Uint8Array(await (await fetch((image as HTMLImageElement).src)).arrayBuffer())
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
})
const sha256 = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')

describe('the focus', () => {
  it('goes through every place as the eye does; sub-pages, menus and dialogs give it back', async () => {
    const orders: Record<string, string[]> = {}
    const order = (place: string) => async (frame: Frame): Promise<void> => {
      const stops = await tabStops(frame)
      expect(stops.length, place).toBeGreaterThan(5)
      orders[place] = backward(stops)
    }
    const menus = async (frame: Frame, { keyboard }: Page): Promise<void> => {
      await frame.getByRole('button', { name: 'Coffee, source' }).focus()
      await keyboard.press('Enter')
      await focusOn(frame, 'Target')
      await keyboard.press('Escape')
      await focusOn(frame, 'Coffee, source')
      await keyboard.press('Enter')
      await focusOn(frame, 'Target')
      await keyboard.press('End')
      await focusOn(frame, 'Show what is sent')
      await keyboard.press('Enter')
      await focusOn(frame, 'Close')
      await keyboard.press('Tab')
      await focusOn(frame, 'Close')
      await keyboard.press('Escape')
      await focusOn(frame, 'Coffee, source')
      await frame.getByRole('button', { name: '@ Reference' }).focus()
      await keyboard.press('Enter')
      await focusOn(frame, 'Find a layer')
      await keyboard.press('Escape')
      await focusOn(frame, 'Prompt')
      await frame.getByRole('button', { name: 'Settings', exact: true }).focus()
      await keyboard.press('Enter')
      await focusOn(frame, 'OpenAI key')
      await order('settings')(frame)
      await focusFirst(frame) // the last Tab has left the window
      await keyboard.press('Escape')
      await focusOn(frame, 'Settings')
      await frame.getByRole('button', { name: 'Collapse' }).focus()
      await keyboard.press('Enter')
      await focusOn(frame, 'Expand window')
      await keyboard.press('Enter')
      await focusOn(frame, 'Collapse')
    }
    const moments: Moments = { generate: order('generate'), edit: order('edit'), menus, results: order('results'), variations: order('variations'), history: order('history') }
    const { report } = await play('focus', {
      steps: [
        { select: ['Hero', 'Post', 'Cat'] }, fill('a red chair'), idle, { shot: 'generate' }, run, idle, { select: ['Coffee', 'Ring'] }, idle, { shot: 'edit' }, { shot: 'menus' },
        { select: [] }, idle, go('Results'), idle, { shot: 'results' }, { select: ['Hero'] }, idle, { shot: 'variations' }, go('History'), idle, { shot: 'history' },
      ],
    }, moments)
    expect(report.failed).toBeNull()
    expect(orders).toEqual({ generate: [], edit: [], settings: [], results: [], variations: [], history: [] })
  })
})

describe('what is sent', () => {
  it('is what the selection bar and the tiles show, byte for byte; roles change, pins stay, pictures are pasted', async () => {
    const shown: Record<string, string> = {}
    const show = async (frame: Frame, button: string, as: string, atOnce = false): Promise<void> => {
      await frame.getByRole('button', { name: button }).click()
      if (!atOnce) await frame.getByRole('menuitem', { name: 'Show what is sent' }).click()
      await frame.getByRole('dialog', { name: 'What is sent' }).locator('img').waitFor()
      shown[as] = sha256(await shownBytes(frame))
      await frame.getByRole('button', { name: 'Close', exact: true }).click()
    }
    const moments: Moments = {
      async roles(frame) {
        await frame.getByRole('button', { name: 'Post, target' }).click()
        await frame.getByText('Target: empty frame').waitFor()
        await frame.getByRole('menuitemradio', { name: 'Reference' }).click()
        await frame.getByRole('button', { name: 'Post, reference' }).click()
        await frame.getByRole('menuitemcheckbox', { name: 'Pin' }).click()
        await frame.getByRole('button', { name: 'Post, reference, pinned' }).waitFor()
      },
      async paste(frame, page) {
        await frame.getByRole('button', { name: 'Post, reference, pinned' }).waitFor()
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
        await page.evaluate(async (base64) => navigator.clipboard.write([new ClipboardItem({ 'image/png': await (await fetch(`data:image/png;base64,${base64}`)).blob() })]), readFileSync(resolve(photos, 'chelsea.png')).toString('base64'))
        await frame.getByRole('textbox', { name: 'Prompt' }).focus()
        await page.keyboard.press('Control+V')
        await frame.getByRole('button', { name: /^Reference 3/ }).waitFor()
      },
      async see(frame) {
        await frame.getByRole('button', { name: /^Reference 1, Subject, Coffee|^Reference 1, .*Coffee|^Reference 2, .*Coffee/ }).click()
        await frame.getByRole('menuitemradio', { name: 'Image fill' }).click()
        await show(frame, 'Post, reference, pinned', 'post')
        await show(frame, 'Look at Coffee', 'coffee', true)
        await show(frame, 'Reference 3', 'pasted')
      },
    }
    const { report, sent } = await play('sent', {
      providers: key, settings: { recipesTold: true, hintsDone: true, showPartials: false },
      steps: [{ select: ['Hero', 'Post'] }, fill('a red chair'), idle, { shot: 'roles' }, idle, { select: ['Hero', 'Coffee'] }, idle, { shot: 'paste' }, idle, { shot: 'see' }, idle, run, idle],
    }, moments)
    expect(report.failed).toBeNull()
    expect(shown['coffee']).toBe(createHash('sha256').update(readFileSync(resolve(photos, 'coffee.png'))).digest('hex'))
    expect([...sent].sort()).toEqual(Object.values(shown).sort())
  })
})

describe('keys', () => {
  it('compare, recall prompts, take pictures back and leave Enter to an input method', async () => {
    const moments: Moments = {
      async slider(frame, { keyboard }) {
        const slider = frame.getByRole('slider', { name: 'Before and after' })
        await slider.focus()
        await keyboard.press('ArrowRight')
        await keyboard.press('Shift+ArrowRight')
        expect(await slider.getAttribute('aria-valuetext')).toBe('61 percent before')
        await keyboard.press('Home')
        expect(await slider.getAttribute('aria-valuetext')).toBe('0 percent before')
      },
      async recall(frame, { keyboard }) {
        const prompt = frame.getByRole('textbox', { name: 'Prompt' })
        await prompt.focus()
        await keyboard.press('Control+Home')
        await keyboard.press('ArrowUp')
        await keyboard.press('ArrowUp')
        expect(await prompt.inputValue()).toBe('a red chair')
        await keyboard.press('Control+End')
        await keyboard.press('ArrowDown')
        expect(await prompt.inputValue()).toBe('a blue cup')
      },
      async composing(frame, page) {
        const jobs = () => page.evaluate(() => window.inlayHooks!.jobs().length), before = await jobs()
        await frame.getByRole('textbox', { name: 'Prompt' }).focus()
        const session = await page.context().newCDPSession(page)
        await session.send('Input.imeSetComposition', { text: 'かさ', selectionStart: 2, selectionEnd: 2 })
        await page.keyboard.press('Control+Enter')
        expect(await jobs()).toBe(before)
        await session.detach()
      },
      async undo(frame, { keyboard }) {
        await frame.getByRole('textbox', { name: 'Prompt' }).focus()
        await keyboard.press('Control+z')
        await frame.locator('.toast', { hasText: 'Coffee was put back.' }).waitFor()
        await keyboard.press('Control+Shift+z')
        await frame.locator('.toast', { hasText: 'Coffee has its picture again.' }).waitFor()
      },
    }
    const { report } = await play('keys', {
      steps: [
        { select: ['Hero'] }, fill('a red chair'), run, idle, { select: ['Coffee', 'Ring'] }, idle, { ui: 'choose', name: 'Intent', value: 'Replace' }, fill('a blue cup'), run, idle,
        go('Results'), { select: ['#1:3'] }, idle, { shot: 'slider' }, go('Create'), idle, { shot: 'undo' }, idle, { select: ['Hero'] }, idle, { ui: 'choose', name: 'Tool', value: 'Generate' }, { shot: 'recall' }, { shot: 'composing' },
      ],
    }, moments)
    expect(report.failed).toBeNull()
  })
})

it('a run that ends while the window is a strip, on another page, is told by a note whose Show leads to the picture', async () => {
  const held = [{ when: {}, do: { hold: 'gate' } }], pages = { pages: [{ id: '0:1', name: 'One', children: scene.nodes }, { id: '0:2', name: 'Two', children: [] }] }
  const sizes: number[] = []
  const height = async (frame: Frame): Promise<number> => Number(await (await frame.frameElement()).getAttribute('height'))
  const moments: Moments = {
    async strip(frame) {
      sizes.push(await height(frame))
      await frame.getByRole('button', { name: 'Collapse' }).click()
      await frame.getByRole('button', { name: 'Run: Making 1 picture' }).waitFor()
      await frame.page().waitForFunction(() => Number(document.querySelector('iframe')!.height) < 100)
    },
    async told(frame, page) {
      await page.getByRole('status', { name: 'Notifications' }).getByRole('button', { name: 'Show' }).click()
      await page.waitForFunction(() => window.inlayPlayground.document.selection().join() === '1:1')
      await frame.getByRole('button', { name: 'Expand window' }).click()
      await page.waitForFunction((before) => Number(document.querySelector('iframe')!.height) === before, sizes[0]!)
    },
  }
  const { report } = await play('told', {
    providers: key, scene: pages, server: held, settings: { recipesTold: true, hintsDone: true, showPartials: false },
    steps: [{ select: ['Hero'] }, fill('a red chair'), run, { await: { requests: 1 } }, { shot: 'strip' }, { host: 'switchPage', page: 'Two' }, { server: 'release', gate: 'gate' }, idle, { await: { notification: '1 picture in place' } }, { shot: 'told' }],
  }, moments)
  expect(report.failed).toBeNull()
})
