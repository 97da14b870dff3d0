import { expect, it } from 'vitest'
import { useScenarios } from '../support/scenario'

const { play, browser } = useScenarios('many')
/** INLAY_LONG=1 plays 60 scenarios three times over; otherwise one of each kind. */
const long = process.env['INLAY_LONG'] === '1'
const count = long ? 60 : 6, rounds = long ? 3 : 1
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const browserProcesses = async (): Promise<number> => {
  const session = await browser().newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.length
}

const frame = (index: number) => ({ type: 'FRAME', id: `1:${index}`, name: `Frame ${index}`, x: index * 500, y: 0, width: 320 + (index % 5) * 40, height: 240 + (index % 3) * 60, fills: [] })
/** Each differs in frames, theme, width, count and whether the service or Demo answers. */
const scenarioOf = (index: number) => {
  const frames = Array.from({ length: 1 + (index % 3) }, (_, i) => frame(i + 1))
  const paid = index % 2 === 0
  return {
    scene: { nodes: frames }, theme: index % 4 < 2 ? 'light' : 'dark', window: { width: 320 + (index % 4) * 60, height: 560 }, settings: { showPartials: index % 3 === 0 }, ...(paid ? { providers: { openai: { key: `sk-test-${index}` } } } : {}),
    steps: [{ select: frames.map(({ name }) => name) }, { ui: 'fill', name: 'Prompt', value: `picture number ${index}` }, { ui: 'choose', name: 'Quality', value: 'Draft' }, { ui: 'click', action: 'run' }, { await: 'idle' }],
  }
}

it(`plays ${count} scenarios ${rounds} times without a flake or a leak`, { timeout: 900_000 }, async () => {
  const times: number[] = []
  let processes = 0
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < count; index += 1) {
      const start = Date.now()
      const played = await play(`${index}`, scenarioOf(index))
      times.push(Date.now() - start)
      expect(played.report.failed).toBeNull()
      expect(played.jobs.map(({ state }) => state)).toEqual(Array.from({ length: 1 + (index % 3) }, () => 'done'))
      expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
      expect(browser().contexts()).toHaveLength(0)
      if (round === 0 && index === 2) processes = await browserProcesses()
    }
  }
  expect(await browserProcesses()).toBeLessThanOrEqual(processes + 2)
  if (long) console.log(`ms per scenario: ${times.join(' ')}`)
  console.log(`${times.length} scenarios: median ${median(times)} ms, slowest ${Math.max(...times)} ms, Node heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`)
})
