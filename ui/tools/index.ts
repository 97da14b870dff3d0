// Every tool, in the order of the tool strip.
import { assert } from '../../src/shared/errors'
import { generate } from './generate'
import type { Tool } from './tool'

export const tools: readonly Tool[] = [generate]
assert(new Set(tools.map((tool) => tool.id)).size === tools.length, 'two tools share an id')
