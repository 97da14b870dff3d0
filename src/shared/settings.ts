// The settings of this user, kept in client storage. Unknown or broken values fall back one by one; nothing throws.
import * as z from 'zod/mini'
import { recordOf } from './light-schemas'

const usd = z.nullable(z.number().check(z.minimum(0), z.maximum(10_000)))

const perMinute = z.nullable(z.number().check(z.minimum(1), z.maximum(1000)))

/** Names here are a contract: scenarios set them by name (design D1). */
export const settingsShape = {
  defaultModel: z.string(),
  whenReady: z.enum(['place', 'ask', 'keep']),
  /** Where in-place edits go: `auto` makes a layer above large pictures (design D0.6), else the fill. */
  landEdits: z.enum(['auto', 'fill', 'patch']),
  /** Of one model. */
  concurrentRequests: z.number().check(z.minimum(1), z.maximum(8)),
  /** Of one paid model, in any 60 s. Null: no limit. */
  picturesPerMinute: perMinute,
  /** Own limits of a model, by `providerId/modelId`. */
  limits: recordOf(z.object({ perMinute, inFlight: z.number().check(z.minimum(1), z.maximum(8)) })),
  /** `on`: the text reader's data may be downloaded when it is needed. */
  readWords: z.enum(['ask', 'on']),
  /** Pictures with words go to a vision model, too, which reads them. */
  visionReads: z.boolean(),
  showPartials: z.boolean(),
  keepRecipes: z.enum(['on', 'hash', 'off']),
  capPerRunUsd: usd,
  capPerDayUsd: usd,
  windowWidth: z.number().check(z.minimum(320), z.maximum(4000)),
  windowHeight: z.number().check(z.minimum(420), z.maximum(4000)),
  /** Hints of the first run were closed or are not wanted. */
  hintsDone: z.boolean(),
  /** The designer was told once that recipes are kept in the file. */
  recipesTold: z.boolean(),
  moderation: z.enum(['auto', 'low']),
  /** Base URL by provider id, only from this user's storage. Empty: the provider's own. */
  endpoints: recordOf(z.string()),
  /** Models that the designer named by hand: `providerId/modelId` to what their service publishes of them. */
  learned: recordOf(z.string()),
  /** The designer's own endpoint: `model`, `auth` and `can`, read by the window alone. */
  own: recordOf(z.string()),
}
export const settings = z.object(settingsShape)
export type Settings = z.infer<typeof settings>

export const defaultSettings: Settings = {
  defaultModel: 'demo', whenReady: 'place', landEdits: 'auto', concurrentRequests: 4, picturesPerMinute: 5, limits: {}, readWords: 'ask', visionReads: false, showPartials: true, keepRecipes: 'on', capPerRunUsd: null, capPerDayUsd: 5,
  windowWidth: 360, windowHeight: 680, hintsDone: false, recipesTold: false, moderation: 'auto', endpoints: {}, learned: {}, own: {},
}

/** Valid settings from anything: keeps each field that parses, takes the default for the rest. */
export function restoreSettings(stored: unknown): Settings {
  const from = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>
  const kept: Record<string, unknown> = { ...defaultSettings }
  for (const [name, schema] of Object.entries(settingsShape)) {
    const result = schema.safeParse(from[name])
    if (name in from && result.success) kept[name] = result.data
  }
  return kept as Settings
}
