// Replace background: everything but the marked subject; without a mask the model finds the subject by itself.
import { areaTool } from './area-tool'
import { planWhole } from './whole-plan'

export const replaceBackground = areaTool({
  id: 'replace-background', label: 'Background', intent: 'background', verb: 'Replace background of', promptNeeded: true, placeholder: 'What should be behind it',
  withoutMask: (input) => planWhole(input, { toolId: 'replace-background', kind: 'background', promptWanted: (words) => words === '' }),
})
