// Keys never reach an output: known ones are replaced wherever they stand, and so is whatever looks like one.
type Masked = (text: string) => string

const looksLikeKey = /\b(?:sk-|AIza[-_]?|(?:key|fal|r8)[-_](?=[A-Za-z0-9_-]*\d))[A-Za-z0-9_-]{6,}|(?<=\bBearer )[A-Za-z0-9_.-]{6,}/g

/** Shorter ones would blank ordinary words; they are only masked where they are stored. */
const shortestKnown = 6

/** Masks these secrets and everything that looks like a key. */
export function maskOf(secrets: readonly string[]): Masked {
  const known = [...new Set(secrets)].filter((secret) => secret.length >= shortestKnown).sort((a, b) => b.length - a.length)
  return (text) => known.reduce((rest, secret) => rest.split(secret).join('[secret]'), text).replace(looksLikeKey, '[secret]')
}

const storedAt = 'inlay/secret/'

/** Client storage without its secrets. */
export const maskStorage = (storage: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(storage).map(([name, value]) => [name, name.startsWith(storedAt) ? '[secret]' : value]))

/** The keys that client storage holds. */
export const secretsIn = (storage: Record<string, unknown>): string[] =>
  Object.entries(storage).flatMap(([name, value]) => {
    const key = name.startsWith(storedAt) ? (value as { key?: unknown } | null)?.key : undefined
    return typeof key === 'string' ? [key] : []
  })

/** Messages that may carry a key (protocol.ts): their key is masked by its place. */
export function maskMessage(message: unknown): unknown {
  if (typeof message !== 'object' || message === null) return message
  const { body } = message as { body?: unknown }
  if (typeof body !== 'object' || body === null || typeof (body as { key?: unknown }).key !== 'string') return message
  return { ...message, body: { ...body, key: '[secret]' } }
}
