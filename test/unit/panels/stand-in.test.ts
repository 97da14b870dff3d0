import { expect, it } from 'vitest'
import { modelCards } from '../../../ui/models'
import { menuOf } from '../../../ui/panels/create/choose-model'
import { providers } from '../../../ui/providers'
import { tryApp } from '../../support/try-app'

const named = (state: Parameters<typeof menuOf>[0], label: string): (string | undefined)[][] => menuOf(state).filter((choice) => choice.label === label).map(({ value, detail }) => [value, detail])

it('a model that answers no browser is stood in for, by name and in words, until a relay is there', async () => {
  const { app } = await tryApp({ deps: { providers, cards: modelCards } })
  const state = app.store.get()
  expect(named(state, 'Flux Kontext Fast')).toEqual([['fal/fal-ai/flux-kontext/dev', expect.stringContaining('by FLUX.1 Kontext dev')]])
  expect(named(state, 'Flux Redux Dev').map(([value]) => value)).toEqual(['fal/fal-ai/flux-1/dev/redux'])
  app.actions.saveSettings({ endpoints: { replicate: 'https://relay.example/replicate' } })
  const related = app.store.get()
  expect(named(related, 'Flux Kontext Fast')).toEqual([['replicate/prunaai/flux-kontext-fast', expect.not.stringContaining('by FLUX')]])
  expect(named(related, 'Flux Redux Dev').map(([value]) => value)).toEqual(['replicate/black-forest-labs/flux-redux-dev'])
})

it('has the three models of the field under exactly these names, each once', async () => {
  const { app } = await tryApp({ deps: { providers, cards: modelCards } })
  const labels = menuOf(app.store.get()).map(({ label }) => label)
  for (const name of ['GPT Image 2', 'Flux Kontext Fast', 'Flux Redux Dev']) expect(labels.filter((label) => label === name)).toEqual([name])
  for (const card of modelCards.filter(({ label }) => ['GPT Image 2', 'Flux Kontext Fast', 'Flux Redux Dev'].includes(label))) expect(Object.keys(card.criteria ?? {})).toHaveLength(8)
})
