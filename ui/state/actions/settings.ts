import { settings as settingsSchema } from '../../../src/shared/settings'
import { cardNamed } from '../catalog'
import { withDerived } from '../../models/derived'
import { modelKey } from '../../models/index'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export const settingsActions = ({ store, channel, queue, notify, dropNotices, fail }: ActionContext, editDraft: Actions['editDraft']): Pick<Actions, 'saveSettings'> => ({
  saveSettings(change) {
    const before = store.get()
    const parsed = settingsSchema.safeParse({ ...before.settings, ...change })
    if (!parsed.success) {
      notify({ key: 'request.invalid', tone: 'warn', message: 'That value is out of range, so the earlier one was kept.', actions: [], at: 'settings', jobId: null })
      return
    }
    const moved = Object.keys({ ...before.settings.endpoints, ...parsed.data.endpoints }).filter((id) => before.settings.endpoints[id] !== parsed.data.endpoints[id])
    const without = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([id]) => !moved.includes(id)))
    // What one address said about a key or its models says nothing about another.
    const cards = 'learned' in change || 'own' in change ? withDerived(before.catalog.cards, parsed.data) : before.catalog.cards
    store.set({ settings: parsed.data, catalog: { ...before.catalog, cards }, availability: without(before.availability), keyTests: without(before.keyTests) })
    dropNotices(({ key }) => key === 'request.invalid' || key === 'request.over-cap')
    // The own endpoint's model may be called otherwise now.
    const [drafted] = before.draft.modelKey.startsWith('own/') ? cards.filter(({ providerId }) => providerId === 'own') : []
    if (drafted && modelKey(drafted) !== before.draft.modelKey) editDraft({ modelKey: modelKey(drafted) })
    const card = change.defaultModel === undefined ? null : cardNamed(before, change.defaultModel)
    if (card) editDraft({ modelKey: modelKey(card) })
    queue.pump()
    channel.ask('settings.save', { settings: parsed.data }).catch((error: unknown) => fail(error, { at: 'settings' }))
  },
})
