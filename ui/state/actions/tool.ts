import { switchTool } from '../tool-state'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export const toolActions = ({ store, dropNotices }: ActionContext): Pick<Actions, 'chooseTool' | 'chooseIntent' | 'editEdit'> => ({
  chooseTool(tool) {
    store.set((state) => ({ ...switchTool(state, tool, state.editDraft.intent), toolByHand: true }))
    dropNotices(({ key }) => key.startsWith('mask.') || key.startsWith('request.'))
  },
  chooseIntent(intent) {
    store.set((state) => {
      const change = switchTool(state, 'edit', intent)
      return { ...change, editDraft: { ...(change.editDraft ?? state.editDraft), intentByHand: true } }
    })
    dropNotices(({ key }) => key.startsWith('mask.') || key.startsWith('request.'))
  },
  editEdit: (change) => store.set(({ editDraft }) => ({ editDraft: { ...editDraft, ...change } })),
})
