// The selection and the pinned layers as one frozen picture, in reading order: rows from top to bottom, each from left to right.
import { boardKey } from '../shared/board'
import { readingOrder } from '../shared/reading-order'
import { guessRoles } from '../shared/roles'
import { cleanText, type LayerSnapshot, type Role, type SelectionSnapshot } from '../shared/snapshot'
import { describeLayer } from './describe-layer'
import { ancestors, findLoaded } from './layer'
import { leavesRoom, nodesNearby } from './room'
import type { RunMemory } from './run-memory'

const maxLayers = 200
/** In a larger selection nobody looks for room to expand. */
const fewLayers = 4

/** What the window told about the selection: kept so that a change on the canvas is described in the same way. */
export type SelectionWishes = { pinnedIds: string[]; roles: Record<string, Role> }

let revision = 0

export async function readSelection(wishes: SelectionWishes, memory: RunMemory): Promise<SelectionSnapshot> {
  revision += 1
  const taken = revision, page = figma.currentPage, selected = page.selection, view = figma.viewport.bounds
  const pinned = (await Promise.all(wishes.pinnedIds.map(findLoaded))).filter((node): node is SceneNode => node !== null)
  const selectedIds = new Set(selected.map((node) => node.id))
  const all = [...selected.filter((node) => !node.removed), ...pinned.filter((node) => !selectedIds.has(node.id))]
  const described = (await Promise.all(all.slice(0, maxLayers).map((node) => (node.removed ? null : describeLayer(node, memory))))).filter((one) => one !== null)
  const near = all.length <= fewLayers ? all : [], roomy: Record<string, boolean> = {}
  for (const node of near) if (!node.removed) roomy[node.id] = await leavesRoom(node)
  const around = (await Promise.all(nodesNearby(near).map((node) => (node.removed ? null : describeLayer(node, memory))))).filter((one) => one !== null)
  const roles = guessRoles(described.map(({ input }) => input), wishes.roles)
  const layers = described.map(({ layer }): LayerSnapshot => {
    const { role, why } = roles[layer.id]!
    return { ...layer, role, why, problem: stillMatters(layer.problem, role), pinned: wishes.pinnedIds.indexOf(layer.id) >= 0, ...(roomy[layer.id] ? { uncovered: true } : {}) }
  })
  const [only, second] = all, board = only && !second && !only.removed ? [only, ...ancestors(only)].map((node) => node.getPluginData(boardKey)).filter(Boolean)[0] : undefined
  const nearby = around.map(({ layer }): LayerSnapshot => ({ ...layer, role: 'reference', why: 'nearby', pinned: false }))
  return {
    pageId: page.id, pageName: cleanText(page.name, 200), layers: readingOrder(layers), more: Math.max(0, all.length - maxLayers),
    viewport: { x: view.x, y: view.y, width: view.width, height: view.height }, revision: taken,
    ...(nearby.length > 0 ? { nearby } : {}),
    ...(board ? { board } : {}),
  }
}

/** A mask or a reference is only read: being locked or small does not spoil it. Masks that were hidden after an earlier edit are used again, and lines mark with their strokes. */
function stillMatters(problem: LayerSnapshot['problem'], role: Role): LayerSnapshot['problem'] {
  if (!problem || (role !== 'mask' && role !== 'reference')) return problem
  const fine = role === 'mask' ? ['locked', 'too-small', 'boolean-child', 'hidden', 'no-area'] : ['locked', 'too-small', 'boolean-child']
  return fine.indexOf(problem.kind) >= 0 ? null : problem
}
