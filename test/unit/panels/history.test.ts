import { describe, expect, it } from 'vitest'
import { passes, type HistoryFilter } from '../../../ui/panels/history-view'
import { entriesOfFile } from '../../../ui/state/history-entries'
import { entryIds } from '../../../ui/state/history-keeper'
import { layerOf, snapshotOf } from '../../support/builders'
import { tryApp } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

async function twoPages() {
  const trial = await tryApp({ auto: true, snapshot: snapshotOf([layerOf('Hero')], { pageId: '1:1' }) })
  const make = async (prompt: string): Promise<void> => {
    trial.app.actions.editDraft({ prompt })
    trial.app.actions.run()
    await trial.time.advance(100)
    await settle()
  }
  await make('first')
  await trial.select(snapshotOf([layerOf('Card')], { pageId: '2:1' }))
  await make('second')
  const state = () => trial.app.store.get()
  const words = (filter: HistoryFilter): string[] => entriesOfFile(state()).filter((entry) => passes(entry, filter, state())).map(({ prompt }) => prompt)
  return { trial, state, words }
}

describe('the filters of History', () => {
  it('show what is starred, what was made on this page, and what was rejected, which shows nowhere else', async () => {
    const { trial, state, words } = await twoPages()
    expect([words('all'), words('page'), words('starred'), words('rejected')]).toEqual([['second', 'first'], ['second'], [], []])
    const [second, first] = entriesOfFile(state())
    trial.app.actions.mark('starred', entryIds(first!), 'first')
    trial.app.actions.mark('rejected', entryIds(second!), 'second')
    expect([words('all'), words('page'), words('starred'), words('rejected')]).toEqual([['first'], [], ['first'], ['second']])
  })
})

it('saves what was spent as a table named after the day', async () => {
  const { trial } = await twoPages()
  trial.app.actions.exportSpending()
  expect(trial.saved).toEqual([`Inlay spending ${new Date(trial.time.clock()).toISOString().slice(0, 10)}.csv`])
})
