// The table "Actions for ten jobs" of README.md, done by hand: every press, drag, chord and stretch of typing counts as one.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Frame } from 'playwright-core'
import { expect, it } from 'vitest'
import { runScenario } from '../../playground/scenario/run-scenario'
import { policy, results, useScenarios } from '../support/scenario'

const { browser, pageURL } = useScenarios('actions')
const photo = (name: string) => ({ type: 'IMAGE', image: resolve('playground/scenes/photos', name), scaleMode: 'FILL' })
const box = (id: string, name: string, [x, y, width, height]: number[], fills: unknown[], more: object = {}) => ({ type: 'FRAME', id, name, x, y, width, height, fills, ...more })
const night = [{ type: 'SOLID', color: { r: 0.07, g: 0.11, b: 0.23 } }]
const scene = {
  nodes: [
    box('1:1', 'Hero', [0, 0, 480, 360], night), box('1:2', 'Post', [540, 0, 360, 360], night), box('1:3', 'Phone', [960, 0, 200, 360], night),
    { ...box('1:4', 'Coffee', [0, 440, 480, 320], [photo('coffee.png')]), type: 'RECTANGLE' }, { ...box('1:5', 'Cat', [540, 440, 360, 240], [photo('chelsea.png')]), type: 'RECTANGLE' },
    box('1:6', 'Banner', [0, 840, 1160, 300], [{ ...photo('rocket.jpg'), scaleMode: 'FIT' }]),
  ],
}

/** A person's hand: each of its moves is one action. */
class Hand {
  actions = 0
  constructor(readonly frame: Frame) {}
  async #act(move: () => Promise<unknown>): Promise<void> {
    this.actions += 1
    await move()
  }
  press = (keys: string): Promise<void> => this.#act(() => this.frame.page().keyboard.press(keys))
  types = (text: string): Promise<void> => this.#act(() => this.frame.page().keyboard.type(text))
  clicks = (role: 'button' | 'radio' | 'textbox', name: string | RegExp): Promise<void> => this.#act(() => this.frame.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) }).click())
  clicksAtEnd = (textbox: string): Promise<void> => this.#act(async () => {
    const box = this.frame.getByRole('textbox', { name: textbox, exact: true }), { width, height } = (await box.boundingBox())!
    await box.click({ position: { x: width - 12, y: height - 12 } })
  })
  layer = (name: string, modifier?: 'Shift'): Promise<void> => this.#act(async () => {
    const page = this.frame.page(), at = await page.evaluate((layer) => window.inlayHooks!.nodeCentre(layer), name)
    if (modifier) await page.keyboard.down(modifier)
    await page.mouse.click(at.x, at.y)
    if (modifier) await page.keyboard.up(modifier)
  })
  /** A stroke of the brush, in parts of the stage. */
  paints = (...points: [number, number][]): Promise<void> => this.#act(async () => {
    const { mouse } = this.frame.page(), stage = await this.frame.getByLabel(/^Mask preview/).first().boundingBox()
    const [first, ...rest] = points.map(([x, y]) => [stage!.x + x * stage!.width, stage!.y + y * stage!.height] as const)
    await mouse.move(...first!)
    await mouse.down()
    for (const [x, y] of rest) await mouse.move(x, y, { steps: 5 })
    await mouse.up()
  })
  holds = (key: string, meanwhile: () => Promise<void>): Promise<void> => this.#act(async () => {
    await this.frame.page().keyboard.down(key)
    await meanwhile()
    await this.frame.page().keyboard.up(key)
  })
  /** Looking is free. */
  sees = (name: string | RegExp): Promise<void> => this.frame.getByRole('button', { name }).or(this.frame.getByText(name)).first().waitFor()
}

/** In the order of the table; each goes on where the one before it stopped. */
const jobs: Record<string, (hand: Hand) => Promise<void>> = {
  'First picture, in your own words': async (hand) => {
    await hand.types('a lighthouse at dusk')
    await hand.press('Control+Enter')
  },
  'Undo it': (hand) => hand.press('Control+z'),
  'Fill a frame with the same prompt': async (hand) => {
    await hand.layer('Hero')
    await hand.clicks('button', /^Generate into Hero/)
  },
  'Change the words and make it again': async (hand) => {
    await hand.clicksAtEnd('Prompt')
    await hand.types(', in fog')
    await hand.press('Control+Enter')
  },
  'A picture guided by another one': async (hand) => {
    await hand.layer('Phone')
    await hand.layer('Cat', 'Shift')
    await hand.clicksAtEnd('Prompt')
    await hand.types('. The cat looks out')
    await hand.press('Control+Enter')
  },
  'Replace an object': async (hand) => {
    await hand.layer('Coffee')
    await hand.clicks('radio', 'Replace')
    await hand.paints([0.4, 0.4], [0.6, 0.4], [0.55, 0.6])
    await hand.clicks('textbox', 'Prompt')
    await hand.types('a blue cup')
    await hand.press('Control+Enter')
  },
  'Remove an object': async (hand) => {
    await hand.layer('Cat')
    await hand.clicks('radio', 'Remove')
    await hand.paints([0.3, 0.3], [0.5, 0.5])
    await hand.sees('Pixels outside stay identical')
    await hand.press('Control+Enter')
  },
  'Expand a picture to its frame': async (hand) => {
    await hand.layer('Banner')
    await hand.clicks('button', /^Expand to Banner/)
  },
  'Make three variations and pick the second': async (hand) => {
    await hand.layer('Post')
    await hand.clicks('textbox', 'Count')
    await hand.types('3')
    await hand.press('Control+Enter')
    await hand.clicks('radio', 'Results')
    await hand.clicks('radio', 'Variation 2')
  },
  'See the original': async (hand) => {
    await hand.holds('o', () => hand.sees('original, while held'))
  },
}

/** Our column of the table, by the name of the job. */
function told(): Record<string, number> {
  const table = /<!-- actions -->\n([\s\S]*?)<!-- \/actions -->/.exec(readFileSync('README.md', 'utf8'))![1]!
  return Object.fromEntries(table.trim().split('\n').slice(2).map((row) => row.split('|').map((cell) => cell.trim())).map(([, job, count]) => [job!, Number(count)]))
}

it('ten jobs take as many actions by hand as README.md says', async () => {
  const counted: Record<string, number> = {}, names = Object.keys(jobs)
  const report = await runScenario({
    text: JSON.stringify({ version: 1, policy, scene, settings: { recipesTold: true }, steps: [{ plugin: 'open' }, { select: [] }, { await: 'idle' }, ...names.flatMap((name) => [{ shot: name }, { await: 'idle' }])] }),
    baseDir: resolve('test/fixtures'), outDir: resolve(results, 'actions'), browser: browser(), pageURL: pageURL(), picturesNodes: false,
    async onShot(name, frame) {
      const hand = new Hand(frame!)
      await jobs[name]!(hand)
      counted[name] = hand.actions
    },
  })
  expect(report.failed).toBeNull()
  const made = JSON.parse(readFileSync(resolve(results, 'actions/jobs.json'), 'utf8')) as { state: string; tool: string; results: { placed: string }[] }[]
  expect(made.map(({ tool, state }) => `${tool} ${state}`)).toEqual([...Array<string>(7).fill('generate done'), 'replace-object done', 'remove-object done', ...Array<string>(3).fill('expand done'), ...Array<string>(3).fill('generate done')])
  expect(made.flatMap(({ results }) => results).filter(({ placed }) => placed !== 'target' && placed !== 'layer' && placed !== 'variation')).toMatchObject(Array(3).fill({ placed: 'results' })) // two inner rings of the expansion, and the one that was kept
  expect(counted).toEqual(told())
})
