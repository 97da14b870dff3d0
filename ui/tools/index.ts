// Every tool, in the order of the tool strip and of the intents of Edit.
import { assert } from '../../src/shared/errors'
import type { AppState } from '../state/state'
import { addObject } from './add-object'
import { compare } from './compare'
import { cutOut } from './cut-out'
import { edit } from './edit'
import { expand } from './expand'
import { fill } from './fill'
import { formats } from './formats'
import { generate } from './generate'
import { inpaint } from './inpaint'
import { removeObject } from './remove-object'
import { replaceBackground } from './replace-background'
import { replaceObject } from './replace-object'
import { style } from './style'
import { textMockup } from './text-mockup'
import type { Tool } from './tool'
import { upscale } from './upscale'

export const tools: readonly Tool[] = [fill, compare, generate, inpaint, replaceObject, removeObject, addObject, replaceBackground, edit, style, formats, expand, textMockup, cutOut, upscale]
assert(new Set(tools.map((tool) => tool.id)).size === tools.length, 'two tools share an id')

/** The tool in use: that of the strip, for Edit the one of its intent. */
export const activeTool = (state: Pick<AppState, 'tool' | 'editDraft' | 'compare' | 'expandDraft' | 'finishDraft' | 'snapshot' | 'fill' | 'fillTargets'>): Tool =>
  tools.find(({ strip, intent, applies }) => strip === state.tool && (intent === undefined || intent === state.editDraft.intent) && (!applies || applies(state))) ?? generate

export const intentTools: readonly Tool[] = tools.filter(({ strip }) => strip === 'edit')
export const toolById = (id: string): Tool | undefined => tools.find((tool) => tool.id === id)
