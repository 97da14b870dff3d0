// Generative fill: the marked part is drawn anew from the prompt, or continues its surroundings when there is none.
import { areaTool } from './area-tool'

export const inpaint = areaTool({ id: 'inpaint', label: 'Fill', intent: 'fill', verb: 'Fill in', promptNeeded: false, placeholder: 'Leave empty to continue the surroundings' })
