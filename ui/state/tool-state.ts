// Which tool is in use, and the prompt that each keeps. Pure.
import type { IntentId } from '../edit/edit-view'
import type { AppState, ToolId } from './state'

type WithTool = Pick<AppState, 'tool' | 'editDraft' | 'prompts' | 'draft'>

/** Every tool, and every intent of Edit, keeps its own prompt under this name. */
export const promptKey = (tool: ToolId, intent: IntentId): string => (tool === 'edit' ? `edit/${intent}` : tool)

/** What changes when another tool or intent comes into use: the former prompt is kept, the new one's comes back. */
export function switchTool(state: WithTool, tool: ToolId, intent: IntentId): Partial<AppState> {
  const from = promptKey(state.tool, state.editDraft.intent), to = promptKey(tool, intent)
  const editDraft = intent === state.editDraft.intent ? state.editDraft : { ...state.editDraft, intent }
  if (from === to) return { tool, editDraft }
  const prompts = { ...state.prompts, [from]: state.draft.prompt }
  return { tool, editDraft, prompts, draft: { ...state.draft, prompt: prompts[to] ?? '' } }
}
