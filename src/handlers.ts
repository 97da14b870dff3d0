// Message type -> function: the whole sandbox on one screen. Everything is done in src/document.
import type { Handlers, Listeners } from './shared/channel'
import type { asks, Command, uiNotices } from './shared/protocol'
import type { Settings } from './shared/settings'
import { cleanText, type SelectionSnapshot } from './shared/snapshot'
import { layBoard, writeBoard } from './document/board'
import { exportLayer } from './document/export-layer'
import { findLayers, layersById } from './document/find-layers'
import { findRecipes } from './document/find-recipes'
import { layText } from './document/lay-text'
import { notify } from './document/notify'
import { openLink } from './document/open-link'
import { readBrand } from './document/read-brand'
import { readCards } from './document/read-cards'
import { readMask } from './document/read-mask'
import { readSource } from './document/read-source'
import { keepWaiting, placeResult } from './document/place-result'
import type { SelectionWishes } from './document/read-selection'
import type { RunMemory } from './document/run-memory'
import type { createSecrets } from './document/secrets'
import { selectLayers, showLayer } from './document/show-layer'
import { loadSettings, loadState, lockState, saveSettings, saveState, type createJobLog } from './document/storage'
import { undoLast, undoRun } from './document/undo-run'
import { keepVariation, lookOfVariation, showVariation } from './document/variations'
import type { createWindowSize } from './document/window-size'

export type Session = {
  command: Command
  memory: RunMemory
  secrets: ReturnType<typeof createSecrets>
  jobLog: ReturnType<typeof createJobLog>
  windowSize: ReturnType<typeof createWindowSize>
  wishes: SelectionWishes
  readSelection(): Promise<SelectionSnapshot>
  onProblem(error: unknown): void
}

export const createHandlers = (session: Session): Handlers<typeof asks> => ({
  'ready': async () => ({ settings: await loadSettings(), editorType: figma.editorType, fileName: cleanText(figma.root.name, 200), command: session.command, snapshot: await session.readSelection(), keys: await session.secrets.list() }),
  'selection.read': async ({ pinnedIds, roles }) => {
    session.wishes.pinnedIds = pinnedIds
    session.wishes.roles = roles
    return { snapshot: await session.readSelection() }
  },
  'selection.set': async ({ ids }) => ({ selected: await selectLayers(ids) }),
  'layers.find': async ({ text, ids }) => ({ layers: ids ? await layersById(ids) : findLayers(text) }),
  'cards.read': async ({ nodeIds }) => ({ nodes: await readCards(nodeIds) }),
  'recipes.find': ({ nodeId }) => findRecipes(nodeId),
  'layer.export': (wish) => exportLayer(wish, session.memory),
  'source.read': (wish) => readSource(wish, session.memory),
  'mask.read': (wish) => readMask(wish, session.memory),
  'place': (landing, { cancelled }) => placeResult(landing, session.memory, cancelled),
  'picture.wait': (landing) => ({ imageHash: keepWaiting(landing, session.memory) }),
  'run.undo': ({ runId }) => undoRun(runId, session.memory),
  'placement.undo': () => undoLast(session.memory),
  'variation.show': async ({ nodeId, imageHash, commit }) => ({ shown: await showVariation(nodeId, imageHash, commit !== false, session.memory) }),
  'variation.keep': async ({ nodeId, imageHash, flatten }) => ({ removed: await keepVariation(nodeId, imageHash, flatten === true, session.memory) }),
  'variation.look': (wish) => lookOfVariation(wish, session.memory),
  'board.lay': (plan) => layBoard(plan, session.memory),
  'board.write': (wish) => writeBoard(wish, session.memory),
  'text.lay': (wish) => layText(wish, session.memory),
  'picture.read': async ({ imageHash }) => {
    const image = figma.getImageByHash(imageHash)
    return { bytes: image ? await image.getBytesAsync() : null }
  },
  'node.show': async ({ nodeId }) => ({ shown: await showLayer(nodeId) }),
  'settings.save': async ({ settings }) => done(saveSettings(session.windowSize.withDragged(settings as Settings))),
  'secret.save': ({ providerId, origin, key, keep }) => done(session.secrets.save(providerId, { key, origin }, keep)),
  'secret.read': async ({ providerId, origin }) => ({ key: await session.secrets.read(providerId, origin) }),
  'secret.keep': async ({ providerId, keep }) => ({ kept: await session.secrets.keep(providerId, keep) }),
  'secret.forget': ({ providerId }) => done(session.secrets.forget(providerId)),
  'state.load': async ({ name }) => ({ value: await loadState(name) }),
  'state.save': ({ name, value }) => done(saveState(name, value)),
  'state.lock': async ({ owner, on }) => ({ held: await lockState(owner, on) }),
  'file.data': ({ name, save }) => {
    if (save !== null) figma.root.setPluginData(`inlay.${name}`, save)
    return { text: figma.root.getPluginData(`inlay.${name}`) }
  },
  'brand.read': async () => ({ lines: await readBrand() }),
  'notification.show': (notification) => done(notify(notification, session.onProblem)),
})

export const createListeners = (session: Session): Listeners<typeof uiNotices> => ({
  'window.resize': (size) => session.windowSize.resize(size),
  'window.collapse': ({ collapsed }) => { session.windowSize.collapse(collapsed).catch(session.onProblem) },
  'link.open': ({ url }) => openLink(url),
  'job.changed': ({ job }) => { session.jobLog.note(job).catch(session.onProblem) },
})

const done = async (work: Promise<unknown> | void): Promise<Record<string, never>> => {
  await work
  return {}
}
