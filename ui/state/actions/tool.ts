import { switchTool } from '../tool-state'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export const toolActions = ({ store, channel, fail, dropNotices, receiveSnapshot, edits }: ActionContext): Pick<Actions, 'chooseTool' | 'chooseIntent' | 'editEdit' | 'editExpand' | 'editFinish' | 'useMaskLayers' | 'useEarlierMask'> => ({
  chooseTool(tool) {
    store.set((state) => ({ ...switchTool(state, tool, state.editDraft.intent), toolByHand: true }))
    // What the selection lends depends on the tool.
    const { snapshot } = store.get()
    if (snapshot) receiveSnapshot(snapshot)
    dropNotices(({ key }) => key.startsWith('mask.') || key.startsWith('request.'))
  },
  chooseIntent(intent) {
    store.set((state) => {
      const change = switchTool(state, 'edit', intent)
      return { ...change, editDraft: { ...(change.editDraft ?? state.editDraft), intentByHand: true } }
    })
    dropNotices(({ key }) => key.startsWith('mask.') || key.startsWith('request.'))
  },
  useMaskLayers: () => edits.useLayers(),
  useEarlierMask(layerIds) {
    const { edit } = store.get()
    if (edit) channel.ask('selection.set', { ids: [edit.layerId, ...layerIds] }).catch(fail)
  },
  editEdit: (change) => store.set(({ editDraft }) => ({ editDraft: { ...editDraft, ...change } })),
  editFinish(change) {
    store.set(({ finishDraft }) => ({ finishDraft: { ...finishDraft, ...change } }))
    dropNotices(({ key }) => key.startsWith('mask.') || key.startsWith('request.'))
  },
  editExpand: (change) => store.set(({ expandDraft }) => ({ expandDraft: { ...expandDraft, ...change } })),
})
