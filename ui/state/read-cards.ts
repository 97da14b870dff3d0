// Asks for what stands around the layers of the fill plan, whenever it may have changed.
import type { FillTargets } from '../batch/fill-draft'
import type { WindowChannel } from '../jobs/context'
import type { AppState } from './state'
import type { Store } from './store'

type ReaderOptions = { store: Store<AppState>; channel: WindowChannel; fail(error: unknown): void }

export function createCardReader({ store, channel, fail }: ReaderOptions) {
  let reading = false
  const idsOf = ({ layers }: FillTargets): string => layers.map(({ id }) => id).join()

  async function read(targets: FillTargets): Promise<void> {
    reading = true
    store.set({ fillTargets: { ...targets, stale: false } })
    const asked = idsOf(targets)
    let nodes: FillTargets['nodes'] = targets.nodes ?? []
    try {
      nodes = (await channel.ask('cards.read', { nodeIds: targets.layers.map(({ id }) => id) })).nodes
    } catch (error) {
      fail(error)
    }
    reading = false
    const now = store.get().fillTargets
    if (now && idsOf(now) === asked) store.set({ fillTargets: { ...now, nodes } })
    follow()
  }
  /** Listens to the store. */
  function follow(): void {
    const { fill, fillTargets } = store.get()
    if (!reading && fill.on && fillTargets?.stale) void read(fillTargets)
  }
  return { follow }
}
