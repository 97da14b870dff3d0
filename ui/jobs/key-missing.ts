// The one sentence for a model without a key, before the press and after it.
import { fromErrorReport, type ErrorReport, type PluginError } from '../../src/shared/errors'
import type { ModelCard } from '../models/model-card'
import type { Provider } from '../providers/provider'

export const keyMissing = (card: Pick<ModelCard, 'label'>, provider: Pick<Provider, 'id' | 'label'>): ErrorReport => ({
  code: 'auth.key-missing',
  message: `${card.label} needs ${/^[aeiou]/i.test(provider.label) ? 'an' : 'a'} ${provider.label} key.`,
  hint: 'The key stays with you and goes only to the service it was entered for.',
  actions: [{ kind: 'open-settings', label: 'Add a key', value: provider.id }, { kind: 'use-demo', label: 'Use Demo' }],
  retryable: false,
})

/** The same, to be thrown. */
export const keyMissingError = (card: Pick<ModelCard, 'label'>, provider: Pick<Provider, 'id' | 'label'>): PluginError => fromErrorReport(keyMissing(card, provider))
