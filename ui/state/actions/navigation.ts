import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export const navigation = ({ store, channel, fail }: ActionContext): Pick<Actions, 'go' | 'openSub' | 'findLayers' | 'showNode' | 'resize' | 'collapse' | 'openLink'> => ({
  go: (place) => store.set({ place, subPage: null }),
  openSub: (subPage) => store.set({ subPage }),
  async findLayers(text) {
    try {
      return (await channel.ask('layers.find', { text: text.slice(0, 100) })).layers
    } catch (error) {
      fail(error)
      return []
    }
  },
  showNode(nodeId) {
    channel.ask('node.show', { nodeId }).then(({ shown }) => {
      if (!shown) store.set({ spoken: { ...store.get().spoken, status: 'That layer is gone.' } })
    }, fail)
  },
  resize({ width, height }) {
    const size = { width: Math.round(width), height: Math.round(height) }
    // The sandbox keeps the size itself; a later save of other settings must not bring the old one back.
    store.set(({ settings }) => ({ settings: { ...settings, windowWidth: size.width, windowHeight: size.height } }))
    channel.notify('window.resize', size)
  },
  collapse(collapsed) {
    if (store.get().collapsed === collapsed) return
    store.set({ collapsed })
    channel.notify('window.collapse', { collapsed })
  },
  openLink: (url) => channel.notify('link.open', { url: url.slice(0, 500) }),
})
