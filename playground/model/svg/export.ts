// Simple layers as SVG: shapes, vectors, frames and groups with plain colours. What SVG or this host cannot say is refused, never left out in silence.
import { multiply, translation, type Affine, type Bounds } from '../../../src/shared/geometry.ts'
import { fillPathOf, isGroupLike, parentSpace } from '../geometry.ts'
import { propOf } from '../props.ts'
import { segmentsOf } from '../text-ranges.ts'
import type { DocumentView, HostNode, Paint, SolidPaint } from '../types.ts'
import { Unsupported } from './style.ts'

export type SvgSettings = { svgOutlineText?: boolean; svgIdAttribute?: boolean; svgSimplifyStroke?: boolean }
type Writer = { document: DocumentView; settings: SvgSettings; defs: string[] }

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
const short = (value: number): string => String(Number(value.toFixed(4)))
const hex = (value: number): string => Math.round(value * 255).toString(16).padStart(2, '0')

/** The node within `area` (page space). Raises Unsupported with what it lacks. */
export function nodeToSvg(document: DocumentView, node: HostNode, area: Bounds, settings: SvgSettings = {}): string {
  const writer: Writer = { document, settings, defs: [] }
  const container = multiply(translation(-area.x, -area.y), parentSpace(document, node))
  const body = write(writer, node, container), defs = writer.defs.length > 0 ? `<defs>${writer.defs.join('')}</defs>` : ''
  const [width, height] = [short(area.width), short(area.height)]
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="none" xmlns="http://www.w3.org/2000/svg">${body}${defs}</svg>`
}

function refuse(node: HostNode): void {
  if (propOf(node, 'isMask') === true) throw new Unsupported('a mask')
  if (node.effects.some((effect) => effect.visible !== false)) throw new Unsupported('effects')
  const blend = propOf(node, 'blendMode')
  if (blend !== 'NORMAL' && blend !== 'PASS_THROUGH') throw new Unsupported(`the blend mode ${String(blend)}`)
  if (node.type === 'BOOLEAN_OPERATION') throw new Unsupported('a boolean operation')
}

function write(writer: Writer, node: HostNode, container: Affine): string {
  if (propOf(node, 'visible') === false || node.type === 'SLICE') return ''
  refuse(node)
  const matrix = multiply(container, node.relativeTransform), opacity = Number(propOf(node, 'opacity'))
  const own = node.type === 'GROUP' ? '' : node.type === 'TEXT' ? text(writer, node, matrix) : shape(node, matrix)
  const inside = writer.document.children(node.id).map((child) => write(writer, child, isGroupLike(node) ? container : matrix)).join('')
  const id = writer.settings.svgIdAttribute === true ? ` id="${escape(node.name)}"` : '', faint = opacity < 1 ? ` opacity="${short(opacity)}"` : ''
  const content = own + clipped(writer, node, matrix, inside)
  return content === '' ? '' : id || faint || node.type === 'GROUP' ? `<g${id}${faint}>${content}</g>` : content
}

function clipped(writer: Writer, node: HostNode, matrix: Affine, inside: string): string {
  if (inside === '' || propOf(node, 'clipsContent') !== true) return inside
  const id = `clip${writer.defs.length}`
  writer.defs.push(`<clipPath id="${id}"><path d="${fillPathOf(node)[0]!.data}"${transform(matrix)}/></clipPath>`)
  return `<g clip-path="url(#${id})">${inside}</g>`
}

const transform = ([[a, c, x], [b, d, y]]: Affine): string => (a === 1 && b === 0 && c === 0 && d === 1 ? (x === 0 && y === 0 ? '' : ` transform="translate(${short(x)} ${short(y)})"`) : ` transform="matrix(${[a, b, c, d, x, y].map(short).join(' ')})"`)

function solids(paints: readonly Paint[]): SolidPaint[] {
  return paints.filter((paint) => paint.visible !== false && paint.opacity !== 0).map((paint) => {
    if (paint.type !== 'SOLID') throw new Unsupported(`a paint of the type ${paint.type}`)
    if (paint.blendMode !== undefined && paint.blendMode !== 'NORMAL') throw new Unsupported(`the blend mode ${paint.blendMode}`)
    return paint
  })
}
const colour = (name: 'fill' | 'stroke', { color: { r, g, b }, opacity = 1 }: SolidPaint): string => ` ${name}="#${hex(r)}${hex(g)}${hex(b)}"${opacity < 1 ? ` ${name}-opacity="${short(opacity)}"` : ''}`

function shape(node: HostNode, matrix: Affine): string {
  const arc = node.type === 'ELLIPSE' ? (propOf(node, 'arcData') as { startingAngle: number; endingAngle: number; innerRadius: number }) : null
  if (arc && (arc.innerRadius > 0 || Math.abs(arc.endingAngle - arc.startingAngle) < 2 * Math.PI - 1e-6)) throw new Unsupported('an arc')
  const fills = node.type === 'LINE' ? [] : fillPathOf(node).flatMap(({ data, windingRule }) => solids(Array.isArray(node.fills) ? node.fills : []).map((paint) => `<path d="${data}"${windingRule === 'EVENODD' ? ' fill-rule="evenodd"' : ''}${colour('fill', paint)}${transform(matrix)}/>`))
  return fills.join('') + strokes(node, matrix)
}

const boxes = ['FRAME', 'COMPONENT', 'INSTANCE', 'SECTION', 'RECTANGLE', 'ELLIPSE']

function strokes(node: HostNode, matrix: Affine): string {
  const paints = solids(node.strokes), weight = Number(propOf(node, 'strokeWeight'))
  if (paints.length === 0 || weight === 0) return ''
  const align = String(propOf(node, 'strokeAlign')), reach = align === 'INSIDE' ? -weight / 2 : align === 'OUTSIDE' ? weight / 2 : 0
  if (reach !== 0 && (!boxes.includes(node.type) || propOf(node, 'cornerRadius') !== 0)) throw new Unsupported(`a stroke that lies ${align}`)
  const sized = { ...node, width: node.width + 2 * reach, height: node.height + 2 * reach }
  const paths = node.type === 'LINE' ? [`M 0 0 L ${node.width} 0`] : node.type === 'VECTOR' ? (propOf(node, 'vectorPaths') as { data: string }[]).map(({ data }) => data) : fillPathOf(sized).map(({ data }) => data)
  const cap = { NONE: '', ROUND: ' stroke-linecap="round"', SQUARE: ' stroke-linecap="square"' }[String(propOf(node, 'strokeCap'))], join = { MITER: '', ROUND: ' stroke-linejoin="round"', BEVEL: ' stroke-linejoin="bevel"' }[String(propOf(node, 'strokeJoin'))]
  if (cap === undefined || join === undefined) throw new Unsupported(`a stroke that ends in ${String(propOf(node, 'strokeCap'))}`)
  const dashes = propOf(node, 'dashPattern') as number[], moved = reach === 0 ? matrix : multiply(matrix, translation(-reach, -reach))
  return paths.flatMap((data) => paints.map((paint) => `<path d="${data}"${colour('stroke', paint)} stroke-width="${short(weight)}"${cap}${join}${dashes.length > 0 ? ` stroke-dasharray="${dashes.map(short).join(' ')}"` : ''}${transform(moved)}/>`)).join('')
}

/** One line, at the left, in one look. */
function text(writer: Writer, node: HostNode, matrix: Affine): string {
  if (writer.settings.svgOutlineText !== false) throw new Unsupported('outlined text')
  const characters = String(propOf(node, 'characters')), [segment, more] = segmentsOf(node)
  if (more || /[\n\r]/.test(characters) || propOf(node, 'textAlignHorizontal') !== 'LEFT' || propOf(node, 'textAlignVertical') !== 'TOP') throw new Unsupported('text of several looks or lines')
  if (characters === '') return ''
  const { fontName: { family, style }, fontSize, fills } = segment!
  return solids(fills ?? []).map((paint) => `<text${colour('fill', paint)} xml:space="preserve" font-family="${escape(family)}" font-size="${short(fontSize)}"${/bold/i.test(style) ? ' font-weight="bold"' : ''}${transform(matrix)}><tspan x="0" y="${short(fontSize * 0.97)}">${escape(characters)}</tspan></text>`).join('')
}
