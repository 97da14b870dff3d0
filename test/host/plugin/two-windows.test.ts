import { describe, expect, it } from 'vitest'
import type { Paint } from '../../../playground/model/types'
import { jobsOf } from '../../support/try-app'
import { openWindows } from '../../support/whole-windows'
import { openPlugin, picture } from './open-plugin'

describe('two windows of one user', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('never both spend the last cent, and one of them gets it (order %i)', async (seed) => {
    const { document, trials, pass, close } = await openWindows(2, 2, { capPerDayUsd: 0.35, concurrentRequests: 4 }, seed)
    for (const trial of trials) trial.app.actions.run()
    await pass()
    expect(trials.map(({ paid }) => paid.calls.length).reduce((sum, calls) => sum + calls)).toBe(3)
    for (const trial of trials) trial.paid.calls.forEach((call) => call.answer())
    await pass()
    expect(trials.flatMap(jobsOf).map(({ state }) => state).sort()).toEqual(['done', 'done', 'done', 'failed'])
    const ledger = document.storage.get('inlay/state/ledger') as { usd: number }[]
    expect([ledger.length, document.storage.keys().filter((key) => key.startsWith('inlay/lock/'))]).toEqual([3, []])
    close()
  })
})

describe('a window that closes in the middle of a run', () => {
  it.each([[1, 0], [2, 1], [3, 3]])('leaves every picture that was paid for in the document at its own size, in its frame or in Rescued results (order %i, after %i landings)', async (seed, landed) => {
    const { document, trials: [trial], pass, close } = await openWindows(1, 12, { concurrentRequests: 8, picturesPerMinute: null, capPerDayUsd: null, capPerRunUsd: null }, seed)
    const { app, paid } = trial!
    app.actions.run()
    await pass()
    const made = paid.calls.map((_, n) => picture(n + 1, 1920, 1088))
    paid.calls.forEach((call, n) => call.answer({ results: [{ bytes: made[n]!, mime: 'image/png', widthPx: 1920, heightPx: 1088, revisedPrompt: null, providerRequestId: null }] }))
    const hashes = (parent: string): string[] => document.children(parent).flatMap(({ fills }) => (Array.isArray(fills) ? fills : []).flatMap((paint: Paint) => (paint.type === 'IMAGE' && paint.imageHash ? [paint.imageHash] : [])))
    const page = document.currentPageId
    await pass(() => document.images.size === 8 && hashes(page).length >= landed)
    close()
    const shelf = document.children(page).find(({ name }) => name === 'Rescued results')!
    const found = [...hashes(page), ...hashes(shelf.id)].map((hash) => document.image(hash)!.bytes)
    expect([made.length, found.length, hashes(page).length < 8]).toEqual([8, 8, true])
    for (const bytes of made) expect(found.some((one) => Buffer.compare(one, bytes) === 0)).toBe(true)
    const next = await openPlugin({ document })
    expect((await next.ask('recipes.find', { nodeId: null })).layers.filter(({ recipe }) => recipe.prompt === 'a red chair')).toHaveLength(8)
    await next.close()
  })
})
