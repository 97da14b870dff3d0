import axe from 'axe-core'
import { resolve } from 'node:path'
import type { Frame } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { galleryStates } from '../../playground/scenario/gallery-states'
import { runScenario } from '../../playground/scenario/run-scenario'
import { useScenarios } from '../support/scenario'

const { browser, pageURL, play } = useScenarios('accessibility')
type Violation = { shot: string; id: string; targets: string[] }

async function check(frame: Frame): Promise<Omit<Violation, 'shot'>[]> {
  const found = await frame.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A plugin's window is one small panel, not a page with a heading and landmarks.
    rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false }, 'landmark-one-main': { enabled: false } },
  }))
  return found.violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`) }))
}

/** Both themes are looked at in one run: Figma, too, only changes the class. */
async function inTheme(frame: Frame, theme: string): Promise<void> {
  await frame.evaluate(async (name) => {
    document.documentElement.className = `figma-${name}`
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity).map((animation) => animation.finished))
  }, theme)
}

describe('every state of the window', () => {
  it.each(galleryStates.map(({ name, scenario }) => [name, scenario] as const))('%s has no violation, and every control has a role and a name', async (name, scenario) => {
    const violations: Violation[] = []
    const report = await runScenario({
      text: JSON.stringify({ version: 1, ...scenario }), baseDir: resolve('playground/scenes'), outDir: resolve('test/results/accessibility', name), browser: browser(), pageURL: pageURL(),
      async onShot(shot, frame) {
        await frame!.evaluate(`${axe.source}; 0`)
        for (const theme of ['dark', 'light']) {
          await inTheme(frame!, theme)
          violations.push(...(await check(frame!)).map((violation) => ({ shot: `${shot}, ${theme}`, ...violation })))
        }
        const unnamed = await frame!.evaluate(() => [...document.querySelectorAll('button, [role=button], [role=combobox], [role=switch], textarea')].filter((element) => element.checkVisibility() && !(element.getAttribute('aria-label') ?? element.textContent ?? '').trim()).map((element) => element.outerHTML.slice(0, 120)))
        violations.push(...unnamed.map((html) => ({ shot, id: 'no-name', targets: [html] })))
      },
    })
    expect(report.failed).toBeNull()
    expect(violations).toEqual([])
  })
})

it('generates, places and undoes by keyboard alone', async () => {
  const white = [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }]
  const played = await play('keyboard', {
    scene: { nodes: [{ type: 'FRAME', id: '1:1', name: 'Hero', x: 0, y: 0, width: 800, height: 600, fills: white }] },
    steps: [
      { select: ['Hero'] }, { dump: 'before' },
      { ui: 'press', keys: 'Control+A' }, { ui: 'press', keys: 'm i s t y Space h i l l s' }, { ui: 'read', name: 'Prompt', as: 'prompt' },
      { ui: 'press', keys: 'Control+Enter' }, { await: 'running' }, { await: 'idle' }, { dump: 'placed' },
      { ui: 'press', keys: 'Control+Shift+2' }, { await: 'idle' }, { ui: 'press', name: 'Undo run', keys: 'Enter' }, { await: 'idle' }, { dump: 'undone' },
    ],
  })
  expect(played.report.failed).toBeNull()
  expect(played.reads['prompt']).toBe('misty hills')
  const hero = (name: string) => played.node('Hero', played.dump(name).document)!
  expect(hero('placed').fills!.map((paint) => paint['type'])).toEqual(['SOLID', 'IMAGE'])
  expect(hero('undone').fills).toEqual(hero('before').fills)
})
