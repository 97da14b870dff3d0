import { expect, it } from 'vitest'
import { layerOf, snapshotOf } from '../../support/builders'
import { tryApp } from '../../support/try-app'
import { otherModelChoice } from '../../../ui/panels/create/choose-model'
import { mainButton } from '../../../ui/state/selectors'

it('offers any model id of a service once it has a key', async () => {
  const without = await tryApp(), trial = await tryApp({ withKey: true, snapshot: snapshotOf([layerOf('Hero')]) })
  expect(otherModelChoice(without.app.store.get())).toMatchObject({ label: 'Other model id…', disabled: true, detail: 'needs a key' })
  expect(otherModelChoice(trial.app.store.get())).toMatchObject({ disabled: false, detail: 'any image model of OpenPaint' })
  trial.app.actions.editDraft({ modelKey: 'paid/paint-9' })
  expect(mainButton(trial.app.store.get())).toEqual({ label: 'Generate into Hero', price: 'price unknown', blocked: null })
})
