// Every service that Inlay speaks to. A new one adds its file, a line here, and its hosts to networkAccess in package.json.
import { assert } from '../../src/shared/errors'
import { demoProvider } from './demo'
import { falProvider } from './fal'
import { openaiProvider } from './openai'
import { ownProvider } from './own'
import { replicateProvider } from './replicate'
import type { Provider } from './provider'

/** Refuses a list in which two share an id. */
export function registerProviders(list: readonly Provider[]): readonly Provider[] {
  assert(new Set(list.map((provider) => provider.id)).size === list.length, 'two providers share an id')
  return list
}

export const providers: readonly Provider[] = registerProviders([demoProvider, openaiProvider, falProvider, replicateProvider, ownProvider])

/** Null for an id that Inlay does not know: an old setting, or a recipe from a newer version. */
export const providerById = (id: string): Provider | null => providers.find((provider) => provider.id === id) ?? null
