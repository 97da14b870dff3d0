// Tells the window when the selection, or a selected layer, changed. Changes that follow closely are told once.
import type { Timers } from '../shared/channel'
import type { SelectionSnapshot } from '../shared/snapshot'
import { ancestors, findLayer } from './layer'

/** ms without a change before a read; a large selection takes longer to describe, and is then read less often. */
const settleMs = 50, longestMs = 1500, fewLayers = 20, perLayerMs = 8

export type SelectionWatch = { stop(): void }

/** `read` gives the selection now, `tell` sends it. Nothing is told when nothing but the view moved. */
export function watchSelection(options: { timers: Timers; read(): Promise<SelectionSnapshot>; tell(snapshot: SelectionSnapshot): void }): SelectionWatch {
  const { timers } = options
  let timer: number | null = null, stopped = false, reading = false, again = false, last = '', layers = 0
  let watched = new Set<string>(), told = new Set<string>(), holders = false
  let page: PageNode | null = null

  async function tellNow(): Promise<void> {
    if (reading) { again = true; return }
    reading = true
    try {
      do {
        again = false
        const snapshot = await options.read()
        layers = snapshot.layers.length
        watched = await idsAround(snapshot)
        told = new Set(snapshot.layers.map((layer) => layer.id))
        holders = snapshot.layers.some((layer) => layer.hasChildren)
        const text = JSON.stringify({ ...snapshot, revision: 0, viewport: null })
        if (!stopped && text !== last) { last = text; options.tell(snapshot) }
      } while (again && !stopped)
    } finally {
      reading = false
    }
  }

  const schedule = (): void => {
    if (stopped) return
    if (timer !== null) timers.clear(timer)
    timer = timers.set(() => {
      timer = null
      // A layer that vanished during the read brings its own event, and with it the next read.
      tellNow().catch(() => undefined)
    }, layers > fewLayers ? Math.min(longestMs, layers * perLayerMs) : settleMs)
  }
  const onNodes = (event: NodeChangeEvent): void => {
    // Nothing tells any more where a deleted layer was.
    if (event.nodeChanges.some((change) => watched.has(change.id) || (change.type === 'DELETE' ? holders : isInside(change, told)))) schedule()
  }
  const onPage = (): void => {
    page?.off('nodechange', onNodes)
    page = figma.currentPage
    page.on('nodechange', onNodes)
    schedule()
  }

  figma.on('selectionchange', schedule)
  figma.on('currentpagechange', onPage)
  onPage()
  return {
    stop() {
      stopped = true
      if (timer !== null) timers.clear(timer)
      figma.off('selectionchange', schedule)
      figma.off('currentpagechange', onPage)
      page?.off('nodechange', onNodes)
    },
  }
}

/** The layers told about and all above them: moving or locking a parent changes its children's description. */
async function idsAround(snapshot: SelectionSnapshot): Promise<Set<string>> {
  const nodes = await Promise.all([...snapshot.layers, ...(snapshot.nearby ?? [])].map((layer) => findLayer(layer.id)))
  const ids = new Set<string>()
  for (const node of nodes) if (node) for (const one of [node, ...ancestors(node)]) ids.add(one.id)
  return ids
}

/** Words typed into a selected card change what is known of the card. */
const isInside = (change: NodeChange, ids: ReadonlySet<string>): boolean => change.type !== 'DELETE' && !change.node.removed && ancestors(change.node as SceneNode).some((node) => ids.has(node.id))
