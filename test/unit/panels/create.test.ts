import { describe, expect, it } from 'vitest'
import { splitMentions } from '../../../ui/components/prompt-box'
import { menuOf } from '../../../ui/panels/create/choose-model'
import { toolItems } from '../../../ui/panels/create/tools'
import { addressProblem } from '../../../ui/panels/settings/address'
import { moneyText } from '../../../ui/panels/money-text'
import { tryApp } from '../../support/try-app'

it.each([
  ['in the light of @Mood board, calm', ['@Mood board'], ['in the light of ', '@Mood board', ', calm']],
  ['@Mood and @Mood board', ['@Mood', '@Mood board'], ['', '@Mood', ' and ', '@Mood board', '']],
  ['a (b) @x.y*', ['@x.y*'], ['a (b) ', '@x.y*', '']],
  ['nothing', [], ['nothing']],
])('finds the mentions in %j', (text, mentions, parts) => {
  expect(splitMentions(text, mentions)).toEqual(parts)
})

describe('the model menu', () => {
  it('says what each is good at, its price and what is missing; a model without a key can be chosen', async () => {
    const { app } = await tryApp()
    expect(menuOf(app.store.get())).toEqual([
      { value: 'demo/demo', label: 'Demo', group: 'Demo', disabled: false, detail: 'trying · 2 s' },
      { value: 'paid/paint-1', label: 'Paint 1', group: 'OpenPaint, needs a key', disabled: false, detail: 'trying · $0.10 · 2 s' },
    ])
  })
  it('puts the last used on top, once', async () => {
    const { app } = await tryApp({ withKey: true })
    const state = { ...app.store.get(), recentModels: ['paid/paint-1', 'gone/model'] }
    expect(menuOf(state).map(({ label, group }) => [label, group])).toEqual([['Paint 1', 'Last used'], ['Demo', 'Demo']])
    expect(menuOf(state, { recentFirst: false }).map(({ label }) => label)).toEqual(['Demo', 'Paint 1'])
  })
  it('refuses what the account lacks, with the reason', async () => {
    const { app } = await tryApp({ withKey: true })
    const state = { ...app.store.get(), availability: { paid: [] } }
    expect(menuOf(state).find(({ label }) => label === 'Paint 1')).toMatchObject({ disabled: true, detail: 'Your OpenPaint account cannot use Paint 1.' })
  })
})

it('shows all five tools, and why one cannot run', () => {
  expect(toolItems('none').map(({ label, reason }) => [label, reason === null])).toEqual([['Generate', true], ['Edit', false], ['Expand', false], ['Text', true], ['Finish', false]])
  expect(toolItems('none')[1]?.reason).toBe('Select a layer that has a picture.')
  expect(toolItems('edit').slice(1, 3).map(({ reason }) => reason)).toEqual([null, null])
  expect(toolItems('expand').slice(1, 3).map(({ reason }) => reason)).toEqual(['Select a layer that has a picture.', null])
})

it.each([
  ['', true], ['https://api.openai.com/v1', true], ['http://localhost:4100/v1', true], ['http://127.0.0.1:9/v1', true],
  ['http://gateway.example', false], ['https://me:pw@gateway.example', false], ['https://gateway.example/?key=1', false], ['gateway', false], ['javascript:alert(1)', false],
])('takes the address %j: %s', (text, fine) => {
  expect(addressProblem(text) === null).toBe(fine)
})

it('promises that nothing leaves as long as the model draws here and nothing was spent', async () => {
  const trial = await tryApp({ withKey: true })
  const now = Date.now()
  expect(moneyText(trial.app.store.get(), now)).toBe('Nothing leaves this device')
  trial.usePaid()
  expect(moneyText(trial.app.store.get(), now)).toBe('$0.00 of $5.00 today')
  expect(moneyText({ ...trial.app.store.get(), ledger: [{ at: now, jobId: 'j', modelId: 'paint-1', pictures: 1, usd: 1.36, estimated: false }] }, now)).toBe('$1.36 of $5.00 today')
})
