// Every tool, in the order of the tool strip and of the intents of Edit.
import { assert } from '../../src/shared/errors'
import type { AppState } from '../state/state'
import { addObject } from './add-object'
import { edit } from './edit'
import { expand } from './expand'
import { generate } from './generate'
import { inpaint } from './inpaint'
import { removeObject } from './remove-object'
import { replaceBackground } from './replace-background'
import { replaceObject } from './replace-object'
import { style } from './style'
import type { Tool } from './tool'

export const tools: readonly Tool[] = [generate, inpaint, replaceObject, removeObject, addObject, replaceBackground, edit, style, expand]
assert(new Set(tools.map((tool) => tool.id)).size === tools.length, 'two tools share an id')

/** The tool in use: that of the strip, for Edit the one of its intent. */
export const activeTool = ({ tool, editDraft }: Pick<AppState, 'tool' | 'editDraft'>): Tool =>
  tools.find((candidate) => candidate.strip === tool && (candidate.intent === undefined || candidate.intent === editDraft.intent)) ?? generate

export const intentTools: readonly Tool[] = tools.filter(({ strip }) => strip === 'edit')
export const toolById = (id: string): Tool | undefined => tools.find((tool) => tool.id === id)
