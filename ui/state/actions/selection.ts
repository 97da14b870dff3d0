import { exportLayer } from '../../jobs/export-references'
import type { Actions, Thumbnail } from '../state'
import type { ActionContext } from '../action-context'

/** Longer side of a thumbnail, px: 56 px tiles on a 2x screen, and the large preview at half size. */
const thumbnailEdgePx = 256

export function selectionActions({ store, channel, urls, pixels, receiveSnapshot, readSelection }: ActionContext): Pick<Actions, 'setRole' | 'togglePin' | 'requestThumbnail' | 'readSent'> {
  /** One export at a time: the designer's own work in Figma comes first. */
  let chain: Promise<unknown> = Promise.resolve()
  const again = (): void => {
    const { snapshot } = store.get()
    if (snapshot) receiveSnapshot(snapshot)
    void readSelection()
  }
  async function load(nodeId: string, what: 'look' | 'fill'): Promise<void> {
    const key = `${nodeId}:${what}`
    const settle = (thumbnail: Thumbnail): void =>
      store.set(({ thumbnails }) => ({ thumbnails: { ...thumbnails, [key]: thumbnail } }))
    try {
      const { bytes, mime, widthPx, heightPx } = await channel.ask('layer.export', { nodeId, what, leaveOut: 'nothing', maxEdgePx: thumbnailEdgePx })
      if (store.get().thumbnails[key]) settle({ state: 'ready', url: urls.create(bytes, mime), widthPx, heightPx })
    } catch {
      settle({ state: 'failed' }) // hidden, empty or gone: the tile shows the layer's name alone
    }
  }
  return {
    setRole(layerId, role) {
      store.set(({ rolesChosen, droppedReferences }) => ({ rolesChosen: { ...rolesChosen, [layerId]: role }, droppedReferences: droppedReferences.filter((id) => id !== layerId) }))
      again()
    },
    togglePin(layerId) {
      store.set(({ pinnedIds }) => ({ pinnedIds: pinnedIds.includes(layerId) ? pinnedIds.filter((id) => id !== layerId) : [...pinnedIds, layerId] }))
      again()
    },
    requestThumbnail(nodeId, what) {
      const key = `${nodeId}:${what}`
      if (store.get().thumbnails[key]) return
      store.set(({ thumbnails }) => ({ thumbnails: { ...thumbnails, [key]: { state: 'loading' } } }))
      chain = chain.then(() => load(nodeId, what))
    },
    async readSent(nodeId) {
      const lent = store.get().draft.references.find(({ from }) => from.kind === 'layer' && from.nodeId === nodeId)?.from
      const from = lent?.kind === 'layer' ? lent : { nodeId, what: 'look', leaveOut: 'nothing' } as const
      try {
        return { ...(await exportLayer({ channel, pixels }, '', from)), what: from.what }
      } catch {
        return null // hidden, empty or gone: the dialog says so
      }
    },
  }
}
