// Lays a board on free space of a page, and changes its words later. One undo step each, but for words that go along with a landing.
import { boardKey, type BoardChange, type BoardPart, type BoardPlan } from '../shared/board'
import { findLayer, findLoaded, lockedBy } from './layer'
import { freeSpot, gap, obstaclesOn, pageFor } from './new-layer'
import { placementError, writeError } from './placement-errors'
import { layerSignature, type RunMemory } from './run-memory'

type Fonts = { plain: FontName; bold: FontName }

/** The first that this file has. */
async function loadFirst(fonts: readonly FontName[]): Promise<FontName | null> {
  for (const font of fonts) {
    try {
      await figma.loadFontAsync(font)
      return font
    } catch {
      // not on this machine: the next one will do
    }
  }
  return null
}

async function loadFonts(): Promise<Fonts> {
  const plain = await loadFirst([{ family: 'Inter', style: 'Regular' }]) ?? await loadFirst((await figma.listAvailableFontsAsync()).slice(0, 20).map(({ fontName }) => fontName))
  if (!plain) throw placementError('placement.rejected-by-figma', 'No font could be loaded for the board.')
  return { plain, bold: await loadFirst([{ family: plain.family, style: 'Semi Bold' }]) ?? plain }
}

/** Ids of the parts, in their order. Raises placement.*; nothing is left on the page then. */
export async function layBoard({ runId, pageId, near, parts, data }: BoardPlan, memory: RunMemory): Promise<{ ids: string[] }> {
  const fonts = await loadFonts()
  return memory.inTurn(async () => {
    const page = await pageFor(pageId), made: (FrameNode | TextNode)[] = []
    try {
      for (const part of parts) made.push(addPart(part, made[part.parent] as FrameNode | undefined ?? page, fonts))
      const board = made[0]!, { width, height } = board
      const { x, y } = freeSpot({ x: near.x + near.width + gap, y: near.y, width, height }, obstaclesOn(page, [board.id]))
      Object.assign(board, { x, y })
      if (data) board.setPluginData(boardKey, JSON.stringify([made.map(({ id }) => id), data]))
      memory.rememberCreated({ runId, jobId: 'board', resultIndex: 0 }, board, [])
    } catch (error) {
      if (made[0]) made[0].remove()
      throw writeError('this page', error)
    }
    figma.commitUndo()
    return { ids: made.map(({ id }) => id) }
  })
}

function addPart({ text, bold, look, width, height }: BoardPart, parent: FrameNode | PageNode, { plain, bold: strong }: Fonts): FrameNode | TextNode {
  const node = text === undefined ? figma.createFrame() : figma.createText()
  parent.appendChild(node)
  if (node.type === 'TEXT') node.fontName = bold ? strong : plain
  // First of all: it would end the fitting of a text, and of a frame to what it holds.
  if (width || height) node.resize(width || node.width, height || node.height)
  return Object.assign(node, text === undefined ? look : { characters: text, ...look })
}

/** How many parts were changed; what is gone, locked or has a font of somebody else is passed over. Without `commit` the next landing takes the change into its undo step. */
export function writeBoard({ boardId, changes, commit }: { boardId: string; changes: readonly BoardChange[]; commit: boolean }, memory: RunMemory): Promise<{ written: number }> {
  return memory.inTurn(async () => {
    const board = await findLayer(boardId), before = board && layerSignature(board)
    let written = 0
    for (const { nodeId, look } of changes) {
      const node = await findLoaded(nodeId)
      if (!node || lockedBy(node)) continue
      try {
        if (node.type === 'TEXT') await figma.loadFontAsync(node.fontName as FontName)
        Object.assign(node, look)
        written += 1
      } catch {
        // somebody gave it a font that is missing here, or it cannot be changed: the pictures count, not the words
      }
    }
    if (board && before) memory.followShown(board, before, layerSignature(board))
    if (commit) figma.commitUndo()
    return { written }
  })
}
