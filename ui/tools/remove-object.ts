// Remove object: what is marked goes, and the background behind it is continued.
import { areaTool } from './area-tool'

export const removeObject = areaTool({ id: 'remove-object', label: 'Remove', intent: 'remove', verb: 'Remove from', promptNeeded: false, placeholder: null })
