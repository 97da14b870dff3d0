// Keys pass through here on their way to the sandbox and to the service. They are never put into the state.
import { PluginError, toErrorReport, type ErrorReport } from '../../../src/shared/errors'
import { baseURLOf, originOf } from '../../jobs/context'
import { keyMissing } from '../../jobs/key-missing'
import { withoutKey } from '../../jobs/scrub-key'
import { learnedCard } from '../../models/derived'
import { modelKey } from '../../models/index'
import { abilities } from '../../models/own'
import { probeEndpoint } from '../../providers/own'
import { draftCard, providerOf } from '../catalog'
import type { Actions, KeyTest } from '../state'
import type { ActionContext } from '../action-context'

/** Where the test of the own endpoint is told; its key has its own. */
export const endpointTest = 'own endpoint'

/** Models by id that are remembered. */
const maxLearned = 20

/** Printable ASCII without blanks: anything else came along by accident when it was copied. */
const keyShape = /^[!-~]{8,500}$/

export function keyActions(context: ActionContext, actions: Pick<Actions, 'editDraft' | 'saveSettings'>): Pick<Actions, 'saveKey' | 'testKey' | 'keepKey' | 'forgetKey' | 'chooseById' | 'testEndpoint'> {
  const { store, channel, providers, dropNotices } = context
  const setTest = (providerId: string, test: KeyTest | null): void => store.set(({ keyTests }) => {
    const others = Object.fromEntries(Object.entries(keyTests).filter(([id]) => id !== providerId))
    return { keyTests: test ? { ...others, [providerId]: test } : others }
  })
  const originFor = (providerId: string): string | null => {
    const provider = providerOf(store.get(), providerId)
    return provider && originOf(baseURLOf(store.get().settings, provider))
  }
  const failed = (providerId: string, error: ErrorReport): void => setTest(providerId, { state: 'failed', error })

  /** The first key brings the service's first model, as long as the free one is still chosen. */
  function chooseFirstModel(providerId: string): void {
    const state = store.get()
    if (draftCard(state)?.price.kind !== 'free') return
    const card = state.catalog.cards.find((candidate) => candidate.providerId === providerId && !candidate.successorId)
    if (!card) return
    actions.saveSettings({ defaultModel: modelKey(card) })
  }

  return {
    async saveKey(providerId, typed, keep) {
      const key = typed.trim()
      const origin = originFor(providerId)
      if (origin === null) return
      if (!keyShape.test(key)) {
        return failed(providerId, { code: 'auth.key-rejected', message: 'This does not look like a key.', hint: 'Copy it once more: a key has no blanks and no line breaks.', actions: [], retryable: false })
      }
      try {
        await channel.ask('secret.save', { providerId, origin, key, keep })
      } catch (error) {
        return failed(providerId, toErrorReport(error))
      }
      const first = store.get().keys.length === 0
      store.set(({ keys }) => ({ keys: [...keys.filter((info) => info.providerId !== providerId), { providerId, origin, lastFour: key.slice(-4), keep }] }))
      setTest(providerId, null)
      dropNotices((notice) => notice.key.startsWith('auth.'))
      if (first) chooseFirstModel(providerId)
    },

    async testKey(providerId) {
      const provider = providers.find(({ id }) => id === providerId)
      const origin = originFor(providerId)
      if (!provider?.listModels || origin === null) return
      setTest(providerId, { state: 'testing' })
      try {
        const { key } = await channel.ask('secret.read', { providerId, origin })
        if (key === null) return failed(providerId, { ...keyMissing({ label: provider.label }, provider), message: 'There is no key to test yet.', actions: [] })
        if (!store.get().online && provider.hosts.length > 0) throw new PluginError('network.offline', 'You are offline. The key was not tested.', { retryable: true })
        const models = await withoutKey(key, async () => (await provider.listModels?.({ key, baseURL: baseURLOf(store.get().settings, provider), signal: new AbortController().signal })) ?? [])
        const open = store.get().catalog.cards.filter((card) => card.providerId === providerId && !card.successorId && models.some(({ id }) => id === card.id)).length
        store.set(({ availability }) => ({ availability: { ...availability, [providerId]: models } }))
        dropNotices((notice) => notice.key.startsWith('auth.'))
        setTest(providerId, { state: 'works', message: `Key ending in ${key.slice(-4)} works. ${open === 0 ? 'No image model is' : open === 1 ? '1 image model is' : `${open} image models are`} open to it.` })
      } catch (error) {
        failed(providerId, toErrorReport(error))
      }
    },

    async chooseById(providerId, id) {
      const provider = providers.find((candidate) => candidate.id === providerId), key = `${providerId}/${id}`
      if (!provider) return 'There is no such service.'
      if (provider.describe && !store.get().catalog.cards.some((card) => modelKey(card) === key)) {
        try {
          const wire = await provider.describe(id, { baseURL: baseURLOf(store.get().settings, provider), signal: new AbortController().signal })
          const made = learnedCard(key, wire)
          if (typeof made === 'string') return made
          const { learned } = store.get().settings
          actions.saveSettings({ learned: Object.fromEntries([...Object.entries(learned).filter(([other]) => other !== key), [key, wire]].slice(-maxLearned)) })
        } catch (error) {
          const { message, hint } = toErrorReport(error)
          return `${message} ${hint}`.trim()
        }
      }
      actions.editDraft({ modelKey: key })
      return null
    },

    async testEndpoint() {
      const provider = providers.find(({ id }) => id === 'own'), { settings, catalog } = store.get()
      const baseURL = provider ? baseURLOf(settings, provider) : '', card = catalog.cards.find(({ providerId }) => providerId === 'own')
      if (!provider || !card || baseURL === '') return
      setTest(endpointTest, { state: 'testing' })
      try {
        const { key } = await channel.ask('secret.read', { providerId: 'own', origin: originOf(baseURL) })
        const { can, error } = await withoutKey(key, () => probeEndpoint(provider, { key, baseURL, card, signal: new AbortController().signal }))
        if (error) return failed(endpointTest, toErrorReport(error))
        actions.saveSettings({ own: { ...store.get().settings.own, can: can.join(' ') } })
        const words = { generate: 'generate', edit: 'edit', mask: 'masks', stream: 'streaming' }, list = (some: readonly (keyof typeof words)[]): string => some.map((one) => words[one]).join(', ')
        const not = abilities.filter((ability) => !can.includes(ability))
        setTest(endpointTest, { state: 'works', message: `Works: ${list(can)}.${not.length > 0 ? ` Does not: ${list(not)}.` : ''}` })
      } catch (error) {
        failed(endpointTest, toErrorReport(error))
      }
    },

    async keepKey(providerId, keep) {
      try {
        const { kept } = await channel.ask('secret.keep', { providerId, keep })
        if (kept) store.set(({ keys }) => ({ keys: keys.map((info) => (info.providerId === providerId ? { ...info, keep } : info)) }))
      } catch (error) {
        failed(providerId, toErrorReport(error))
      }
    },

    async forgetKey(providerId) {
      try {
        await channel.ask('secret.forget', { providerId })
        store.set(({ keys, availability }) => ({ keys: keys.filter((info) => info.providerId !== providerId), availability: Object.fromEntries(Object.entries(availability).filter(([id]) => id !== providerId)) }))
        setTest(providerId, null)
      } catch (error) {
        failed(providerId, toErrorReport(error))
      }
    },
  }
}
