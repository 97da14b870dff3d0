// Keys of services: in client storage or for this session only, each bound to the origin it was entered for (design D0.10). Never anywhere else.
import { store } from './storage'

const prefix = 'inlay/secret/'
type Secret = { key: string; origin: string }
export type KeyInfo = { providerId: string; origin: string; lastFour: string; keep: 'device' | 'session' }

const restore = (stored: unknown): Secret | null => {
  const from = stored as Partial<Secret> | null | undefined
  return from && typeof from.key === 'string' && typeof from.origin === 'string' && from.key !== '' ? { key: from.key, origin: from.origin } : null
}

/** Four characters of a short key would give too much of it away. */
const lastFour = (key: string): string => (key.length >= 12 ? key.slice(-4) : '')

export function createSecrets() {
  const session = new Map<string, Secret>()
  const onDevice = async (providerId: string): Promise<Secret | null> => restore(await figma.clientStorage.getAsync(prefix + providerId))

  return {
    /** Raises storage.full. */
    async save(providerId: string, secret: Secret, keep: 'device' | 'session'): Promise<void> {
      if (keep === 'device') {
        await store(prefix + providerId, secret)
        session.delete(providerId)
      } else {
        session.set(providerId, secret)
        await figma.clientStorage.deleteAsync(prefix + providerId)
      }
    },
    /** Null when there is none for this origin. */
    async read(providerId: string, origin: string): Promise<string | null> {
      const secret = session.get(providerId) ?? (await onDevice(providerId))
      return secret && secret.origin === origin ? secret.key : null
    },
    /** Moves a stored key; false when there is none. Raises storage.full. */
    async keep(providerId: string, keep: 'device' | 'session'): Promise<boolean> {
      const secret = session.get(providerId) ?? (await onDevice(providerId))
      if (secret) await this.save(providerId, secret, keep)
      return secret !== null
    },
    async forget(providerId: string): Promise<void> {
      session.delete(providerId)
      await figma.clientStorage.deleteAsync(prefix + providerId)
    },
    async list(): Promise<KeyInfo[]> {
      const names = (await figma.clientStorage.keysAsync()).filter((name) => name.indexOf(prefix) === 0).map((name) => name.slice(prefix.length))
      const list: KeyInfo[] = []
      for (const providerId of names) {
        const secret = session.has(providerId) ? null : await onDevice(providerId)
        if (secret) list.push({ providerId, origin: secret.origin, lastFour: lastFour(secret.key), keep: 'device' })
      }
      session.forEach((secret, providerId) => list.push({ providerId, origin: secret.origin, lastFour: lastFour(secret.key), keep: 'session' }))
      return list
    },
  }
}
