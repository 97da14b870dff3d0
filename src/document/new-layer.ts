// New frames for pictures without a target: a row beside each other, in free space, where the designer looks.
import { intersect, type Bounds } from '../shared/geometry'
import type { PlacementPlan } from '../shared/placement'
import { cleanText } from '../shared/snapshot'
import { imagePaint } from './image-paint'
import { boundsOf } from './layer'
import type { RunMemory } from './run-memory'

/** Canvas units between the frames of a row, and to what was there before. */
export const gap = 40

/** The page of a plan, loaded; the current one when it names none or that page was deleted. */
export async function pageFor(pageId: string | undefined): Promise<PageNode> {
  const node = pageId === undefined || pageId === figma.currentPage.id ? figma.currentPage : await figma.getNodeByIdAsync(pageId)
  if (!node || node.type !== 'PAGE' || node.removed) return figma.currentPage
  if (node.id !== figma.currentPage.id) await node.loadAsync()
  return node.removed ? figma.currentPage : node
}

/** Makes the frame with its picture; the caller has loaded the page. */
export function createLayer(plan: PlacementPlan, page: PageNode, imageHash: string, memory: RunMemory): FrameNode {
  const width = Math.max(1, plan.layerWidth), height = Math.max(1, plan.layerHeight)
  const slot = freeSpot(slotOf(plan, page, width, height, memory), obstaclesOn(page, memory.createdBy(plan.runId)))
  const frame = figma.createFrame()
  try {
    page.appendChild(frame)
    frame.name = cleanText(plan.layerName, 200) || 'Picture'
    frame.resize(width, height)
    frame.x = slot.x
    frame.y = slot.y
    frame.fills = [imagePaint(imageHash, plan.scaleMode, true)]
    return frame
  } catch (error) {
    frame.remove()
    throw error
  }
}

/** The first landing of a run finds room for the whole row; the others keep to it. */
function slotOf(plan: PlacementPlan, page: PageNode, width: number, height: number, memory: RunMemory): Bounds {
  let origin = memory.rows.get(plan.runId)
  if (!origin || origin.pageId !== page.id) {
    const count = Math.max(1, plan.rowCount), rowWidth = count * width + (count - 1) * gap
    const centre = plan.near ? { x: plan.near.x + plan.near.width / 2, y: plan.near.y + plan.near.height / 2 } : figma.viewport.center
    const row = freeSpot({ x: Math.round(centre.x - rowWidth / 2), y: Math.round(centre.y - height / 2), width: rowWidth, height }, obstaclesOn(page, []))
    origin = { pageId: page.id, x: row.x, y: row.y }
    memory.rows.set(plan.runId, origin)
  }
  return { x: origin.x + plan.rowIndex * (width + gap), y: origin.y, width, height }
}

export const obstaclesOn = (page: PageNode, own: readonly string[]): Bounds[] => page.children.filter((node) => node.visible && own.indexOf(node.id) < 0).map(boundsOf)

/** Moves the box down until it touches nothing. Each step passes one obstacle for good, so it ends. */
export function freeSpot(box: Bounds, obstacles: readonly Bounds[]): Bounds {
  let spot = box
  for (;;) {
    const hit = obstacles.filter((obstacle) => intersect({ x: spot.x - gap / 2, y: spot.y - gap / 2, width: spot.width + gap, height: spot.height + gap }, obstacle) !== null)
    if (hit.length === 0) return spot
    spot = { ...spot, y: Math.ceil(Math.max(...hit.map((obstacle) => obstacle.y + obstacle.height)) + gap) }
  }
}

/** Selects what the run made, unless the designer has something else selected by now. */
export function selectLanding(frame: FrameNode, page: PageNode, ownBefore: readonly string[]): void {
  if (page.id !== figma.currentPage.id) return
  const selection = page.selection
  if (selection.every((node) => ownBefore.indexOf(node.id) >= 0)) page.selection = [...selection, frame]
}
