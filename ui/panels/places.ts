// The places of the window, in the order of the head.
import type { Place } from '../state/state'

export const places: readonly { value: Place; label: string }[] = [{ value: 'create', label: 'Create' }, { value: 'results', label: 'Results' }, { value: 'history', label: 'History' }]
