// How a board looks on the canvas. Pure. Columns have their heading on top, rows theirs at the left; each where there is more than one.
import { solid, type BoardPart } from '../../src/shared/board'
import { clamp } from '../../src/shared/geometry'
import { cleanText } from '../../src/shared/snapshot'
import type { CellLayers, PlannedBoard } from './board-view'

type Look = BoardPart['look']
/** The board looks the same in light and dark: it belongs to the file. */
const paper = solid(247, 247, 248), white = solid(255, 255, 255), empty = solid(232, 232, 236), ink = solid(30, 30, 30), quiet = solid(95, 95, 100), line = solid(218, 218, 222), blue = solid(7, 104, 207)
/** Of a cell. */
export const plainOutline: Look = { strokes: line, strokeWeight: 1 }
export const chosenOutline: Look = { strokes: blue, strokeWeight: 3 }

const gap = 16, pad = 24, cellPad = 12, headingWidth = 180

/** Canvas units of a cell's picture: about the same area for every ratio. */
function pictureExtent(ratio: number): { width: number; height: number } {
  const width = Math.round(clamp(260 * Math.sqrt(ratio), 200, 420))
  return { width, height: Math.round(clamp(width / ratio, 60, 480)) }
}

const padded = (px: number): Look => ({ paddingLeft: px, paddingRight: px, paddingTop: px, paddingBottom: px })

type Laid = { parts: BoardPart[]; /** Row by row: index of each layer of the cell in `parts`. */ cells: { [K in keyof CellLayers]: number }[][] }

/** `messages`: what is said in a cell until its picture is there, row by row. */
export function boardParts({ title, words, columns, rows, ratio }: PlannedBoard, messages: readonly (readonly string[])[]): Laid {
  const parts: BoardPart[] = []
  const add = (part: BoardPart): number => parts.push(part) - 1
  const stack = (parent: number, layoutMode: 'HORIZONTAL' | 'VERTICAL', name: string, look: Look = {}, size: { width?: number; height?: number } = {}): number => {
    const { width = 0, height = 0 } = size, [along, across] = layoutMode === 'HORIZONTAL' ? [width, height] : [height, width]
    const sizing = { primaryAxisSizingMode: along > 0 ? 'FIXED' : 'AUTO', counterAxisSizingMode: across > 0 ? 'FIXED' : 'AUTO' }
    return add({ parent, width, height, look: { name: cleanText(name, 200), fills: [], layoutMode, ...sizing, ...look } })
  }
  const say = (parent: number, text: string, width: number, fontSize: number, { bold = false, ...look }: Look & { bold?: boolean } = {}): number =>
    add({ parent, text, bold, width, height: 0, look: { fontSize, fills: ink, ...(width > 0 ? { textAutoResize: 'HEIGHT' } : {}), ...look } })
  const picture = pictureExtent(ratio), inner = picture.width - 2 * cellPad, hasRows = rows.length > 1
  const width = columns.length * picture.width + (columns.length - 1) * gap + (hasRows ? headingWidth + gap : 0)

  const board = stack(-1, 'VERTICAL', title, { itemSpacing: gap, ...padded(pad), cornerRadius: 16, fills: paper, strokes: line })
  say(board, title, width, 20, { name: 'Title', bold: true })
  if (words !== null) say(board, `“${words}”`, width, 14, { name: 'Prompt', fills: quiet })
  if (columns.length > 1) {
    const heads = stack(board, 'HORIZONTAL', 'Columns', { itemSpacing: gap })
    if (hasRows) say(heads, ' ', headingWidth, 14, { name: 'Corner' })
    columns.forEach((column) => say(heads, column, picture.width, 14, { name: 'Heading', bold: true }))
  }
  const cells = rows.map((row, rowIndex) => {
    const list = stack(board, 'HORIZONTAL', row, { itemSpacing: gap })
    if (hasRows) say(list, row, headingWidth, 14, { name: 'Heading', bold: true })
    return columns.map((label, column) => addCell(list, label, `${rowIndex + 1}.${column + 1}`, messages[rowIndex]![column]!))
  })
  return { parts, cells }

  function addCell(list: number, label: string, at: string, message: string): Laid['cells'][number][number] {
    const cell = stack(list, 'VERTICAL', `Cell ${at}, ${label}`, { fills: white, cornerRadius: 8, clipsContent: true, ...plainOutline })
    const frame = stack(cell, 'VERTICAL', `Picture ${at}, ${label}`, { ...padded(cellPad), fills: empty, primaryAxisAlignItems: 'CENTER', counterAxisAlignItems: 'CENTER' }, picture)
    const said = say(frame, message, inner, 13, { name: 'Message', fills: quiet, textAlignHorizontal: 'CENTER' })
    const caption = stack(cell, 'VERTICAL', 'Caption', { itemSpacing: 4, ...padded(cellPad) }, { width: picture.width })
    const tag = stack(caption, 'HORIZONTAL', 'Chosen', { ...padded(4), cornerRadius: 4, fills: blue, visible: false })
    say(tag, 'Chosen', 0, 12, { bold: true, fills: white })
    say(caption, label, inner, 14, { name: 'Model', bold: true })
    const meta = say(caption, ' ', inner, 12, { name: 'Facts', fills: quiet })
    return { cell, picture: frame, message: said, meta, chosen: tag }
  }
}
