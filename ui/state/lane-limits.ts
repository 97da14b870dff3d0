// How much may be asked of one model at a time and in a minute. Pure.
import type { Settings } from '../../src/shared/settings'
import type { LaneLimits } from '../jobs/queue'
import { cardByModelKey } from './catalog'
import type { AppState } from './state'

/** `lane`: `providerId/modelId`. A free model has no rate: it draws on this device; nor has a line without a service. */
export function laneLimits(state: Pick<AppState, 'catalog'> & { settings: Pick<Settings, 'limits' | 'picturesPerMinute' | 'concurrentRequests'> }, lane: string): LaneLimits {
  const { limits, picturesPerMinute, concurrentRequests } = state.settings
  const usual = { perMinute: picturesPerMinute, inFlight: concurrentRequests }
  if (lane.startsWith('/') || cardByModelKey(state, lane)?.price.kind === 'free') return { ...usual, perMinute: null }
  return limits[lane] ?? usual
}
