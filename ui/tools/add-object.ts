// Add object: something new in the marked place, everything behind it kept.
import { areaTool } from './area-tool'

export const addObject = areaTool({ id: 'add-object', label: 'Add', intent: 'add', verb: 'Add to', promptNeeded: true, placeholder: 'What to add' })
