// Replace object: what is marked gives way to something else.
import { areaTool } from './area-tool'

export const replaceObject = areaTool({ id: 'replace-object', label: 'Replace', intent: 'replace', verb: 'Replace in', promptNeeded: true, placeholder: 'What should be there instead' })
