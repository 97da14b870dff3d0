// Every state of the gallery under axe, in both themes; every control with a role and a name.
import axe from 'axe-core'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Frame } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { GalleryState } from '../../playground/scenario/gallery-states'
import { inTheme } from '../../playground/scenario/in-theme'
import type { ControlRecord } from '../../playground/scenario/read-controls'
import { runScenario } from '../../playground/scenario/run-scenario'
import { policy, results } from './scenario'

type Violation = { shot: string; id: string; targets: string[] }

const everything = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // A plugin's window is one small panel, not a page with a heading and landmarks.
  rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false }, 'landmark-one-main': { enabled: false } },
}
/** The theme is a class on html: only these rules see it. */
const colours = { runOnly: { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] } }

async function check(frame: Frame, rules: typeof everything | typeof colours): Promise<Omit<Violation, 'shot'>[]> {
  const found = await frame.evaluate((options) => (window as unknown as { axe: typeof axe }).axe.run(document, options), rules)
  return found.violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`) }))
}

/** Two test files share the states, so that two browsers do. */
export const checkStates = (states: readonly GalleryState[], { browser, pageURL }: { browser(): Browser; pageURL(): string }): void => void describe('every state of the window', () => {
  it.each(states.map(({ name, scenario }) => [name, scenario] as const))('%s has no violation, and every control has a role and a name', async (name, scenario) => {
    const violations: Violation[] = [], outDir = resolve(results, 'accessibility', name)
    const report = await runScenario({
      text: JSON.stringify({ version: 1, policy, ...scenario }), baseDir: resolve('playground/scenes'), outDir, browser: browser(), pageURL: pageURL(), picturesNodes: false,
      async onShot(shot, frame) {
        await frame!.evaluate(`window.axe ?? (() => { ${axe.source} })(); 0`)
        for (const [theme, rules] of [['dark', colours], ['light', everything]] as const) {
          await inTheme(frame!, theme)
          violations.push(...(await check(frame!, rules)).map((violation) => ({ shot: `${shot}, ${theme}`, ...violation })))
        }
      },
    })
    expect(report.failed).toBeNull()
    expect(violations).toEqual([])
    const shots = JSON.parse(readFileSync(resolve(outDir, 'a11y.json'), 'utf8')) as { shot: string; controls: ControlRecord[] }[]
    expect(shots.flatMap(({ shot, controls }) => controls.filter((control) => control.role === '' || control.name === '').map((control) => ({ shot, ...control })))).toEqual([])
    expect(shots.every(({ controls }) => controls.length > 2)).toBe(true)
  })
})
